import type { FunctionSignature } from '../../signature/index.ts';
import type { Deed } from './action.ts';
import { type ConceptKey, keysOfConcept, type SourcedConcept } from './keys.ts';
import { COUNTS, ENVELOPES, FREE_TEXT, OPAQUE, QUALIFIERS, REPORTS, TEXT_OUTPUTS, TIME_WORDS } from './lexicon.ts';
import type { Output } from './outputs.ts';
import { unitIn, unitOf } from './units.ts';
import type { Value } from './values.ts';
import { nameWords } from './words.ts';

/** Something a function has to give, filed under a key of the index. */
export interface Offer {
  readonly key: string;
  /** In (0, 1]. */
  readonly weight: number;
  readonly role: string;
  readonly rule: string;
  /** Index into the profile's outputs; -1 for a premise. */
  readonly value: number;
}

/** The values of a function's answer, each under every key it can be met by. */
export function offersOf(
  signature: FunctionSignature,
  deed: Deed,
  outputs: readonly Output[],
  inputs: readonly Value[],
): Offer[] {
  const offers = new Offers();
  const taken = echoKeys(inputs, deed);
  const numbers = outputs.filter((output) => output.type === 'number').length;
  const enveloped = isErrorEnvelope(outputs);
  if (!enveloped) {
    outputs.forEach((output, position) => {
      if (output.type === 'boolean' || inEnvelope(output)) return;
      offerValue(offers, output, position, deed, taken);
      if (!output.composite) offerQuantity(offers, output, position, deed, numbers);
    });
  }
  const named = mentionKey(signature.name);
  if (named !== undefined)
    offers.add({ key: named, weight: 0.9, role: '', rule: 'mention', value: mainOutput(outputs) });
  return offers.list();
}

