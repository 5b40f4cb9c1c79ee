import { PUBLISHING } from '../derive/lexicon.ts';
import type { Offer } from '../derive/offers.ts';
import type { Output } from '../derive/outputs.ts';
import { takesItsThing } from '../derive/premises.ts';
import type { Value } from '../derive/values.ts';
import type { Want } from '../derive/wants.ts';
import { type Finding, type LinkCatalog, type LinkNode, LOOSE, type Posting, type RawLink } from './catalog.ts';
import { affinity, compatibility, isPublic, meeting, noisyOr, rarityWeight, rolesAgree } from './score.ts';
import { similarity } from './similarity.ts';

/** Producers kept for one parameter where any of a wide kind will do; for other reasons see `sourcesKept`. */
const WIDE_CAPS: ReadonlyMap<string, number> = new Map([
  ['any-number', 24],
  ['any-text', 24],
  // All results of arithmetic can feed its next step, so only a few are worth an edge.
  ['computed', 3],
]);

/** `climate mode` and `ignition mode` are both modes: what is left of a meeting on the last word of two names. */
const BOTH_PARTIAL = 0.4;
/** Weaker meetings are noise. */
const WEAKEST = 0.2;

/**
 * All edges into one function. A pure function of its profile, the offers under its keys, and rarities: so an edit
 * elsewhere changes nothing here unless it touches one of these.
 */
export function linkInto(catalog: LinkCatalog, to: LinkNode): RawLink[] {
  const findings = new Map<LinkNode, Finding[]>();
  for (const want of to.profile.wants) {
    const postings = catalog.offersOf(want.key, to.profile.scope);
    if (postings.length === 0) continue;
    const asked = askedBy(want, rarityWeight(want.key, catalog.keyRarity(want.key)));
    for (const posting of postings) {
      // Offers come strongest first: what follows the first too weak one is weaker still.
      if (meeting(posting.offer, want) * asked.rare < WEAKEST) break;
      const finding = meet(posting, asked, to);
      if (finding !== undefined) keepBest(findings, finding);
    }
  }
  const kept = capped([...findings.values()].flat(), catalog, to);
  return linksOf(kept, to);
}

/** Of each rule and parameter the strongest reason is enough. */
function keepBest(findings: Map<LinkNode, Finding[]>, finding: Finding): void {
  const list = findings.get(finding.from);
  if (list === undefined) {
    findings.set(finding.from, [finding]);
    return;
  }
  const at = list.findIndex(({ rule, input }) => rule === finding.rule && input === finding.input);
  if (at < 0) list.push(finding);
  else if ((list[at] as Finding).score < finding.score) list[at] = finding;
}

/** A want with what its key says of every offer it meets. */
interface Asked {
  readonly want: Want;
  readonly rare: number;
  /** The value means the same to every service. */
  readonly open: boolean;
  /** Any value of a wide kind will do. */
  readonly loose: boolean;
  readonly mention: boolean;
  /** Somebody names the function, not the value. */
  readonly indirect: boolean;
}

function askedBy(want: Want, rare: number): Asked {
  return {
    want,
    rare,
    open: isPublic(want.key),
    loose: LOOSE.test(want.key),
    mention: want.key.startsWith('m:'),
    indirect: /^[sml]:/.test(want.key),
  };
}

function meet({ node: from, offer }: Posting, asked: Asked, to: LinkNode): Finding | undefined {
  const { want, rare, mention } = asked;
  if (from === to || !rolesAgree(offer, want)) return undefined;
  let score = meeting(offer, want) * rare * (offer.partial === true && want.partial === true ? BOTH_PARTIAL : 1);
  if (score < WEAKEST) return undefined;
  score *= want.value < 0 ? premiseFit(from, to, offer, asked) : valueFit(from, to, offer, asked);
  if (score < WEAKEST) return undefined;
  return {
    from,
    rule: want.value < 0 && mention ? 'stated-order' : ruleOf(offer.rule, want.rule),
    output: want.value < 0 ? -1 : offer.value,
    input: want.value,
    score,
    computed: offer.key.startsWith('v:result'),
  };
}

