import { isCommonField } from './field-index.ts';
import { fieldName, nounOf } from './nouns.ts';
import { objectOfReading } from './operation/facts.ts';
import type { Profile } from './profile.ts';
import type { Leaf } from './values.ts';
import { FREE_TEXT } from './vocabulary.ts';

/** How often the catalog treats a noun as a record. */
export interface NounFacts {
  /** Parameters and outputs that are its identifier. */
  keyed: number;
  /** Of those, parameters. */
  taken: number;
  /** Functions whose documented answers hold one. */
  given: number;
  /** Functions that make or end one. */
  made: number;
  /** Of those, functions that end one. */
  ended: number;
  /** Functions that end one, told which by nothing but an `id`: `delete_customer_need(id)`. */
  endedById: number;
  /** Functions that list or get it as a whole. */
  read: number;
  /** Functions whose name or description is about it. */
  about: number;
  /** Parameters that are called as it is, where some function is about it. */
  named: number;
  /** Fields that documented readers tell beside its identifier. */
  tells?: Set<string>;
}

export type Nouns = ReadonlyMap<string, NounFacts>;

/** Counts, over all profiles, which nouns are identified, made and read. Nouns are joined by `_`. */
export function countNouns(profiles: readonly Profile[]): Nouns {
  const nouns = new Map<string, NounFacts>();
  const of = (noun: string): NounFacts => {
    let facts = nouns.get(noun);
    if (facts === undefined) {
      facts = { keyed: 0, taken: 0, given: 0, made: 0, ended: 0, endedById: 0, read: 0, about: 0, named: 0 };
      nouns.set(noun, facts);
    }
    return facts;
  };
  for (const profile of profiles) {
    for (const leaf of profile.inputs) {
      const noun = identifiedBy(leaf);
      if (noun === undefined) continue;
      const facts = of(noun);
      facts.keyed++;
      facts.taken++;
    }
    const answered = new Set<string>();
    for (const leaf of profile.outputs) {
      const noun = leaf.identifies >= 0.9 ? identifiedBy(leaf) : undefined;
      if (noun === undefined) continue;
      of(noun).keyed++;
      // What comes back because the caller gave it is given by nobody.
      const echoed = profile.inputs.some((input) => input.required && identifiedBy(input) === noun);
      if (!answered.has(noun) && !echoed) of(noun).given++;
      answered.add(noun);
    }
    const { operation } = profile.reading;
    if (operation === 'get' || operation === 'list') noteTold(profile, of);
    const object = objectOfReading(profile.reading);
    if (object.length === 0) continue;
    const facts = of(object.join('_'));
    facts.about++;
    if (operation === 'delete') facts.ended++;
    if (operation === 'create' || operation === 'delete') facts.made++;
    else if (operation === 'get' || operation === 'list') facts.read++;
    if (operation === 'delete' && profile.keys.some(isBare)) facts.endedById++;
  }
  for (const profile of profiles) {
    for (const noun of namedAlone(profile, nouns)) countTaken(of(noun));
    for (const { words, composite } of profile.inputs) {
      const facts = composite ? undefined : nouns.get(nounOf(words));
      if (facts !== undefined && facts.about > 0) facts.named++;
    }
  }
  return nouns;
}

/** What a reader tells of the records it shows: those whose identifier its answer holds first, or that it is asked for. */
function noteTold({ inputs, outputs }: Profile, of: (noun: string) => NounFacts): void {
  if (outputs.length === 0) return;
  const shown = outputs.find(({ identifies }) => identifies >= 0.75) ?? inputs.find((leaf) => leaf.required);
  const noun = shown === undefined ? undefined : identifiedBy(shown);
  if (noun === undefined) return;
  const facts = of(noun);
  facts.tells ??= new Set();
  for (const { name, composite } of outputs) if (!composite) facts.tells.add(fieldName(name));
}

function countTaken(facts: NounFacts): void {
  facts.keyed++;
  facts.taken++;
}

/** Records that texts name by nothing but their noun: `collection` of `drop_collection`, `tableName`. */
function namedAlone({ inputs, reading }: Profile, nouns: Nouns): readonly string[] {
  const found: string[] = [];
  for (const { type, many, composite, required, schema, words, owner, name } of inputs) {
    if (type !== 'string' || many || composite || !required || schema.enum !== undefined) continue;
    const noun = owner !== undefined && owner.length > 0 ? owner.join('_') : words.join('_');
    const last = words.at(-1) ?? '';
    if (FREE_TEXT.has(last) || isCommonField(fieldName(name)) || isCommonField(noun)) continue;
    const facts = nouns.get(noun);
    if (facts === undefined || facts.made === 0 || facts.made + facts.read < 2) continue;
    // `create_note(note)` takes what it makes.
    if (reading.operation === 'create' && (reading.name.object.at(-1) ?? noun) === noun) continue;
    found.push(noun);
  }
  return found;
}

const MIN_IDENTIFIER = 0.7;

/** The noun whose identifier a value is, by its name; undefined for bare `id` and for what is none. */
export function identifiedBy(leaf: Leaf): string | undefined {
  if (leaf.identifies < MIN_IDENTIFIER || leaf.owner === undefined || leaf.owner.length === 0) return undefined;
  return leaf.owner.join('_');
}

/** `id` alone, which names no record. */
function isBare({ owner, required }: Leaf): boolean {
  return required && owner?.length === 0;
}

/** A noun whose identifiers are taken or given. */
export function isKeyed(noun: string, nouns: Nouns): boolean {
  return (nouns.get(noun)?.keyed ?? 0) > 0;
}

/** A noun the catalog treats as a record: it has an identifier, or something makes it. */
export function isKept(noun: string, nouns: Nouns): boolean {
  const facts = nouns.get(noun);
  return facts !== undefined && (facts.keyed > 0 || facts.made > 0);
}

/** A noun that other functions read as a whole. */
export function isRead(noun: string, nouns: Nouns): boolean {
  return (nouns.get(noun)?.read ?? 0) > 0;
}
