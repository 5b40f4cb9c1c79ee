import { keyWords, numberOf } from '../../domain/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import type { Deed } from './action.ts';
import type { KnownValue } from './concepts.ts';
import { LateSet, numbered } from './key-set.ts';
import { type Keyed, KeyedList, mainKey } from './keys.ts';
import {
  COUNTS,
  ENVELOPES,
  FREE_TEXT,
  GEOGRAPHY,
  ISSUED_ROLES,
  OPAQUE,
  PUBLIC_WORDS,
  REPORTS,
  TEXT_OUTPUTS,
  TIME_WORDS,
} from './lexicon.ts';
import { carriedUnit, carriedUnitAmong } from './measures.ts';
import type { Output } from './outputs.ts';
import { type Identifier, type Identifying, identifierKeys, identifierOf, knownBy, sameIdentifier } from './reading.ts';
import type { Value } from './values.ts';

/** Something a function has to give; `value` is an index into the profile's outputs. */
export type Offer = Keyed;

/** The values of a function's answer, each under every key it can be met by. */
export function offersOf(
  signature: FunctionSignature,
  deed: Deed,
  outputs: readonly Output[],
  inputs: readonly KnownValue[],
  scope: number,
  inferred: boolean,
): Offer[] {
  const offers = new KeyedList();
  const taken = echoKeys(inputs, deed);
  const numbers = outputs.filter((output) => output.type === 'number').length;
  const described = !inferred;
  const about = /info|meta|stat|detail|size|list/i.test(signature.name);
  const binary = BINARY.test(signature.description.slice(0, 300)) || deed.object.some((word) => PICTURED.has(word));
  const computed = isArithmetic(deed, inputs, outputs);
  const issues = issuesIdentity(outputs, taken);
  const money = computed && inputs.some((input) => keyWords(input.name).includes('currency'));
  const enveloped = isErrorEnvelope(outputs);
  if (!enveloped) {
    outputs.forEach((output, position) => {
      if (output.type === 'boolean' || inEnvelope(output)) return;
      offerValue(offers, output, position, deed, taken, issues);
      if (!output.composite)
        offerQuantity(offers, output, position, deed, {
          numbers,
          leaves: outputs.length,
          computed,
          money,
          described,
          about,
          binary,
        });
    });
  }
  const given = givenIdentifiers(inputs, deed);
  const issuing = issues && issuesIdentifiers(outputs, given);
  outputs.forEach((output, position) => {
    offerIdentifier(offers, output, position, deed, given, issuing);
  });
  offerObject(offers, signature, deed, outputs, inputs, scope);
  const named = mentionKey(signature.name);
  if (named !== undefined) offers.add(named, 0.9, '', 'mention', mainOutput(outputs));
  return offers.list();
}

/** `list_genres` offers genres whatever its answer calls them; `page_snapshot` offers what a snapshot shows. */
function offerObject(
  offers: KeyedList,
  signature: FunctionSignature,
  deed: Deed,
  outputs: readonly Output[],
  inputs: readonly KnownValue[],
  scope: number,
): void {
  const head = deed.object.at(-1);
  if (inputs.some((input) => input.concept?.role !== undefined && input.concept.entity.at(-1) === head)) return;
  const gives =
    deed.action === 'read' || deed.action === 'list' || deed.action === 'compute' || deed.action === 'other';
  const value = mainOutput(outputs);
  if (head === undefined || !gives || value < 0) return;
  offers.add(`s:${numbered(head, deed.number)}@${scope}`, 0.7, '', 'named-source', value);
  const lists = deed.by.length === 0 && outputs[value]?.many === true && PLURAL.test(signature.name);
  if (lists) offers.add(listKey(head, deed.number, scope), 0.75, '', 'list-of', value);
}

/** Lists of what everybody means alike (countries, currencies) serve other services too. */
export function listKey(head: string, number: string, scope: number): string {
  return PUBLIC_WORDS.has(head) ? `l:${head}` : `l:${numbered(head, number)}@${scope}`;
}

/** An identifier of another record, met in passing. */
const REFERRED = 0.9;
/** A name by which a record can be found again. */
const KNOWN = 0.8;
/** An identifier that a change answers with and was not told. */
const ISSUED = 0.95;

