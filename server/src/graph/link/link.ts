import type { Output } from '../derive/outputs.ts';
import type { Value } from '../derive/values.ts';
import type { Want } from '../derive/wants.ts';
import type { Evidence } from '../types.ts';
import type { LinkCatalog, LinkNode, Posting, RawLink } from './catalog.ts';
import { affinity, compatibility, meeting, noisyOr, rarityWeight, rolesAgree } from './score.ts';
import { similarity } from './similarity.ts';

/** Producers kept for one parameter, by the strength of what speaks for them; rules not named here keep `DEFAULT_CAP`. */
const CAPS: Readonly<Record<string, number>> = { 'any-number': 12, 'any-text': 12, premise: 12 };
const DEFAULT_CAP = 10;
/** Results of arithmetic that can feed the next step of arithmetic: all of them can, so only the nearest count. */
const COMPUTED_CAP = 3;
/** Weaker meetings are noise. */
const WEAKEST = 0.12;

/** One reason found, before the best per rule and parameter are chosen. */
interface Finding {
  readonly from: LinkNode;
  readonly rule: string;
  readonly output: number;
  readonly input: number;
  readonly score: number;
  readonly computed: boolean;
}

/**
 * All edges into one function. A pure function of its profile, the offers under its keys, and rarities: so an edit
 * elsewhere changes nothing here unless it touches one of these.
 */
export function linkInto(catalog: LinkCatalog, to: LinkNode): RawLink[] {
  const findings = new Map<string, Finding>();
  for (const want of to.profile.wants) {
    const rare = rarityWeight(want.key, catalog.keyRarity(want.key));
    for (const posting of catalog.offersOf(want.key, to.profile.scope)) {
      const finding = meet(posting, want, to, rare);
      if (finding === undefined) continue;
      const place = `${finding.from.id}\n${finding.rule}\n${finding.input}`;
      const known = findings.get(place);
      if (known === undefined || known.score < finding.score) findings.set(place, finding);
    }
  }
  const kept = capped([...findings.values()], catalog, to);
  return linksOf(kept, to);
}

function meet(posting: Posting, want: Want, to: LinkNode, rare: number): Finding | undefined {
  const { node: from, offer } = posting;
  if (from === to || !rolesAgree(offer, want)) return undefined;
  const mention = offer.key.startsWith('m:');
  const premise = want.value < 0;
  const output = from.profile.outputs[offer.value];
  const input = to.profile.inputs[want.value];
  let score = meeting(offer, want) * rare;
  if (!premise && input !== undefined && output !== undefined) {
    score *= (mention ? 1 : compatibility(output, input, want.rule)) * affinity(from, to, want.role || offer.role);
  } else if (mention) score *= affinity(from, to, 'id');
  if (score < WEAKEST) return undefined;
  const rule = premise && mention ? 'stated-order' : ruleOf(offer.rule, want.rule);
  return {
    from,
    rule,
    output: premise ? -1 : offer.value,
    input: want.value,
    score,
    computed: offer.key === 'v:result',
  };
}

const CONCEPT_RULES = ['prediction', 'description', 'entity', 'name'];

/** The rule of a meeting is the weaker of the two readings it rests on. */
function ruleOf(offered: string, wanted: string): string {
  const a = CONCEPT_RULES.indexOf(offered);
  const b = CONCEPT_RULES.indexOf(wanted);
  if (a < 0 || b < 0) return wanted;
  return CONCEPT_RULES[Math.min(a, b)] as string;
}