/** Keeps the strongest offer of each (key, value). */
class Offers {
  readonly #best = new Map<string, Offer>();
  add(offer: Offer): void {
    if (offer.weight < 0.05) return;
    const place = `${offer.key}|${offer.value}`;
    const known = this.#best.get(place);
    if (known === undefined || known.weight < offer.weight) this.#best.set(place, offer);
  }
  list(): Offer[] {
    return [...this.#best.values()];
  }
}

/** `get_orders` is met by texts that name it; one-word names are met by chance. */
export function mentionKey(name: string): string | undefined {
  const words = nameWords(name);
  return words.length >= 2 && words.length <= 6 ? `m:${words.join(' ')}` : undefined;
}

function mainOutput(outputs: readonly Output[]): number {
  const at = outputs.findIndex((output) => !output.composite && output.concept?.role === 'id');
  return at >= 0 ? at : outputs.findIndex((output) => !output.composite);
}

/** `{status, message}`, `{code, type, message}`: only the outcome of the call is documented. */
function isErrorEnvelope(outputs: readonly Output[]): boolean {
  const leaves = outputs.filter((output) => !output.composite);
  const report = new Set(['message', 'error', 'status', 'success', 'detail', 'msg']);
  const neutral = new Set(['code', 'type', 'status', 'detail', 'description']);
  const heads = leaves.map((output) => output.concept?.role ?? output.concept?.entity.at(-1) ?? '');
  return (
    leaves.length > 1 &&
    heads.some((head) => report.has(head)) &&
    heads.every((head) => report.has(head) || neutral.has(head)) &&
    leaves.every((output) => output.certainty === 1)
  );
}

function inEnvelope(output: Output): boolean {
  return ENVELOPES.has(nameWords(output.holder).join(''));
}

function offerValue(offers: Offers, output: Output, position: number, deed: Deed, taken: ReadonlySet<string>): void {
  if (output.composite) {
    if (output.entity !== undefined) {
      offers.add({ key: `o:${output.entity}`, weight: 0.85, role: '', rule: 'nominal-type', value: position });
    }
    return;
  }
  const worth = carryWorth(output) * output.certainty;
  if (worth === 0) return;
  const concepts = conceptsOf(output, deed, 'output');
  const echoed = concepts.some((concept) =>
    keysOfConcept(concept)
      .slice(0, 1)
      .some(({ key }) => taken.has(key)),
  );
  const echo = echoed ? (output.many ? 0.3 : 0) : 1;
  if (output.nominal !== undefined && !taken.has(`t:${output.nominal}`)) {
    offers.add({ key: `t:${output.nominal}`, weight: 0.95, role: '', rule: 'nominal-type', value: position });
  }
  if (echo === 0) return;
  for (const concept of concepts) {
    for (const key of keysOfConcept(concept)) offers.add(toOffer(key, worth * echo, position));
  }
  offerKinds(offers, output, position, worth * echo);
}

function toOffer({ key, weight, role, source }: ConceptKey, worth: number, value: number): Offer {
  return { key, weight: weight * worth, role, rule: source, value };
}

/** Keys of what the caller already had: giving it back is no output. Arithmetic gives back something new. */
function echoKeys(inputs: readonly Value[], deed: Deed): Set<string> {
  const keys = new Set<string>();
  for (const input of inputs) {
    if (input.composite) continue;
    if (input.nominal !== undefined && !(deed.action === 'compute' && input.type === 'number'))
      keys.add(`t:${input.nominal}`);
    if (deed.action === 'compute' && input.type === 'number') continue;
    for (const concept of conceptsOf(input, deed, 'input')) {
      const first = keysOfConcept(concept)[0];
      if (first !== undefined && concept.source !== 'description') keys.add(first.key);
    }
  }
  return keys;
}

/** How much a caller would want to carry a value over, from the head of its name; in [0, 1]. */
function carryWorth(output: Output): number {
  const concept = output.concept;
  if (output.nominal !== undefined) return 1;
  if (concept === undefined || concept.role !== undefined) return concept?.role === 'title' ? 0.7 : 1;
  const head = concept.entity.at(-1) ?? '';
  if (REPORTS.has(head)) return 0;
  if (COUNTS.has(head)) return 0.25;
  if (head === 'type' || head === 'category' || head === 'language') return 0.5;
  if (TIME_WORDS.has(head)) return 0.4;
  if (OPAQUE.has(head)) return 0.7;
  if (FREE_TEXT.has(head)) return 0.5;
  return 0.9;
}

/** What a value is, by its name, its place, its description, and the function it belongs to. */
export function conceptsOf(value: Value, deed: Deed, side: 'input' | 'output'): SourcedConcept[] {
  const concepts: SourcedConcept[] = [];
  const named = value.concept;
  const head = named?.entity.at(-1) ?? '';
  const vague =
    named === undefined ||
    (named.role === undefined && named.entity.length === 1 && (OPAQUE.has(head) || QUALIFIERS.has(head)));
  if (named !== undefined && named.entity.length > 0 && !vague) concepts.push({ ...named, weight: 1, source: 'name' });
  for (const described of value.described) {
    const weight = vague || named?.entity.length === 0 ? 0.8 : 0.6;
    if (described.entity.length > 0) concepts.push({ ...described, weight, source: 'description' });
  }
  if (named?.role !== undefined && named.entity.length === 0) concepts.push(...placed(value, named.role, deed));
  const mute = named === undefined || QUALIFIERS.has(head);
  if ((mute || (vague && side === 'output')) && concepts.length === 0 && deed.object.length > 0) {
    concepts.push({ entity: deed.object, weight: 0.6, source: 'entity' });
  }
  if (holdsFiles(value, deed)) {
    concepts.push({ entity: ['file'], role: 'path', weight: 0.75, source: 'description' });
    concepts.push({ entity: ['directory'], role: 'path', weight: 0.6, source: 'description' });
  }
  return concepts;
}

/** A bare `id`: of the object it is in, of the type that object has, of what the function is about. */
function placed(value: Value, role: string, deed: Deed): SourcedConcept[] {
  const holder = nameWords(value.holder).filter((word) => !OPAQUE.has(word));
  const type = value.entity === undefined ? [] : nameWords(value.entity);
  const found: SourcedConcept[] = [];
  if (holder.length > 0) found.push({ entity: holder.slice(-2), role, weight: 0.9, source: 'entity' });
  if (type.length > 0) found.push({ entity: type.slice(-2), role, weight: 0.9, source: 'entity' });
  if (found.length === 0 && deed.object.length > 0) {
    found.push({ entity: deed.object, role, weight: 0.9, source: 'entity' });
  }
  return found;
}

/** What a directory contains is files. */
function holdsFiles(value: Value, deed: Deed): boolean {
  if (!value.many) return false;
  const words = new Set([...nameWords(value.name), ...value.descriptionWords]);
  const content = words.has('content') || words.has('listing') || words.has('entry');
  return (words.has('directory') && content) || (deed.object.at(-1) === 'directory' && deed.action === 'list');
}

const FORMATS = new Set(['email', 'uri', 'hostname', 'ipv4', 'ipv6', 'uuid']);
const PLACES = new Set(['location', 'address', 'place', 'venue', 'destination']);
const MONEY = new Set(['price', 'cost', 'fee', 'fare', 'balance', 'amount', 'refund', 'total']);

/** Formats, closed lists of values, and the wider kinds (places, sums of money) a value belongs to. */
function offerKinds(offers: Offers, output: Output, position: number, worth: number): void {
  for (const kind of kindsOf(output)) offers.add({ ...kind, weight: kind.weight * worth, role: '', value: position });
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
  if (value.type === 'string' && PLACES.has(head)) kinds.push({ key: 'g:place', weight: 0.6, rule: 'kind' });
  if (value.type === 'number' && MONEY.has(head)) kinds.push({ key: 'g:money', weight: 0.5, rule: 'kind' });
  return kinds;
}

/** A function with more numbers than this shows a record; none of them is *the* number it gives. */
const MAX_NUMBERS = 8;

function offerQuantity(offers: Offers, output: Output, position: number, deed: Deed, numbers: number): void {
  const role = output.concept?.role;
  const head = output.concept?.entity.at(-1) ?? '';
  if (output.type === 'number' && role === undefined) {
    const unit = unitOf(head) ?? unitIn(output.descriptionWords);
    if (unit !== undefined) {
      offers.add({ key: `u:${unit.name}`, weight: 0.6 * output.certainty, role: '', rule: 'unit', value: position });
    }
    if (numbers <= MAX_NUMBERS && !REPORTS.has(head)) {
      const computed = deed.action === 'compute' && OPAQUE.has(head);
      const key = computed ? 'v:result' : 'v:number';
      offers.add({ key, weight: COUNTS.has(head) ? 0.5 : 0.6, role: '', rule: 'any-number', value: position });
      if (deed.action === 'compute')
        offers.add({ key: 'v:text', weight: 0.4, role: '', rule: 'any-text', value: position });
    }
  }
  if (output.type !== 'number' && role === undefined && TEXT_OUTPUTS.has(head) && givesText(deed)) {
    offers.add({ key: 'v:text', weight: 0.6 * output.certainty, role: '', rule: 'any-text', value: position });
  }
}

/** What changing functions call `result` or `message` is a report, no text to pass on. */
function givesText(deed: Deed): boolean {
  return deed.action === 'read' || deed.action === 'list' || deed.action === 'compute' || deed.action === 'other';
}
