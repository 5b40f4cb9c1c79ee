import {
  carriedUnit,
  contentWordsOf,
  type Deed,
  deedOf,
  type FunctionReading,
  type Value,
  valuesOf,
} from '../../domain/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import { type KnownValue, known } from './concepts.ts';
import { LateSet, numbered } from './key-set.ts';
import { type Offer, offersOf } from './offers.ts';
import { type Output, outputsOf } from './outputs.ts';
import { premiseOffers, premiseWants } from './premises.ts';
import { deedOfReading, identifierOf, readingsByPath } from './reading.ts';
import { type Want, wantsOf } from './wants.ts';

/** All that linking needs to know of one function; it depends on its signature alone. */
export interface Profile {
  readonly signature: FunctionSignature;
  /** What the domain says of it; undefined only where a signature is looked at by itself. */
  readonly reading: FunctionReading | undefined;
  /**
   * Functions of one scope share a service: its identifiers, its login, its state. This, the folder and the topic are
   * numbers of texts: they are compared at each meeting, and addresses of files are long and alike.
   */
  readonly scope: number;
  /** Whether the scope is a namespace, not a file. */
  readonly named: boolean;
  /** Folder of the file, for functions that name no namespace. */
  readonly folder: number;
  /** First half of the category, as written: `sports` for `Sports/Football`; 0 where there is none. */
  readonly topic: number;
  readonly deed: Deed;
  readonly inputs: readonly KnownValue[];
  readonly outputs: readonly Output[];
  readonly offers: readonly Offer[];
  readonly wants: readonly Want[];
  /** Content words of name and description, each once. */
  readonly words: readonly string[];
  /** Indices of the required inputs that identify a record, and of those the records the function is about. */
  readonly identified: ReadonlySet<number>;
  readonly ownKeys: ReadonlySet<number>;
  /** Indices of the inputs a caller must supply and can take from elsewhere. */
  readonly needed: readonly number[];
  readonly inferredResponse: boolean;
  /** Entities whose identifiers a caller must have to call this function; of a conversion, the units it takes. */
  readonly asks: ReadonlySet<string>;
  /** Entity of the one identifier this function looks up, or the unit it converts to; empty for functions that give many or do more. */
  readonly looksUp: ReadonlySet<string>;
}

const profiles = new WeakMap<FunctionSignature, Profile>();

/** The profile of a signature as the domain reads it, computed once for as long as both stay the same. */
export function profileOf(signature: FunctionSignature, reading: FunctionReading | undefined): Profile {
  let profile = profiles.get(signature);
  if (profile === undefined || profile.reading !== reading) {
    profile = makeProfile(signature, reading);
    profiles.set(signature, profile);
  }
  return profile;
}

/** The profile that was made last, or one without the domain: for what looks at signatures one by one. */
export function knownProfile(signature: FunctionSignature): Profile {
  return profiles.get(signature) ?? profileOf(signature, undefined);
}

function makeProfile(signature: FunctionSignature, reading: FunctionReading | undefined): Profile {
  const deed = reading === undefined ? deedOf(signature) : deedOfReading(reading.deed ?? deedOf(signature), reading);
  const taken = reading === undefined ? undefined : readingsByPath(reading.inputs, ({ parameter }) => parameter);
  const inputs = valuesOf(signature.parameters, taken)
    .filter((value) => value.path !== '')
    .map((value) => known(value, deed, 'input'));
  const { outputs, inferred } = outputsOf(signature, deed, inputs, reading);
  const { scope, folder } = placeOf(signature);
  return {
    signature,
    reading,
    scope,
    named: signature.namespace !== '',
    folder,
    topic: topicOf(signature.category),
    deed,
    inputs,
    outputs,
    offers: [
      ...offersOf(signature, deed, outputs, inputs, scope, inferred),
      ...premiseOffers(signature, deed, inputs, scope),
    ],
    wants: [...wantsOf(deed, inputs, outputs, scope), ...premiseWants(signature, deed, inputs, scope)],
    words: contentWordsOf(signature),
    ...identifyingInputs(inputs),
    needed: neededInputs(inputs),
    inferredResponse: inferred,
    asks: deed.action === 'compute' ? measureKeys(inputs) : identityKeys(inputs.filter((input) => input.required)),
    looksUp: lookedUp(deed, outputs),
  };
}