function premiseFit(from: LinkNode, to: LinkNode, offer: Offer, { mention, open }: Asked): number {
  if (mention) return affinity(from, to, 'id', open);
  return offer.rule !== 'requires' && from.profile.topic !== to.profile.topic ? OTHER_TOPIC : 1;
}

/** What is left of a meeting of two values once types, places and purposes are looked at. */
function valueFit(from: LinkNode, to: LinkNode, offer: Offer, { want, open, loose, mention, indirect }: Asked): number {
  const output = from.profile.outputs[offer.value];
  const input = to.profile.inputs[want.value];
  let fit = 1;
  if (output !== undefined && input !== undefined) {
    if (indirect && namesAnother(output, input)) return 0;
    fit = affinity(from, to, want.role || offer.role, open, loose);
    if (!mention) fit *= compatibility(output, input, want.rule);
  }
  // Half a name is a hint among the functions of one service; between services `coin_symbol` is no `symbol`.
  if ((offer.partial === true || want.partial === true) && from.profile.scope !== to.profile.scope) fit *= FOREIGN_HALF;
  if (repeats(from, to, want)) fit *= COPY;
  if (asksWhatIsLookedUp(from, to)) fit *= ROUND_TRIP;
  return loose && (offer.key === 'v:text' || offer.key === 'v:figure') && copies(from, to) ? fit * COPY : fit;
}

/** A function may be named as the source, but its item ids are no product ids. */
function namesAnother(output: Output, input: Value): boolean {
  const asked = input.concept?.role === 'id' ? input.concept.entity.at(-1) : undefined;
  if (asked === undefined) return false;
  const given = output.concepts.filter(({ role, entity }) => role === 'id' && entity.length > 0);
  return given.length > 0 && given.every(({ entity }) => entity.at(-1) !== asked);
}

const FOREIGN_HALF = 0.6;

/** `get_user(user_id).email` → `find_user_id(email)`: who could make the first call has no need of the second. */
const ROUND_TRIP = 0.4;

function asksWhatIsLookedUp(from: LinkNode, to: LinkNode): boolean {
  for (const key of to.profile.looksUp) if (from.profile.asks.has(key)) return true;
  return false;
}

/** What is left of a premise between functions of different categories. */
const OTHER_TOPIC = 0.6;

/** Publishing what the same service shows already is copying: possible, seldom meant. */
const COPY = 0.5;

/** What a record of a thing says of it is not what a new thing of its kind is made of. */
function repeats(from: LinkNode, to: LinkNode, want: Want): boolean {
  const { action, object } = to.profile.deed;
  if (action !== 'create' || want.role === 'id' || want.key.startsWith('t:')) return false;
  if (takesItsThing(to.profile.deed, to.profile.inputs)) return false;
  return object.length > 0 && object.at(-1) === from.profile.deed.object.at(-1);
}

function copies(from: LinkNode, to: LinkNode): boolean {
  return PUBLISHING.has(to.profile.deed.verb) && from.profile.scope === to.profile.scope;
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
  const groups = new Map<number, Group>();
  for (const finding of findings) {
    const number = groupNumber(finding);
    let group = groups.get(number);
    if (group === undefined) {
      group = { rule: finding.computed ? 'computed' : finding.rule, producers: new Map() };
      groups.set(number, group);
    }
    const list = group.producers.get(finding.from);
    if (list === undefined) group.producers.set(finding.from, [finding]);
    else list.push(finding);
  }
  const kept: Finding[] = [];
  for (const [number, { rule, producers }] of groups) {
    const wide = WIDE_CAPS.get(rule);
    const cap = wide ?? catalog.sourcesKept(to.profile.scope);
    const relative = wide === undefined && number !== PREMISES;
    for (const one of strongest(producers, cap, catalog, to, relative)) kept.push(...one);
  }
  return kept;
}

/** Sources that are ranked against each other. */
interface Group {
  readonly rule: string;
  readonly producers: Map<LinkNode, Finding[]>;
}

const PREMISES = -1;
const COMPUTED = -2;