/** An identifier by what the domain says it identifies. The caller's own is no answer, but a list of others is. */
function offerIdentifier(
  offers: KeyedList,
  output: Output,
  position: number,
  deed: Deed,
  given: readonly Identifier[],
  issues: boolean,
): void {
  const issued = identifierOf(asOfDeed(output, deed));
  const identifier = issued ?? knownBy(output);
  if (
    identifier === undefined ||
    inEnvelope(output) ||
    isOfPart(output, identifier, deed) ||
    output.type === 'boolean' ||
    output.composite
  )
    return;
  const key = output.reading?.role === 'key';
  // A name that the caller chose is no answer, an identifier that was issued anew is.
  const anew = deed.action === 'create' && key && identifier.role === 'id';
  if (given.some((one) => sameIdentifier(one, identifier)) && !(key && output.many) && !anew) return;
  // What is made answers with what names it, a number or a code as well; so does an upsert, which was told no name.
  const own =
    key &&
    output.holder === '' &&
    ((deed.action === 'create' && !CHOSEN.has(identifier.role)) ||
      (deed.action === 'update' && (identifier.role === 'id' || identifier.role === '')));
  const worth = MAKING.has(deed.action)
    ? (issues || own) && !output.many
      ? ISSUED
      : 0
    : key
      ? 1
      : issued === undefined
        ? KNOWN
        : REFERRED;
  if (worth === 0) return;
  for (const { key, share, partial } of identifierKeys(identifier)) {
    offers.add(key, worth * share * output.certainty, 'id', 'reference', position, partial);
  }
}

/** Names that a caller chooses. */
const CHOSEN: ReadonlySet<string> = new Set(['name', 'title', 'email', 'phone', 'username']);

/** `tags[].id` of one pet is a tag's, whatever the record is about. */
function isOfPart({ concept, many, holder }: KnownValue, { entity }: Identifier, deed: Deed): boolean {
  if (!many || concept === undefined || concept.entity.length > 0 || deed.action === 'list') return false;
  const part = keyWords(holder).at(-1);
  return part !== undefined && part !== keyWords(entity).at(-1);
}

/** A bare `id` is of what the function is about, its number too: `create_thing7` gives the id of a `thing7`. */
export function asOfDeed({ reading, number, concept }: KnownValue, deed: Deed): Identifying {
  const bare = reading?.role === 'key' && concept?.entity.length === 0;
  return { reading, number: number === '' && bare ? deed.number : number };
}

/** Deeds that answer with a receipt: beside one or two identifiers that are new, it shows what was there. */
const MAKING: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'send', 'select']);

/** Identifiers that a caller has already. */
function givenIdentifiers(inputs: readonly KnownValue[], deed: Deed): readonly Identifier[] {
  // A change confirms what it was told, a reading answers what need not be asked.
  const all = MAKING.has(deed.action);
  return inputs.flatMap((input) => (all || input.required ? (identifierOf(input) ?? []) : []));
}

/** Whether a change answers with identifiers of its own: one or two that nobody gave it, and no record of others. */
function issuesIdentifiers(outputs: readonly Output[], given: readonly Identifier[]): boolean {
  const found = new Set<string>();
  for (const output of outputs) {
    const identifier = identifierOf(output);
    if (identifier !== undefined && !given.some((one) => sameIdentifier(one, identifier))) found.add(identifier.entity);
  }
  return found.size <= MOST_ISSUED;
}

const PLURAL = /(?:[^su]s|list|all)(?![a-z])/i;

/** `get_orders` is met by texts that name it; one-word names are met by chance. */
export function mentionKey(name: string): string | undefined {
  const words = keyWords(name);
  return words.length >= 2 && words.length <= 6 ? `m:${numbered(words.join(' '), numberOf(name))}` : undefined;
}

function mainOutput(outputs: readonly Output[]): number {
  const at = outputs.findIndex((output) => !output.composite && output.concept?.role === 'id');
  return at >= 0 ? at : outputs.findIndex((output) => !output.composite);
}

const OUTCOME = new Set(['message', 'error', 'status', 'success', 'detail']);
const BESIDE_OUTCOME = new Set(['code', 'type', 'status', 'detail', 'description']);

/** `{status, message}`, `{code, type, message}`: only the outcome of the call is documented. */
function isErrorEnvelope(outputs: readonly Output[]): boolean {
  const leaves = outputs.filter((output) => !output.composite);
  const heads = leaves.map((output) => output.concept?.role ?? output.concept?.entity.at(-1) ?? '');
  return (
    leaves.length > 1 &&
    heads.some((head) => OUTCOME.has(head)) &&
    heads.every((head) => OUTCOME.has(head) || BESIDE_OUTCOME.has(head)) &&
    leaves.every((output) => output.certainty === 1)
  );
}

