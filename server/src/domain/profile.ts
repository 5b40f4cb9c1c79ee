import { PREPOSITIONS } from '../english/index.ts';
import type { FunctionSignature } from '../signature/index.ts';
import type { Lexicon } from './lexicon.ts';
import { fullNounWords, nounWords } from './nouns.ts';
import type { Aggregate } from './operation/named-number.ts';
import { type OperationReading, readOperation } from './operation.ts';
import type { Phrase } from './phrase.ts';
import { hasTellingResponse } from './response-shape.ts';
import { scopeOf } from './scope-of.ts';
import { type Leaf, leavesOf } from './values.ts';

/** What is read of a function's text and name when it is first asked for. */
interface KnownOfText {
  lead?: Pick<Phrase, 'object' | 'many'>;
  firstWord?: string;
  aggregate?: Aggregate | null;
}

/** All that one signature alone tells; the catalog decides the rest. */
export interface Profile {
  readonly signature: FunctionSignature;
  /** See `profileOf`. */
  readonly lexicon: Lexicon;
  /** The namespace, or the file of functions that name none. */
  readonly scope: string;
  readonly inputs: readonly Leaf[];
  /** Documented outputs; [] where the answer is undocumented or opaque. */
  readonly outputs: readonly Leaf[];
  /** Whether the documented response tells what comes back. */
  readonly documented: boolean;
  readonly reading: OperationReading;
  /** Words of name and description, see `mentionsOf`. */
  readonly words: readonly string[];
  /** Inputs that name records, required ones first. */
  readonly keys: readonly Leaf[];
  /** Filled by `leadOf`, `firstWordOf` and `aggregateOf`. */
  readonly known: KnownOfText;
}

const profiles = new WeakMap<FunctionSignature, Profile>();

/**
 * The profile of a signature, computed once for as long as the signature lives.
 *
 * @param lexicon how names of its scope are to be read
 */
export function profileOf(signature: FunctionSignature, lexicon: Lexicon): Profile {
  let profile = profiles.get(signature);
  if (profile === undefined || profile.lexicon !== lexicon) {
    profile = makeProfile(signature, lexicon);
    profiles.set(signature, profile);
  }
  return profile;
}

/** The profile last made of a signature. */
export function knownProfile(signature: FunctionSignature): Profile | undefined {
  return profiles.get(signature);
}

function makeProfile(signature: FunctionSignature, lexicon: Lexicon): Profile {
  const inputs = leavesOf(signature.parameters, lexicon.full);
  const all = leavesOf(signature.response, lexicon.full);
  const documented = hasTellingResponse(signature.response, all);
  const outputs = documented ? all : [];
  const keys = inputs.filter((input) => input.identifies >= MIN_KEY);
  return {
    signature,
    lexicon,
    scope: scopeOf(signature),
    inputs,
    outputs,
    documented,
    words: wordsOf(signature, lexicon),
    reading: readOperation(signature, inputs, outputs, lexicon),
    known: {},
    keys: requiredFirst(keys),
  };
}

export function requiredFirst(leaves: readonly Leaf[]): readonly Leaf[] {
  return [...leaves.filter(({ required }) => required), ...leaves.filter(({ required }) => !required)];
}

/** The profile with its keys named for the records they are of: `eid`, of functions about events, is an event's. */
export function withFullOwners(profile: Profile, short: ReadonlyMap<string, string>): Profile {
  const isShort = ({ owner, identifies }: Leaf) => identifies > 0 && owner !== undefined && short.has(owner.join('_'));
  if (short.size === 0 || !profile.keys.some(isShort)) return profile;
  const full = (leaf: Leaf): Leaf =>
    isShort(leaf) ? { ...leaf, owner: (short.get((leaf.owner ?? []).join('_')) as string).split('_') } : leaf;
  return { ...profile, inputs: profile.inputs.map(full), keys: profile.keys.map(full) };
}

const MAX_TEXT = 300;

function wordsOf({ name, description }: FunctionSignature, { full }: Lexicon): readonly string[] {
  return [...fullNounWords(name, full), ...nounWords(description.slice(0, MAX_TEXT))];
}

/** Those of some nouns that name and description speak of, single words and pairs, each once. */
export function mentionsOf({ words }: Profile, nouns: Nouns): readonly string[] {
  if (nouns.all.size === 0) return NONE;
  const found = new Set<string>();
  words.forEach((word, at) => {
    if (word.length < 3 || PREPOSITIONS.has(word)) return;
    if (at > 0 && nouns.heads.has(word)) {
      const pair = `${words[at - 1]}_${word}`;
      if (nouns.all.has(pair)) found.add(pair);
    }
    if (nouns.all.has(word)) found.add(word);
  });
  return found.size === 0 ? NONE : [...found];
}

const NONE: readonly string[] = [];

/** Nouns that texts are searched for, and the last words of those that have several. */
export interface Nouns {
  readonly all: ReadonlySet<string>;
  readonly heads: ReadonlySet<string>;
}

export function searchedNouns(all: ReadonlySet<string>): Nouns {
  const heads = new Set<string>();
  for (const noun of all) if (noun.includes('_')) heads.add(noun.slice(noun.lastIndexOf('_') + 1));
  return { all, heads };
}

const MIN_KEY = 0.45;