/** Premises of a function, results of arithmetic that can feed it; for each parameter any numbers, any texts, values. */
function groupNumber({ computed, input, rule }: Finding): number {
  if (computed) return COMPUTED;
  if (input < 0) return PREMISES;
  return input * 3 + (rule === 'any-number' ? 1 : rule === 'any-text' ? 2 : 0);
}

function strongest(
  producers: ReadonlyMap<LinkNode, Finding[]>,
  cap: number,
  catalog: LinkCatalog,
  to: LinkNode,
  relative: boolean,
): Finding[][] {
  const ranked: Ranked[] = [];
  for (const [from, findings] of producers) {
    let none = 1;
    for (const { score } of findings) none *= 1 - score;
    ranked.push({ from, findings, score: 1 - none });
  }
  if (ranked.length > cap) ranked.sort((a, b) => byScore(a, b, to));
  const compared = ranked.slice(0, cap * 3);
  for (const one of compared) {
    const extra = describedAlike(one.findings, catalog, to);
    if (extra === undefined) continue;
    one.findings = [...one.findings, extra];
    one.score = 1 - (1 - one.score) * (1 - extra.score);
  }
  if (compared.length > 1) compared.sort((a, b) => byScore(a, b, to));
  const least = relative ? (compared[0]?.score ?? 0) * BESIDE_BEST : 0;
  const kept: Finding[][] = [];
  for (const { score, findings } of compared) if (score >= least && kept.length < cap) kept.push(findings);
  return kept;
}

/** Where a better source of a value exists, sources this much weaker are none. */
const BESIDE_BEST = 0.6;

interface Ranked {
  score: number;
  findings: Finding[];
  readonly from: LinkNode;
}

/** Strongest first; equals in an order of their own for each consumer, so that no function is everyone's choice. */
function byScore(a: Ranked, b: Ranked, to: LinkNode): number {
  return b.score - a.score || mix(a.from, to) - mix(b.from, to) || (a.from.id < b.from.id ? -1 : 1);
}

function mix(from: LinkNode, to: LinkNode): number {
  const mixed = Math.imul(from.hash ^ (to.hash >>> 7), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Most that likeness of descriptions can add. */
const LIKENESS = 0.5;
const LEAST_LIKENESS = 0.2;

function describedAlike(findings: readonly Finding[], catalog: LinkCatalog, to: LinkNode): Finding | undefined {
  const best = findings.reduce((a, b) => (b.score > a.score ? b : a));
  const input = to.profile.inputs[best.input];
  const output = best.from.profile.outputs[best.output];
  if (input === undefined || output === undefined || best.rule.startsWith('any-')) return undefined;
  const likeness = similarity(catalog, textOf(input, to), textOf(output, best.from));
  if (likeness < LEAST_LIKENESS) return undefined;
  return { ...best, rule: 'similar-text', score: LIKENESS * likeness * Math.min(1, best.score) };
}

/** All words a function's parameters are compared with descriptions by. */
export function queryWords(node: LinkNode): readonly string[] {
  return node.profile.inputs.flatMap((input) => textOf(input, node));
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

/** Reasons none of which tells anything by itself do not add up to one. */
const TELLING = 0.35;

/** Rules that read the same fact in different places are one signal, not several. */
const FAMILY: Readonly<Record<string, string>> = {
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
  const bestOfFamily = new Map<string, number>();
  let inferred = false;
  for (const { rule, score, output } of findings) {
    const guessed = (from.profile.outputs[output]?.certainty ?? 1) < 1;
    // All that is read from one prediction is as unsure as the prediction, however often it fits.
    const family = guessed && !TOLD.has(rule) ? 'concept' : (FAMILY[rule] ?? rule);
    bestOfFamily.set(family, Math.max(bestOfFamily.get(family) ?? 0, score));
    if (guessed) inferred = true;
  }
  const best = Math.max(...bestOfFamily.values());
  const strength = best < TELLING ? best : noisyOr(bestOfFamily.values());
  return { from, to, strength, findings, inferred, edge: undefined };
}
