import type { KnownValue } from '../derive/concepts.ts';
import { DEALING, ISSUED_ROLES, PUBLISHING } from '../derive/lexicon.ts';
import type { Offer } from '../derive/offers.ts';
import type { Output } from '../derive/outputs.ts';
import { takesItsThing } from '../derive/premises.ts';
import { identifierOf, sameIdentifier } from '../derive/reading.ts';
import type { Value } from '../derive/values.ts';
import type { Want } from '../derive/wants.ts';
import type { LinkCatalog } from './catalog.ts';
import type { Finding, LinkNode, RawLink } from './node.ts';
import { affinity, compatibility, type KeyTraits, meeting, noisyOr, rarityWeight, rolesAgree } from './score.ts';
import type { Posting } from './shelf.ts';
import { type Query, queryOf, similarity, type Text } from './similarity.ts';

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
    const shelf = catalog.shelf(want.key);
    if (shelf === undefined) continue;
    const { scope } = to.profile;
    const postings = want.rule === 'requires' ? catalog.named(want, scope) : shelf.visible(scope);
    if (postings.length === 0) continue;
    const { traits } = shelf;
    const own = want.rule === 'login' ? loginsFor(postings, to) : undefined;
    const asked: Asked = { want, traits, rare: rarityWeight(traits, catalog.rarityOf(shelf)) };
    for (const posting of own ?? postings) {
      // Offers come strongest first: what follows the first too weak one is weaker still.
      const score = meeting(posting.offer, want) * asked.rare;
      if (score < WEAKEST) break;
      const finding = meet(posting, score, asked, to);
      if (finding !== undefined) keepBest(findings, finding);
    }
  }
  if (findings.size === 0) return NO_LINKS;
  return linksOf(capped(findings, catalog, to), to);
}

/**
 * Of several logins in one place each opens its own service: those whose thing the function speaks of, all where it speaks
 * of none.
 */
function loginsFor(postings: readonly Posting[], to: LinkNode): readonly Posting[] {
  if (postings.length < 2) return postings;
  const own = postings.filter(({ node }) => node.profile.deed.object.some((word) => to.profile.words.includes(word)));
  return own.length === 0 ? postings : own;
}

const NO_LINKS: RawLink[] = [];

/** Of each rule and parameter the strongest reason is enough. */
function keepBest(findings: Map<LinkNode, Finding[]>, finding: Finding): void {
  const list = findings.get(finding.from);
  if (list === undefined) {
    findings.set(finding.from, [finding]);
    return;
  }
  for (let at = 0; at < list.length; at += 1) {
    const known = list[at] as Finding;
    if (known.rule !== finding.rule || known.input !== finding.input) continue;
    if (known.score < finding.score) list[at] = finding;
    return;
  }
  list.push(finding);
}

/** A want with what its key says of every offer it meets. */
interface Asked {
  readonly want: Want;
  readonly traits: KeyTraits;
  readonly rare: number;
}

function meet({ node: from, offer }: Posting, met: number, asked: Asked, to: LinkNode): Finding | undefined {
  const { want } = asked;
  if (from === to || !rolesAgree(offer, want)) return undefined;
  let score = met * (offer.partial && want.partial ? BOTH_PARTIAL : 1);
  if (score < WEAKEST) return undefined;
  score *= want.value < 0 ? premiseFit(from, to, offer, asked) : valueFit(from, to, offer, asked, score);
  if (score < WEAKEST) return undefined;
  return {
    from,
    rule: want.value < 0 && asked.traits.mention ? 'stated-order' : ruleOf(offer.rule, want.rule),
    output: want.value < 0 ? -1 : offer.value,
    input: want.value,
    score,
    computed: offer.key.startsWith('v:result'),
  };
}

function premiseFit(from: LinkNode, to: LinkNode, offer: Offer, { traits }: Asked): number {
  if (traits.mention) return affinity(from, to, 'id', traits.open);
  return offer.rule !== 'requires' && from.profile.topic !== to.profile.topic ? OTHER_TOPIC : 1;
}

/** What is left of a meeting of two values once places, types and purposes are looked at. */
function valueFit(from: LinkNode, to: LinkNode, offer: Offer, { want, traits }: Asked, met: number): number {
  const { open, loose, mention, indirect } = traits;
  const output = from.profile.outputs[offer.value];
  const input = to.profile.inputs[want.value];
  const foreign = from.profile.scope !== to.profile.scope;
  let fit = 1;
  if (output !== undefined && input !== undefined) {
    fit = affinity(from, to, want.role || offer.role, open, loose);
    // Half a name is a hint among the functions of one service; between services `coin_symbol` is no `symbol`.
    if (foreign && (offer.partial || want.partial)) fit *= FOREIGN_HALF;
    // Most meetings between services end here.
    if (fit * met < WEAKEST) return 0;
    if (indirect && namesAnother(output, input)) return 0;
    if (!SAYS_WHOSE.has(want.rule) && identifyOthers(output, input)) return 0;
    if (!mention) fit *= compatibility(output, input, want.rule);
  } else if (foreign && (offer.partial || want.partial)) fit *= FOREIGN_HALF;
  if ((input === undefined || identifierOf(input) === undefined) && repeats(from, to, want)) fit *= COPY;
  if (sharesReference(from, to, output, input)) fit *= COPY;
  if (readsAgain(from, to, want, output) || actsOnWhereOneIs(output, input, to)) fit *= COPY;
  if (foreign && speaksOfAnother(from, to, want)) fit *= COPY;
  if (asksWhatIsLookedUp(from, to)) fit *= ROUND_TRIP;
  return loose && (offer.key === 'v:text' || offer.key === 'v:figure') && copies(from, to) ? fit * COPY : fit;
}