function inEnvelope(output: Output): boolean {
  if (output.holder === '') return false;
  return ENVELOPES.has(keyWords(output.holder).join(''));
}

function offerValue(
  offers: KeyedList,
  output: Output,
  position: number,
  deed: Deed,
  taken: ReadonlySet<string>,
  issues: boolean,
): void {
  if (output.composite) {
    if (output.entity !== undefined) {
      offers.add(`o:${output.entity}`, 0.85, '', 'nominal-type', position);
    }
    return;
  }
  const worth = carryWorth(output, deed) * output.certainty * byDeed(output, deed, issues);
  if (worth === 0) return;
  const { concepts } = output;
  const echoed = concepts.some((concept) => taken.has(mainKey(concept) ?? ''));
  const echo = echoed ? (output.many ? 0.3 : 0) : 1;
  if (output.nominal !== undefined && !taken.has(`t:${output.nominal}`)) {
    offers.add(`t:${output.nominal}`, 0.95, '', 'nominal-type', position);
  }
  if (echo === 0) return;
  for (const concept of concepts) {
    const { weight, source, role = '', shares } = concept;
    for (const { key, share, partial } of shares) {
      offers.add(key, weight * share * worth * echo, role, source, position, partial);
    }
  }
  offerKinds(offers, output, position, worth * echo);
}

/** Keys of what the caller already had: giving it back is no output. Arithmetic gives back something new. */
function echoKeys(inputs: readonly KnownValue[], deed: Deed): ReadonlySet<string> {
  const keys = new LateSet();
  for (const input of inputs) {
    if (input.composite || (deed.action === 'create' && issuesOwn(input, deed))) continue;
    // Who may be asked without a key is asked for it: a key that need not be given is no echo.
    if (!input.required && !CONFIRMING.has(deed.action)) continue;
    if (input.nominal !== undefined && !(deed.action === 'compute' && input.type === 'number'))
      keys.add(`t:${input.nominal}`);
    if (deed.action === 'compute' && input.type === 'number') continue;
    for (const concept of input.concepts) {
      // A change confirms what it was told in its own words; a reading may well find out what its text only mentions.
      const told = concept.source !== 'description' || CONFIRMING.has(deed.action);
      const first = told ? mainKey(concept) : undefined;
      if (first !== undefined) keys.add(first);
    }
  }
  return keys.set;
}

/** Deeds whose answer repeats what was asked for. */
const CONFIRMING: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'send', 'select']);

/** The identity of what is created: even where a caller may choose it, the answer is where it is learnt. */
function issuesOwn(input: Value, deed: Deed): boolean {
  const concept = input.concept;
  return (
    concept?.role === 'id' &&
    (concept.entity.length === 0 || concept.entity.at(-1) === deed.object.at(-1)) &&
    !input.required
  );
}

/** How much a caller would want to carry a value over, from the head of its name; in [0, 1]. */
function carryWorth(output: Output, deed: Deed): number {
  const concept = output.concept;
  if (output.nominal !== undefined) return 1;
  if (concept === undefined || concept.role !== undefined) return concept?.role === 'title' ? 0.7 : 1;
  const head = concept.entity.at(-1) ?? '';
  if (REPORTS.has(head)) return 0;
  if (COUNTS.has(head)) return 0.25;
  if (head === 'type' || head === 'kind' || head === 'class') return 0.15;
  if (head === 'category' || head === 'language' || head === 'locale') return 0.5;
  // `get_current_time` is called for the time; a record has many that nobody asked for.
  if (TIME_WORDS.has(head)) return deed.object.at(-1) === head && deed.by.length === 0 ? 1 : 0.4;
  if (OPAQUE.has(head)) return output.concepts.some((one) => one.role !== undefined) ? 1 : 0.7;
  if (FREE_TEXT.has(head)) return 0.5;
  return 0.9;
}

/**
 * What a changing call gives back beside the identity of the thing it made is mostly a record shown as a receipt: it can
 * be carried on, but the call is not where one would get it.
 */
