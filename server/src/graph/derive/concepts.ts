import {
  type Concept,
  conceptOfWords,
  type Deed,
  isRecipientName,
  QUALIFIERS,
  type RoledValue,
  thingNamed,
  type Value,
} from '../../domain/index.ts';
import { type ConceptSource, NAMING, type SourcedConcept, sourced } from './keys.ts';
import { OPAQUE } from './lexicon.ts';

/** A value with all that it may be, in the light of the function it belongs to. */
export interface KnownValue extends RoledValue {
  readonly concepts: readonly SourcedConcept[];
}

/** Adds to freshly read values what they may be. The objects themselves are extended: catalogs hold very many. */
export function known<T extends RoledValue>(value: T, deed: Deed, side: 'input' | 'output'): T & KnownValue {
  const silent = value.composite || value.type === 'boolean';
  const extended = value as T & { concepts: readonly SourcedConcept[] };
  extended.concepts = silent ? NO_CONCEPTS : fitted(conceptsOf(value, deed, side));
  return extended;
}

/** A list that grew has room for more, which costs most of the memory where lists are many and short. */
function fitted(concepts: readonly SourcedConcept[]): readonly SourcedConcept[] {
  return concepts.length === 0 ? NO_CONCEPTS : concepts.slice();
}

const NO_CONCEPTS: readonly SourcedConcept[] = [];

/** What a value is, by its name, its place, its description, and the function it belongs to. */
function conceptsOf(value: Value, deed: Deed, side: 'input' | 'output'): SourcedConcept[] {
  const concepts: SourcedConcept[] = [];
  const quantity = side === 'output' && value.type === 'number';
  const add = (concept: Concept, weight: number, source: ConceptSource, identifies = false, number = value.number) => {
    concepts.push(sourced(concept, weight, source, number, identifies, quantity));
  };
  const named = value.concept;
  const head = named?.entity.at(-1) ?? '';
  const vague =
    named === undefined ||
    (named.role === undefined && named.entity.length === 1 && (OPAQUE.has(head) || QUALIFIERS.has(head)));
  if (named !== undefined && named.entity.length > 0 && !vague) add(named, 1, 'name');
  for (const described of value.described) {
    const telling = described.role !== undefined && named?.role === undefined;
    const bare = named?.entity.length === 0;
    const weight = bare && described.role === named?.role ? 0.9 : vague || telling || bare ? 0.8 : 0.6;
    const identifies = side === 'output' && described.many && value.many && described.role === undefined;
    const sure = identifies ? 0.95 : weight;
    if (described.entity.length > 0) add(described, sure, 'description', identifies);
  }
  if (named?.role !== undefined && named.entity.length === 0) {
    if (NAMING.has(named.role)) add({ entity: [named.role] }, 0.9, 'name');
    // `Name of the company`, said of a lookup of symbols, is no symbol's name; an e-mail address to share with, no file's.
    const told = value.described.some(({ role, entity }) => role === named.role && entity.length > 0);
    const other =
      told ||
      (isQualified(value) && concepts.length > 0) ||
      (side === 'input' && (named.role === 'email' || named.role === 'phone'));
    if (!other) {
      for (const { entity, number } of placed(value, deed)) {
        add({ entity, role: named.role }, 0.9, 'entity', false, value.number || number);
      }
    }
  }
  const returned = conceptOfWords(deed.object);
  if (side === 'output' && vague && returned.role !== undefined && returned.entity.length > 0) {
    add(returned, 0.95, 'entity', false, deed.number);
  }
  // What is converted is what the function says it converts: the `value` of `convert_pressure` is a pressure.
  if (
    side === 'input' &&
    value.type === 'number' &&
    deed.action === 'compute' &&
    concepts.length === 0 &&
    OPERAND.has(head)
  ) {
    add(returned, 0.75, 'entity', false, deed.number);
  }
  const gives =
    deed.action === 'read' || deed.action === 'list' || deed.action === 'compute' || deed.action === 'other';
  const stands =
    side === 'input' ? QUALIFIERS.has(head) : vague && gives && value.type !== 'object' && value.path !== '';
  if (stands && concepts.length === 0 && deed.object.length > 0) {
    add(returned, side === 'input' ? 0.6 : 0.5, 'entity', false, deed.number);
  }
  if (side === 'input' && isRecipient(value, deed)) {
    add({ entity: ['email'] }, 0.9, 'description');
  }
  if (holdsFiles(value, deed)) {
    add({ entity: ['file'], role: 'path' }, 0.75, 'description');
    add({ entity: ['directory'], role: 'path' }, 0.6, 'description');
  }
  return concepts;
}

const OPERAND = new Set(['value', 'amount', 'number', 'quantity', 'x', 'input']);

/** To whom a mail goes: somebody else, whose address has to be looked up. */
export function isRecipient(value: Value, deed: Deed): boolean {
  return isRecipientName(value.name) && deed.object.some((word) => word === 'email' || word === 'mail');
}

/** `receiver_id`: what was left out says that it is not simply the id of what the function is about. */
function isQualified(value: Value): boolean {
  return value.words.length > 1;
}

/** A bare `id`: of the object it is in, of the type that object has, of what the function is about. */
function placed(value: Value, deed: Deed): { readonly entity: readonly string[]; readonly number: string }[] {
  const held = thingNamed(value.holder);
  const typed = thingNamed(value.entity ?? '');
  const holder = held.words.filter((word) => !OPAQUE.has(word));
  const found: { entity: readonly string[]; number: string }[] = [];
  if (holder.length > 0) found.push({ entity: holder.slice(-2), number: held.number });
  if (typed.words.length > 0) found.push({ entity: typed.words.slice(-2), number: typed.number });
  if (found.length === 0 && deed.object.length > 0) found.push({ entity: deed.object, number: deed.number });
  return found;
}

/** What a directory contains is files. */
function holdsFiles(value: Value, deed: Deed): boolean {
  if (!value.many) return false;
  if (deed.action === 'list' && deed.object.at(-1) === 'directory' && !deed.plural) return true;
  const description = value.schema.description;
  const mayBe =
    /dir|folder/i.test(value.name) || (typeof description === 'string' && /director|folder/i.test(description));
  if (!mayBe) return false;
  const words = new Set([...value.words, ...value.descriptionWords]);
  return words.has('directory') && (words.has('content') || words.has('listing') || words.has('entry'));
}