/** Rules that rest on whose the value is said to be, not on what the functions are about. */
const SAYS_WHOSE: ReadonlySet<string> = new Set(['reference', 'description', 'nominal-type', 'mention']);

/** The domain knows both, and they are of different things: one is not the other, unless both names say what it is of. */
function identifyOthers(output: Output, input: KnownValue): boolean {
  const given = identifierOf(output);
  const asked = identifierOf(input);
  if (given === undefined || asked === undefined || sameIdentifier(given, asked)) return false;
  const words = input.concept?.entity ?? NO_WORDS;
  return words.length === 0 || words.join(' ') !== output.concept?.entity.join(' ');
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

/** What a record of a thing says of it is not what a new thing of its kind is made of, its own id least of all. */
function repeats(from: LinkNode, to: LinkNode, want: Want): boolean {
  const { action, verb, object } = to.profile.deed;
  const head = object.at(-1);
  if (action !== 'create' || DEALING.has(verb) || head === undefined || want.key.startsWith('t:')) return false;
  if (want.role === 'id' && want.key !== `n:${head} id`) return false;
  return !takesItsThing(to.profile.deed, to.profile.inputs) && head === from.profile.deed.object.at(-1);
}

/** Who has read one thing knows it already: its title leads to no second reading of it. */
function readsAgain(from: LinkNode, to: LinkNode, want: Want, output: Output | undefined): boolean {
  const a = from.profile.deed;
  const b = to.profile.deed;
  if (a.action !== 'read' || b.action !== 'read' || output?.many !== false || ISSUED_ROLES.has(want.role)) return false;
  return a.object.length > 0 && a.object.join(' ') === b.object.join(' ');
}

/** A record that is only thought to refer to another is not where one learns it for the next record of its kind. */
function sharesReference(
  from: LinkNode,
  to: LinkNode,
  output: Output | undefined,
  input: KnownValue | undefined,
): boolean {
  if (output?.reading?.role !== 'reference' || output.certainty === 1 || input?.reading?.role !== 'reference')
    return false;
  const about = from.profile.reading?.entity;
  return about !== undefined && about === to.profile.reading?.entity;
}

const CURRENT = /^current(?=[_A-Z-])/;
const MOVING: ReadonlySet<string> = new Set(['update', 'delete', 'select']);

/** Where one is now is not what one goes to, moves or removes, unless that is asked for. */
function actsOnWhereOneIs(output: Output | undefined, input: Value | undefined, to: LinkNode): boolean {
  if (output === undefined || !CURRENT.test(output.name) || !MOVING.has(to.profile.deed.action)) return false;
  return input === undefined || !CURRENT.test(input.name);
}

/** A symbol names a coin here and a company there: between services, some word of the two must be the same. */
function speaksOfAnother(from: LinkNode, to: LinkNode, want: Want): boolean {
  if (want.role !== 'symbol' && !want.key.endsWith(' symbol') && want.key !== 'n:symbol') return false;
  const words = to.profile.words;
  return !from.profile.words.some((word) => words.includes(word));
}

function copies(from: LinkNode, to: LinkNode): boolean {
  return PUBLISHING.has(to.profile.deed.verb) && from.profile.scope === to.profile.scope;
}

const CONCEPT_RULES = ['prediction', 'description', 'entity', 'name', 'reference'];

/** The rule of a meeting is the weaker of the two readings it rests on. */
function ruleOf(offered: string, wanted: string): string {
  const a = CONCEPT_RULES.indexOf(offered);
  const b = CONCEPT_RULES.indexOf(wanted);
  if (a < 0 || b < 0) return wanted;
  return CONCEPT_RULES[Math.min(a, b)] as string;
}

/** Keeps the best producers of each parameter, after descriptions have been compared: producer → what is left of it. */
function capped(
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
function sortShort<T>(list: T[], compare: (a: T, b: T) => number): void {
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

/** Most that likeness of descriptions can add. */
const LIKENESS = 0.5;
const LEAST_LIKENESS = 0.2;

function describedAlike(findings: readonly Finding[], texts: Texts): Finding | undefined {
  const best = findings.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.input < 0 || best.output < 0 || best.rule.startsWith('any-')) return undefined;
  const likeness = texts.likeness(best);
  if (likeness < LEAST_LIKENESS) return undefined;
  return { ...best, rule: 'similar-text', score: LIKENESS * likeness * Math.min(1, best.score) };
}

/** What is said of the parameters of one function, each read once, to compare with what is said of outputs. */
class Texts {
  readonly #catalog: LinkCatalog;
  readonly #to: LinkNode;
  readonly #queries: (Query | undefined)[] = [];

  constructor(catalog: LinkCatalog, to: LinkNode) {
    this.#catalog = catalog;
    this.#to = to;
  }

  likeness({ from, input, output }: Finding): number {
    const asked = this.#to.profile.inputs[input];
    const answer = from.profile.outputs[output];
    if (asked === undefined || answer === undefined) return 0;
    this.#queries[input] ??= queryOf(this.#catalog, textOf(asked, this.#to));
    return similarity(this.#catalog, this.#queries[input], textOf(answer, from));
  }
}

/** All words a function's parameters are compared with descriptions by. */
export function queryWords(node: LinkNode): readonly string[] {
  return node.profile.inputs.flatMap((input) => textOf(input, node).flat());
}

function textOf(value: Value | Output, node: LinkNode): Text {
  return [value.descriptionWords, value.concept?.entity ?? NO_WORDS, node.profile.deed.object];
}

const NO_WORDS: readonly string[] = [];

function linksOf(sources: ReadonlyMap<LinkNode, Finding[]>, to: LinkNode): RawLink[] {
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