function byDeed(output: Output, deed: Deed, issues: boolean): number {
  if (output.nominal !== undefined) return 1;
  if (deed.action === 'read' || deed.action === 'list') return inPassing(output, deed) ? IN_PASSING : 1;
  // What the caller gave is an echo and never gets here: an identity that is left was issued by this very call.
  if (CHANGING_WHAT_IS.has(deed.action)) return issues && isOnTop(output) ? 0.9 : 0.15;
  if (deed.action === 'check') return 0.5;
  if (deed.action !== 'create' && deed.action !== 'send') return 1;
  const concept = output.concept;
  const own = concept?.entity.length === 0 || concept?.entity.at(-1) === deed.object.at(-1);
  if (concept?.role !== undefined && own) return 1;
  return concept?.role === 'id' || concept?.role === 'token' || output.type === 'number' ? 0.9 : 0.3;
}

/** More identities than this in one answer are a record shown, not what the call issued. */
const MOST_ISSUED = 2;

/** Whether a call issues identities: one or two stand on top of its answer that nobody gave it, and no record of others. */
function issuesIdentity(outputs: readonly Output[], taken: ReadonlySet<string>): boolean {
  const found = outputs.filter(
    ({ concept, concepts }) =>
      ISSUED_ROLES.has(concept?.role ?? '') && !concepts.some((one) => taken.has(mainKey(one) ?? '')),
  );
  return found.length <= MOST_ISSUED && found.some(isOnTop);
}

function isOnTop(output: Output): boolean {
  return ISSUED_ROLES.has(output.concept?.role ?? '') && output.holder === '' && !output.many;
}

const CHANGING_WHAT_IS: ReadonlySet<string> = new Set(['update', 'delete', 'select']);

/** What is left of a name given in passing: the author's in a record of an article. */
const IN_PASSING = 0.55;

function inPassing(output: Output, deed: Deed): boolean {
  const concept = output.concept;
  const head = concept?.entity.at(-1);
  if (head === undefined || deed.object.length === 0) return false;
  if (concept?.role === 'name') return !deed.object.includes(head);
  if (concept?.role !== undefined || !GEOGRAPHY.has(head)) return false;
  return !deed.object.some((word) => GEOGRAPHY.has(word)) && !deed.by.some((word) => GEOGRAPHY.has(word));
}

const FORMATS = new Set(['email', 'uri', 'hostname', 'ipv4', 'ipv6', 'uuid']);
const PLACES = new Set(['location', 'address', 'place', 'venue', 'destination', 'airport', 'city', 'station']);
const MONEY = new Set('price cost fee fare balance amount refund total budget payment salary deposit'.split(' '));

/** Formats, closed lists of values, and the wider kinds (places, sums of money) a value belongs to. */
function offerKinds(offers: KeyedList, output: Output, position: number, worth: number): void {
  for (const { key, weight, rule } of kindsOf(output)) offers.add(key, weight * worth, '', rule, position);
}

/** Kinds shared by parameters and outputs. */
export function kindsOf(value: Value): { readonly key: string; readonly weight: number; readonly rule: string }[] {
  const kinds: { key: string; weight: number; rule: string }[] = [];
  const head = value.concept?.role ?? value.concept?.entity.at(-1) ?? '';
  const format = value.schema.format;
  if (typeof format === 'string' && FORMATS.has(format))
    kinds.push({ key: `f:${format}`, weight: 0.45, rule: 'format' });
  const choices = value.schema.enum;
  if (Array.isArray(choices) && choices.length > 1 && choices.length <= 60) {
    kinds.push({ key: `e:${choices.map(String).sort().join('|').toLowerCase()}`, weight: 0.6, rule: 'enum' });
  }
  if (value.type === 'string' && (PLACES.has(head) || value.described.some(isPlace)))
    kinds.push({ key: 'g:place', weight: 0.6, rule: 'kind' });
  if (value.type === 'number' && value.concept?.role === undefined && isMoney(value, head))
    kinds.push({ key: 'g:money', weight: 0.5, rule: 'kind' });
  return kinds;
}

function isPlace({ entity, role }: { readonly entity: readonly string[]; readonly role?: string }): boolean {
  return (role === undefined || role === 'name') && PLACES.has(entity.at(-1) ?? '');
}

function isMoney(value: Value, head: string): boolean {
  return (
    MONEY.has(head) ||
    carriedUnit(head)?.dimension === 'money' ||
    carriedUnitAmong(value.descriptionWords)?.dimension === 'money'
  );
}

/** A function with more numbers than this shows a record; none of them is *the* number it gives. */
const MAX_NUMBERS = 4;