/** Gives each text a number of its own, from 1 on; 0 to ''. */
class Numbers {
  readonly #given = new Map<string, number>();

  of(text: string): number {
    if (text === '') return 0;
    let number = this.#given.get(text);
    if (number === undefined) {
      number = this.#given.size + 1;
      this.#given.set(text, number);
    }
    return number;
  }
}

const scopes = new Numbers();
const folders = new Numbers();
const topics = new Numbers();

/** Where functions are declared: all of one namespace, or all of one file that names none. */
interface Place {
  readonly scope: number;
  readonly folder: number;
}

const places = new Map<string, Map<string, Place>>();

function placeOf({ namespace, source: { uri } }: FunctionSignature): Place {
  let inFile = places.get(uri);
  if (inFile === undefined) {
    inFile = new Map();
    places.set(uri, inFile);
  }
  let place = inFile.get(namespace);
  if (place === undefined) {
    place = {
      scope: scopes.of(namespace !== '' ? `ns:${namespace}` : `uri:${uri}`),
      folder: folders.of(uri.slice(0, uri.lastIndexOf('/') + 1)),
    };
    inFile.set(namespace, place);
  }
  return place;
}

const topicsOfCategories = new Map<string, number>();

function topicOf(category: string): number {
  let topic = topicsOfCategories.get(category);
  if (topic === undefined) {
    topic = topics.of(category.split(/[/>]/)[0]?.trim().toLowerCase() ?? '');
    topicsOfCategories.set(category, topic);
  }
  return topic;
}

function lookedUp(deed: Deed, outputs: readonly KnownValue[]): ReadonlySet<string> {
  if (deed.action === 'compute') return outputs.length === 1 ? measureKeys(outputs) : NOTHING;
  if (deed.action !== 'read' && deed.action !== 'list') return NOTHING;
  return identityKeys(outputs.filter((output) => !output.many && isOwn(output, deed)));
}

/** What a conversion takes or gives, by its unit: converting back gives what one had. */
function measureKeys(values: readonly KnownValue[]): ReadonlySet<string> {
  const keys = new LateSet();
  for (const { type, concept } of values) {
    const unit = type === 'number' ? carriedUnit(concept?.entity.at(-1) ?? '') : undefined;
    if (unit !== undefined) keys.add(`u:${unit.name}`);
  }
  return keys.set;
}

/** The identifier of what the function looks up, not of something its record refers to. */
function isOwn(output: KnownValue, deed: Deed): boolean {
  return output.concepts.some(({ role, entity }) => role === 'id' && deed.object.includes(entity.at(-1) as string));
}

const NOTHING: ReadonlySet<string> = new Set();

function identityKeys(values: readonly KnownValue[]): ReadonlySet<string> {
  const keys = new LateSet();
  for (const { concepts } of values) {
    for (const { role, entity, number, source } of concepts) {
      // `Name of the author to look up the ID`: a text speaks of more than what is asked for.
      if (role === 'id' && source !== 'description') keys.add(numbered(entity.join(' '), number));
    }
  }
  return keys.set;
}

const NO_INDICES: ReadonlySet<number> = new Set();

function identifyingInputs(inputs: readonly KnownValue[]): Pick<Profile, 'identified' | 'ownKeys'> {
  const identified: number[] = [];
  const own: number[] = [];
  inputs.forEach((input, at) => {
    if (!input.required || identifierOf(input) === undefined) return;
    identified.push(at);
    if (input.reading?.role === 'key') own.push(at);
  });
  if (identified.length === 0) return { identified: NO_INDICES, ownKeys: NO_INDICES };
  return { identified: new Set(identified), ownKeys: new Set(own) };
}

/** Required leaves; all leaves where nothing is required. Switches and choices are the caller's own. */
function neededInputs(inputs: readonly Value[]): number[] {
  const carried = inputs
    .map((value, position) => ({ value, position }))
    .filter(({ value }) => !value.composite && value.type !== 'boolean' && value.schema.enum === undefined);
  const required = carried.filter(({ value }) => value.required);
  return (required.length > 0 ? required : carried).map(({ position }) => position);
}
