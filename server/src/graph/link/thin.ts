import { statesLogin } from '../derive/premises.ts';
import type { LinkNode, RawLink } from './node.ts';

/** The most of a service's ordered pairs that edges may join; where everything leads everywhere, an edge says nothing. */
const DENSEST = 0.2;
/** Very small services keep this many edges a function: of three functions even two edges are a third of the pairs. */
const MIN_EACH = 1.5;
/** The strength of an edge that hardly anything speaks against. */
const SURE = 0.75;
/** In a small service a few identifiers go through nearly all functions: this many pairs may be joined by sure edges. */
const DENSEST_SURE = 0.3;
const SMALL = 16;

/**
 * Leaves out the weakest edges inside services that are linked too densely. Every function keeps the strongest edge into
 * it, so that none becomes unreachable by this, and the premises that somebody stated. Edges between services always stay.
 */
export function thinned(links: readonly RawLink[], scopeSize: (scope: number) => number): readonly RawLink[] {
  const inside = new Map<number, RawLink[]>();
  for (const link of links) {
    const { scope } = link.to.profile;
    if (link.from.profile.scope !== scope) continue;
    const list = inside.get(scope);
    if (list === undefined) inside.set(scope, [link]);
    else list.push(link);
  }
  const dropped = new Set<RawLink>();
  for (const [scope, list] of inside) {
    const size = scopeSize(scope);
    const most = mostEdges(size);
    if (list.length <= most) continue;
    const sure = size > SMALL ? 0 : list.filter(({ strength }) => strength >= SURE).length;
    const mostSure = Math.min(sure, Math.floor(DENSEST_SURE * size * (size - 1)));
    for (const link of weakest(list, Math.max(most, mostSure))) dropped.add(link);
  }
  return dropped.size === 0 ? links : links.filter((link) => !dropped.has(link));
}

/** The most edges inside a service of `size` functions. */
export function mostEdges(size: number): number {
  return Math.max(Math.floor(DENSEST * size * (size - 1)), Math.ceil(MIN_EACH * size));
}

/** What does not fit: beside the strongest edge into each function, the strongest of the rest stay. */
function weakest(links: readonly RawLink[], most: number): RawLink[] {
  const ranked = [...links].sort(byStrength);
  const reached = new Set<LinkNode>();
  const others: RawLink[] = [];
  for (const link of ranked) {
    if (reached.has(link.to) && !isStated(link)) others.push(link);
    reached.add(link.to);
  }
  return others.slice(Math.max(0, most - (ranked.length - others.length)));
}

/** A premise that a person wrote down: by `@requires`, in the description, or as a login that the text asks for. */
export function isStated({ findings, to }: RawLink): boolean {
  return findings.some(
    ({ rule }) => rule === 'requires' || rule === 'stated-order' || (rule === 'login' && statesLogin(to.profile.wants)),
  );
}

function byStrength(a: RawLink, b: RawLink): number {
  if (a.strength !== b.strength) return b.strength - a.strength;
  if (a.from.id !== b.from.id) return a.from.id < b.from.id ? -1 : 1;
  return a.to.id < b.to.id ? -1 : 1;
}
