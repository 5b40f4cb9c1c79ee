import type { LinkCatalog } from './catalog.ts';
import { describedAlike, Texts } from './likeness.ts';
import type { Finding, LinkNode } from './node.ts';

/** Producers kept for one parameter where any of a wide kind will do; for other reasons see `sourcesKept`. */
const WIDE_CAPS: ReadonlyMap<string, number> = new Map([
  ['any-number', 24],
  ['any-text', 24],
  // All results of arithmetic can feed its next step, so only a few are worth an edge.
  ['computed', 3],
]);

/** Keeps the best producers of each parameter, after descriptions have been compared: producer → what is left of it. */
export function capped(
  sources: ReadonlyMap<LinkNode, readonly Finding[]>,
  catalog: LinkCatalog,
  to: LinkNode,
): Map<LinkNode, Finding[]> {
  const groups = new Map<number, Group>();
  for (const findings of sources.values()) for (const finding of findings) rank(groups, finding);
  const kept = new Map<LinkNode, Finding[]>();
  const texts = new Texts(catalog, to);
  for (const [number, { rule, ranked }] of groups) {
    const wide = WIDE_CAPS.get(rule);
    const told = number === PREMISES ? ranked.filter(isTold).length : 0;
    const cap = wide ?? Math.max(told, catalog.sourcesKept(to.profile.scope));
    const relative = wide === undefined && number !== PREMISES;
    for (const { from, findings } of strongest(ranked, cap, texts, to, relative)) {
      const list = kept.get(from);
      if (list === undefined) kept.set(from, findings);
      else list.push(...findings);
    }
  }
  return kept;
}

/** Named by somebody as what comes before; such premises are strong, so they rank first, and all of them count. */
function isTold({ findings }: Ranked): boolean {
  return findings.some(({ rule }) => rule === 'requires' || rule === 'stated-order');
}

/** Sources that are ranked against each other. */
interface Group {
  readonly rule: string;
  readonly ranked: Ranked[];
}

interface Ranked {
  score: number;
  readonly findings: Finding[];
  readonly from: LinkNode;
}

/** Files a finding. All of one producer come one after the other. */
function rank(groups: Map<number, Group>, finding: Finding): void {
  const number = groupNumber(finding);
  let group = groups.get(number);
  if (group === undefined) {
    group = { rule: finding.computed ? 'computed' : finding.rule, ranked: [] };
    groups.set(number, group);
  }
  const last = group.ranked[group.ranked.length - 1];
  if (last?.from === finding.from) addTo(last, finding);
  else group.ranked.push({ from: finding.from, findings: [finding], score: finding.score });
}

function addTo(ranked: Ranked, finding: Finding): void {
  ranked.findings.push(finding);
  ranked.score = 1 - (1 - ranked.score) * (1 - finding.score);
}

const PREMISES = -1;

const COMPUTED = -2;

/** Premises of a function, results of arithmetic that can feed it; for each parameter any numbers, any texts, values. */
function groupNumber({ computed, input, rule }: Finding): number {
  if (computed) return COMPUTED;
  if (input < 0) return PREMISES;
  return input * 3 + (rule === 'any-number' ? 1 : rule === 'any-text' ? 2 : 0);
}

function strongest(ranked: Ranked[], cap: number, texts: Texts, to: LinkNode, relative: boolean): readonly Ranked[] {
  const order = (a: Ranked, b: Ranked) => byScore(a, b, to);
  if (ranked.length > cap) sortShort(ranked, order);
  const compared = ranked.length > cap * 3 ? ranked.slice(0, cap * 3) : ranked;
  for (const one of compared) {
    const extra = describedAlike(one.findings, texts);
    if (extra !== undefined) addTo(one, extra);
  }
  sortShort(compared, order);
  const best = relative ? (compared[0]?.score ?? 0) : 0;
  const issued = compared.some(givesKey);
  return compared.filter(
    (one, at) => at < cap && one.score >= best * (issued && isMention(one) ? besideIssuer(one, to) : BESIDE_BEST),
  );
}

/** By insertion where that is faster: most lists here are short, and nearly in order. */
export function sortShort<T>(list: T[], compare: (a: T, b: T) => number): void {
  if (list.length > 24) {
    list.sort(compare);
    return;
  }
  for (let at = 1; at < list.length; at += 1) {
    const one = list[at] as T;
    let to = at;
    while (to > 0 && compare(list[to - 1] as T, one) > 0) {
      list[to] = list[to - 1] as T;
      to -= 1;
    }
    list[to] = one;
  }
}

/** Where a better source of a value exists, sources this much weaker are none. */
const BESIDE_BEST = 0.6;

/** Beside one that gives the records themselves, a record that is only thought to refer to them is hardly a source. */
const BESIDE_ISSUER = 0.9;

/** What a call only refers to is learnt where it is issued; the record it works on may be met in another. */
function besideIssuer({ findings }: Ranked, to: LinkNode): number {
  const refers = findings.every(({ input }) => to.profile.inputs[input]?.reading?.role === 'reference');
  return refers ? Number.POSITIVE_INFINITY : BESIDE_ISSUER;
}

/** Whether a source gives the record that an identifier names. */
function givesKey({ from, findings }: Ranked): boolean {
  return findings.some(({ output }) => from.profile.outputs[output]?.reading?.role === 'key');
}

/** Whether a source is predicted, and only to refer to the record. */
function isMention({ from, findings }: Ranked): boolean {
  return findings.every((finding) => {
    const output = from.profile.outputs[finding.output];
    return output?.reading?.role === 'reference' && output.certainty < 1;
  });
}

/** Strongest first; equals in an order of their own for each consumer, so that no function is everyone's choice. */
function byScore(a: Ranked, b: Ranked, to: LinkNode): number {
  return b.score - a.score || mix(a.from, to) - mix(b.from, to) || (a.from.id < b.from.id ? -1 : 1);
}

function mix(from: LinkNode, to: LinkNode): number {
  const mixed = Math.imul(from.hash ^ (to.hash >>> 7), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
