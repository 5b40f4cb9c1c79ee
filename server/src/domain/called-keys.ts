import { isCommonField } from './field-index.ts';
import { fieldName, nounOf, nounWords } from './nouns.ts';
import { objectOfReading } from './operation/facts.ts';
import { isPerson } from './persons.ts';
import { type Profile, requiredFirst } from './profile.ts';
import type { Leaf } from './values.ts';
import { FREE_TEXT } from './vocabulary.ts';
import { countOne, type Votes, vote } from './votes.ts';

/**
 * What identifies records in a scope without being called an identifier: names that several functions ask for
 * (`pod_name`), and bare fields by which one thing is told (`uri`, where functions get, like and rate tracks by it).
 */
export interface CalledKeys {
  /** Nouns whose `…_name` identifies them. */
  readonly named: ReadonlySet<string>;
  /** The noun of a bare field. */
  readonly bare: ReadonlyMap<string, string>;
  /** Nouns that have an issued identifier, and those that functions are about. */
  readonly issued: ReadonlySet<string>;
  readonly about: ReadonlySet<string>;
}

const NONE: CalledKeys = { named: new Set(), bare: new Map(), issued: new Set(), about: new Set() };
/** Functions that have to ask for a thing by the same name. */
const MIN_ASKING = 2;
/** As sure as an identifier that a description tells. */
const CALLED_WEIGHT = 0.8;

/** The called keys of each scope that has some. */
export function calledKeysOf(profiles: readonly Profile[]): ReadonlyMap<string, CalledKeys> {
  const scopes = new Map<string, Counts>();
  for (const profile of profiles) {
    let counts = scopes.get(profile.scope);
    if (counts === undefined) {
      counts = {
        asked: new Map(),
        issued: new Set(),
        about: new Set(),
        shown: new Set(),
        votes: new Map(),
        asking: new Map(),
      };
      scopes.set(profile.scope, counts);
    }
    count(profile, counts);
  }
  const keys = new Map<string, CalledKeys>();
  for (const [scope, counts] of scopes) {
    const { issued, about } = counts;
    keys.set(scope, { named: namedIn(counts), bare: bareIn(counts), issued, about });
  }
  return keys;
}

interface Counts {
  /** How many functions that make none require the name of a noun. */
  readonly asked: Map<string, number>;
  /** Nouns that have an issued identifier. */
  readonly issued: Set<string>;
  /** Nouns that functions are about. */
  readonly about: Set<string>;
  /** Nouns of which functions list or make some. */
  readonly shown: Set<string>;
  /** For a bare field, how many functions that ask for it are about a noun. */
  readonly votes: Votes;
  /** How many functions ask for a bare field. */
  readonly asking: Map<string, number>;
}

function count({ inputs, outputs, reading }: Profile, counts: Counts): void {
  const { operation } = reading;
  const noun = nounOf(objectOfReading(reading));
  if (noun !== '') counts.about.add(noun);
  if (noun !== '' && (operation === 'list' || operation === 'create')) counts.shown.add(noun);
  const others = inputs.some(({ required, identifies, many }) => required && !many && identifies >= 0.6);
  for (const leaf of inputs) {
    const owner = nounOf(leaf.owner ?? []);
    if (owner !== '' && leaf.identifies >= 0.7) counts.issued.add(owner);
    if (!leaf.required || !isText(leaf)) continue;
    if (isName(leaf) && !(operation === 'create' && noun === owner)) countOne(counts.asked, owner);
    if (!isBare(leaf)) continue;
    const field = fieldName(leaf.name);
    countOne(counts.asking, field);
    if (noun === '' || others || operation === 'create' || operation === 'list' || operation === 'compute') continue;
    vote(counts.votes, field, noun);
  }
  for (const leaf of outputs) {
    const owner = nounOf(leaf.owner ?? []);
    if (owner !== '' && leaf.identifies >= 0.9) counts.issued.add(owner);
    const held = leaf.path.includes('[].') && isText(leaf) && isBare(leaf) ? nounOf(nounWords(leaf.holder)) : '';
    if (held !== '') vote(counts.votes, fieldName(leaf.name), held);
  }
}

function isText({ type, many, composite, schema }: Leaf): boolean {
  return type === 'string' && !many && !composite && schema.enum === undefined && schema.format === undefined;
}