interface Answer {
  readonly numbers: number;
  readonly leaves: number;
  readonly described: boolean;
  /** `get_file_info`: the answer is about the thing, not the thing. */
  readonly about: boolean;
  /** Pictures, sounds, bytes: written as a text it is none. */
  readonly binary: boolean;
  /** The function computes numbers from numbers alone. */
  readonly computed: boolean;
  /** It computes sums of money: it takes a currency. */
  readonly money: boolean;
}

/** Numbers and texts that any function working on numbers or texts can take. */
function offerQuantity(offers: KeyedList, output: Output, position: number, deed: Deed, answer: Answer): void {
  const role = output.concept?.role;
  const head = output.concept?.entity.at(-1) ?? '';
  if (output.type === 'number' && role === undefined) {
    const unit = carriedUnit(head) ?? carriedUnitAmong(output.descriptionWords);
    if (unit !== undefined) {
      offers.add(`u:${unit.name}`, 0.6 * output.certainty, '', 'unit', position);
    }
    // Several counts are counts of unlike things: they make no list.
    const alike = answer.numbers === 1 || !COUNTS.has(head);
    const main = answer.numbers <= MAX_NUMBERS && answer.numbers * 2 >= answer.leaves && alike;
    if (main && !REPORTS.has(head) && !CHANGING.has(deed.action)) {
      const weight = COUNTS.has(head) ? 0.55 : 0.6;
      const key = numberKey(answer.computed, output.many || answer.numbers > 1);
      offers.add(key, weight, '', 'any-number', position);
      if (answer.money) offers.add('g:money', 0.7, '', 'kind', position);
      if (answer.computed && answer.numbers === 1) offers.add('v:figure', 0.7, '', 'any-text', position);
    }
  }
  if (output.type === 'number' && role === undefined && isMoney(output, head)) {
    offers.add('v:money', 0.7 * output.certainty, '', 'kind', position);
  }
  if (output.type !== 'number' && role === undefined && TEXT_OUTPUTS.has(head) && givesText(deed, output, answer)) {
    offers.add('v:text', 0.6 * output.certainty, '', 'any-text', position);
  }
}

/** A change answers with a receipt: its numbers were known or set, not found out. */
const CHANGING: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'send', 'select', 'login', 'logout']);

/** One number feeds what takes a number, several feed what takes a list of them. */
export function numberKey(computed: boolean, many: boolean): string {
  return `v:${computed ? 'result' : 'number'}${many ? 's' : ''}`;
}

/** Arithmetic: numbers, lists of numbers and units of measure go in, numbers come out. */
export function isArithmetic(deed: Deed, inputs: readonly KnownValue[], outputs: readonly Output[]): boolean {
  if (SETTING.has(deed.action)) return false;
  const required = inputs.filter((input) => input.required && input.type !== 'boolean');
  const numeric = required.filter((input) => input.type === 'number' || (input.many && input.type === 'any'));
  const unit = required.filter((input) => keyWords(input.name).some((word) => word === 'unit' || word === 'currency'));
  if (numeric.length === 0 || numeric.length + unit.length < required.length) return false;
  const answers = outputs.filter((output) => !output.composite && output.certainty === 1);
  return answers.length === 0 ? deed.action === 'compute' : answers.every((output) => output.type === 'number');
}

/** Deeds that take numbers as settings, not as something to compute with. */
const SETTING: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'send', 'select']);

const BINARY = /\bbase64\b|\bbinary\b/i;
const PICTURED = new Set(['media', 'image', 'photo', 'picture', 'screenshot', 'audio', 'video']);

/** What changing functions call `result` or `message` is a report; what listing ones call `content`, a wrapper. */
function givesText(deed: Deed, output: Output, answer: Answer): boolean {
  if (answer.binary) return false;
  if (!answer.described && WRAPPERS.has(output.name))
    return deed.action === 'read' && !answer.about && READABLE.has(deed.object.at(-1) ?? '');
  if (deed.action === 'read' || deed.action === 'compute' || deed.action === 'other') return true;
  return deed.action === 'list' && !WRAPPERS.has(output.name);
}

/** Names that wrap whatever a tool answers. */
const WRAPPERS = new Set(['content', 'result', 'text', 'output', 'response', 'data']);

/** Things whose content is text. */
const READABLE = new Set(
  'file page document text article note email message transcript post content readme markdown source log story'.split(
    ' ',
  ),
);
