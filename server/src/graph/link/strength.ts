import type { Finding, LinkNode, RawLink } from './node.ts';
import { sortShort } from './rank.ts';
import { noisyOr } from './score.ts';

export function linksOf(sources: ReadonlyMap<LinkNode, Finding[]>, to: LinkNode): RawLink[] {
  const links: RawLink[] = [];
  for (const [from, findings] of sources) links.push(linkOf(from, to, findings));
  sortShort(links, byStrength);
  return links;
}

function byStrength(a: RawLink, b: RawLink): number {
  return b.strength - a.strength || (a.from.id < b.from.id ? -1 : 1);
}

/** Reasons none of which tells anything by itself do not add up to one. */
const TELLING = 0.35;

/** Rules that read the same fact in different places are one signal, not several. */
const FAMILY: Readonly<Record<string, string>> = {
  reference: 'concept',
  name: 'concept',
  entity: 'concept',
  description: 'concept',
  prediction: 'concept',
  kind: 'concept',
  format: 'concept',
  lifecycle: 'concept',
  'look-first': 'order',
  'check-first': 'order',
  'verb-pair': 'order',
  'list-of': 'concept',
};

/** Rules that rest on what somebody wrote about the other function, or only strengthen another. */
const TOLD: ReadonlySet<string> = new Set(['mention', 'named-source', 'similar-text']);

function linkOf(from: LinkNode, to: LinkNode, findings: readonly Finding[]): RawLink {
  const only = findings.length === 1 ? findings[0] : undefined;
  const covered = coverage(to, findings);
  if (only !== undefined) {
    return { from, to, strength: only.score * covered, findings, inferred: isGuessed(only, from), edge: undefined };
  }
  const bestOfFamily = new Map<string, number>();
  let inferred = false;
  for (const finding of findings) {
    const { rule, score } = finding;
    const guessed = isGuessed(finding, from);
    // All that is read from one prediction is as unsure as the prediction, however often it fits.
    const family = guessed && !TOLD.has(rule) ? 'concept' : (FAMILY[rule] ?? rule);
    bestOfFamily.set(family, Math.max(bestOfFamily.get(family) ?? 0, score));
    if (guessed) inferred = true;
  }
  const best = Math.max(...bestOfFamily.values());
  const strength = best < TELLING ? best : noisyOr(bestOfFamily.values());
  return { from, to, strength: strength * covered, findings, inferred, edge: undefined };
}

/** What is left of an edge that feeds the lesser part of the identifiers a call must have, and not its own. */
const LESSER_PART = 0.95;

/** One answer that gives most of what a call must have is a better reason than one that only says where all of it happens. */
function coverage(to: LinkNode, findings: readonly Finding[]): number {
  const { identified, ownKeys } = to.profile;
  if (identified.size < 3) return 1;
  let fed = 0;
  const seen = new Set<number>();
  for (const { input } of findings) {
    if (input < 0 || seen.has(input)) continue;
    seen.add(input);
    if (ownKeys.has(input) || !identified.has(input)) return 1;
    fed += 1;
  }
  return fed === 0 || fed * 2 >= identified.size ? 1 : LESSER_PART;
}

function isGuessed({ output }: Finding, from: LinkNode): boolean {
  return (from.profile.outputs[output]?.certainty ?? 1) < 1;
}