/** Identifiers that are numbered for the whole world. */
const STANDARD = new Set('vin isbn issn iban sku imei'.split(' '));

/** `pod_name`, but no `guest_name`: people share their names. */
function isName({ words, owner }: Leaf): boolean {
  return words.at(-1) === 'name' && owner !== undefined && owner.length > 0 && !isPerson(owner.at(-1) as string);
}

function isBare({ words, identifies, owner, name }: Leaf): boolean {
  const [word = ''] = words;
  // A VIN or an ISBN says by itself that it identifies, and not what.
  const plain = identifies === 0 || (owner?.length === 0 && identifies >= 0.85 && STANDARD.has(word));
  return words.length === 1 && plain && !FREE_TEXT.has(word) && !isCommonField(fieldName(name));
}

function namedIn({ asked, issued, about }: Counts): ReadonlySet<string> {
  return new Set(
    [...asked].flatMap(([noun, times]) => (times >= MIN_ASKING && about.has(noun) && !issued.has(noun) ? [noun] : [])),
  );
}

/** A field that several ask for is the key of what most of them are about; of a tie it says nothing. */
function bareIn({ votes, asking, about, shown, issued }: Counts): ReadonlyMap<string, string> {
  const bare = new Map<string, string>();
  for (const [field, own] of votes) {
    if ((asking.get(field) ?? 0) <= MIN_ASKING || about.has(field)) continue;
    const [best, next] = [...own].sort((a, b) => b[1] - a[1]);
    if (
      best === undefined ||
      best[1] < MIN_ASKING ||
      best[1] === next?.[1] ||
      issued.has(best[0]) ||
      !shown.has(best[0])
    )
      continue;
    bare.set(field, best[0]);
  }
  return bare;
}

/** What one of several records of a kind is to a function: the primary contact and its duplicate. */
const PARTS = new Set(
  'primary secondary duplicate original source target survivor winner loser first second'.split(' '),
);

/** `merge_contacts(primary_id, duplicate_id)`: both are contacts, where the catalog keeps those and nothing of the other name. */
function ownNounOf({ reading, keys }: Profile, { issued, about }: CalledKeys): string | undefined {
  if (!keys.some(({ owner }) => owner?.length === 1 && PARTS.has(owner[0] as string))) return undefined;
  const noun = nounOf(objectOfReading(reading));
  return issued.has(noun) && about.has(noun) ? noun : undefined;
}

/** The profile with such values as the identifiers that they are. */
export function withCalledKeys(profile: Profile, scopes: ReadonlyMap<string, CalledKeys>): Profile {
  const known = scopes.get(profile.scope) ?? NONE;
  const { named, bare } = known;
  const own = ownNounOf(profile, known);
  if (named.size === 0 && bare.size === 0 && own === undefined) return profile;
  const called = (leaf: Leaf): Leaf => {
    const [part = ''] = leaf.owner ?? [];
    if (
      own !== undefined &&
      leaf.owner?.length === 1 &&
      PARTS.has(part) &&
      !known.about.has(part) &&
      leaf.identifies >= 0.9
    )
      return { ...leaf, owner: own.split('_') };
    if (leaf.composite || leaf.type !== 'string' || leaf.schema.enum !== undefined) return leaf;
    if (leaf.words.length > 1 && isName(leaf) && named.has(nounOf(leaf.owner ?? [])))
      return { ...leaf, identifies: CALLED_WEIGHT };
    const noun =
      leaf.words.length === 1 && (leaf.identifies === 0 || leaf.owner?.length === 0)
        ? bare.get(leaf.words[0] as string)
        : undefined;
    return noun === undefined ? leaf : { ...leaf, owner: noun.split('_'), identifies: CALLED_WEIGHT };
  };
  const inputs = profile.inputs.map(called);
  const outputs = profile.outputs.map(called);
  if (
    inputs.every((leaf, at) => leaf === profile.inputs[at]) &&
    outputs.every((leaf, at) => leaf === profile.outputs[at])
  )
    return profile;
  const keys = inputs.filter(
    (leaf) => profile.keys.some(({ path }) => path === leaf.path) || leaf.identifies >= CALLED_WEIGHT,
  );
  return {
    ...profile,
    inputs,
    outputs,
    keys: requiredFirst(keys),
  };
}