/** Keeps the best producers of each parameter, after descriptions have been compared. */
function capped(findings: readonly Finding[], catalog: LinkCatalog, to: LinkNode): Finding[] {
  const groups = new Map<string, Map<LinkNode, Finding[]>>();
  for (const finding of findings) {
    const group = finding.computed ? `computed ${finding.input}` : `${capGroup(finding)} ${finding.input}`;
    let producers = groups.get(group);
    if (producers === undefined) {
      producers = new Map();
      groups.set(group, producers);
    }
    const list = producers.get(finding.from);
    if (list === undefined) producers.set(finding.from, [finding]);
    else list.push(finding);
  }
  const kept: Finding[] = [];
  for (const [group, producers] of groups) {
    const name = group.slice(0, group.lastIndexOf(' '));
    const cap = name === 'computed' ? COMPUTED_CAP : (CAPS[name] ?? DEFAULT_CAP);
    for (const one of strongest(producers, cap, catalog, to)) kept.push(...one);
  }
  return kept;
}

function capGroup(finding: Finding): string {
  if (finding.input < 0) return 'premise';
  return finding.rule in CAPS ? finding.rule : 'value';
}

function strongest(
  producers: ReadonlyMap<LinkNode, Finding[]>,
  cap: number,
  catalog: LinkCatalog,
  to: LinkNode,
): Finding[][] {
  const ranked = [...producers].map(([from, findings]) => ({
    from,
    findings,
    score: noisyOr(findings.map((finding) => finding.score)),
  }));
  ranked.sort(byScore);
  const compared = ranked.slice(0, cap * 3).map((one) => {
    const extra = describedAlike(one.findings, catalog, to);
    return extra === undefined
      ? one
      : { ...one, findings: [...one.findings, extra], score: noisyOr([one.score, extra.score]) };
  });
  compared.sort(byScore);
  return compared.slice(0, cap).map((one) => one.findings);
}

function byScore(a: { score: number; from: LinkNode }, b: { score: number; from: LinkNode }): number {
  return b.score - a.score || (a.from.id < b.from.id ? -1 : 1);
}

/** Most that likeness of descriptions can add. */
const LIKENESS = 0.5;
const LEAST_LIKENESS = 0.2;

function describedAlike(findings: readonly Finding[], catalog: LinkCatalog, to: LinkNode): Finding | undefined {
  const best = findings.reduce((a, b) => (b.score > a.score ? b : a));
  const input = to.profile.inputs[best.input];
  const output = best.from.profile.outputs[best.output];
  if (input === undefined || output === undefined) return undefined;
  const likeness = similarity(catalog, textOf(input, to), textOf(output, best.from));
  if (likeness < LEAST_LIKENESS) return undefined;
  return { ...best, rule: 'similar-text', score: LIKENESS * likeness };
}

function textOf(value: Value | Output, node: LinkNode): string[] {
  return [...value.descriptionWords, ...(value.concept?.entity ?? []), ...node.profile.deed.object];
}

function linksOf(findings: readonly Finding[], to: LinkNode): RawLink[] {
  const byProducer = new Map<LinkNode, Finding[]>();
  for (const finding of findings) {
    const list = byProducer.get(finding.from);
    if (list === undefined) byProducer.set(finding.from, [finding]);
    else list.push(finding);
  }
  const links = [...byProducer].map(([from, list]) => linkOf(from, to, list));
  return links.sort((a, b) => b.strength - a.strength || (a.from.id < b.from.id ? -1 : 1));
}

function linkOf(from: LinkNode, to: LinkNode, findings: readonly Finding[]): RawLink {
  const bestOfRule = new Map<string, number>();
  let inferred = false;
  for (const { rule, score, output } of findings) {
    bestOfRule.set(rule, Math.max(bestOfRule.get(rule) ?? 0, score));
    if ((from.profile.outputs[output]?.certainty ?? 1) < 1) inferred = true;
  }
  const evidence = findings.map(
    ({ output, input, rule, score }): Evidence => ({
      output: from.profile.outputs[output]?.path ?? '',
      parameter: to.profile.inputs[input]?.path ?? '',
      rule,
      score: Math.round(score * 1000) / 1000,
    }),
  );
  evidence.sort(
    (a, b) =>
      b.score - a.score || compare(a.parameter, b.parameter) || compare(a.rule, b.rule) || compare(a.output, b.output),
  );
  return { from, strength: noisyOr(bestOfRule.values()), evidence, inferred };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
