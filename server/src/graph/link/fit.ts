import { isCurrentName, type Value } from '../../domain/index.ts';
import type { KnownValue } from '../derive/concepts.ts';
import { DEALING, ISSUED_ROLES, PUBLISHING } from '../derive/lexicon.ts';
import type { Offer } from '../derive/offers.ts';
import type { Output } from '../derive/outputs.ts';
import { takesItsThing } from '../derive/premises.ts';
import { identifierOf, sameIdentifier } from '../derive/reading.ts';
import type { Want } from '../derive/wants.ts';
import { NO_WORDS } from './likeness.ts';
import type { Finding, LinkNode } from './node.ts';
import type { Posting } from './posting-list.ts';
import { affinity, compatibility, type KeyTraits, rolesAgree } from './score.ts';

/** `climate mode` and `ignition mode` are both modes: what is left of a meeting on the last word of two names. */
const BOTH_PARTIAL = 0.4;

/** Weaker meetings are noise. */
export const WEAKEST = 0.2;

/** A want with what its key says of every offer it meets. */
export interface Asked {
  readonly want: Want;
  readonly traits: KeyTraits;
  readonly rare: number;
}

export function meet({ node: from, offer }: Posting, met: number, asked: Asked, to: LinkNode): Finding | undefined {
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
    if (isIssued(output) && isDetail(input)) return 0;
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

/** What is said of a thing or a person, and issued by nobody: an identifier never fills it. */
const DETAILS =
  /(?:^|_)(?:e_?mail|mail|phone|mobile|fax|title|subject|description|body|text|content|message|note|comment|date|day|time|amount|(?:first|last|full|given|family|middle|sur)_?name)$/i;

function isDetail({ name, reading }: KnownValue): boolean {
  return (
    reading?.role !== 'key' && reading?.role !== 'reference' && DETAILS.test(name.replace(/(?<=[a-z])(?=[A-Z])/g, '_'))
  );
}

function isIssued(output: Output): boolean {
  const { role } = identifierOf(output) ?? {};
  return role === 'id' || role === 'uuid' || role === 'slug' || role === 'key';
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

const MOVING: ReadonlySet<string> = new Set(['update', 'delete', 'select']);

/** Where one is now is not what one goes to, moves or removes, unless that is asked for. */
function actsOnWhereOneIs(output: Output | undefined, input: Value | undefined, to: LinkNode): boolean {
  if (output === undefined || !isCurrentName(output.name) || !MOVING.has(to.profile.deed.action)) return false;
  return input === undefined || !isCurrentName(input.name);
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
