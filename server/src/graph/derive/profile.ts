import type { FunctionSignature } from '../../signature/index.ts';
import { type Deed, deedOf } from './action.ts';
import { type KnownValue, known } from './concepts.ts';
import { STOP_WORDS } from './lexicon.ts';
import { type Offer, offersOf } from './offers.ts';
import { type Output, outputsOf } from './outputs.ts';
import { premiseOffers, premiseWants } from './premises.ts';
import { type Value, valuesOf } from './values.ts';
import { type Want, wantsOf } from './wants.ts';
import { nameWords, textWords } from './words.ts';

/** All that linking needs to know of one function; it depends on its signature alone. */
export interface Profile {
  readonly signature: FunctionSignature;
  /** Functions of one scope share a service: its identifiers, its login, its state. */
  readonly scope: string;
  /** Folder of the file, for functions that name no namespace. */
  readonly folder: string;
  /** First half of the category, as written: `sports` for `Sports/Football`. */
  readonly topic: string;
  readonly deed: Deed;
  readonly inputs: readonly KnownValue[];
  readonly outputs: readonly Output[];
  readonly offers: readonly Offer[];
  readonly wants: readonly Want[];
  /** Content words of name and description, each once. */
  readonly words: readonly string[];
  /** Indices of the inputs a caller must supply and can take from elsewhere. */
  readonly needed: readonly number[];
  readonly inferredResponse: boolean;
  /** Keys of the identifiers a caller must have to call this function. */
  readonly asks: ReadonlySet<string>;
  /** Keys of the one identifier this function looks up; empty for functions that give many or do more. */
  readonly looksUp: ReadonlySet<string>;
}

const profiles = new WeakMap<FunctionSignature, Profile>();

/** The profile of a signature, computed once for as long as the signature lives. */
export function profileOf(signature: FunctionSignature): Profile {
  let profile = profiles.get(signature);
  if (profile === undefined) {
    profile = makeProfile(signature);
    profiles.set(signature, profile);
  }
  return profile;
}

function makeProfile(signature: FunctionSignature): Profile {
  const deed = deedOf(signature);
  const inputs = valuesOf(signature.parameters)
    .filter((value) => value.path !== '')
    .map((value) => known(value, deed, 'input'));
  const { outputs, inferred } = outputsOf(signature, deed, inputs);
  const scope = signature.namespace !== '' ? `ns:${signature.namespace}` : `uri:${signature.source.uri}`;
  const mark = markOf(scope);
  const wants = wantsOf(deed, inputs, outputs, mark);
  return {
    signature,
    scope,
    folder: signature.source.uri.replace(/[^/]*$/, ''),
    topic: signature.category.split(/[/>]/)[0]?.trim().toLowerCase() ?? '',
    deed,
    inputs,
    outputs,
    offers: [
      ...offersOf(signature, deed, outputs, inputs, mark, inferred),
      ...premiseOffers(signature, deed, inputs, mark),
    ],
    wants: [...wants, ...premiseWants(signature, deed, inputs, mark)],
    words: contentWords(signature),
    needed: neededInputs(inputs),
    inferredResponse: inferred,
    asks: identityKeys(inputs.filter((input) => input.required)),
    looksUp:
      deed.action === 'read' || deed.action === 'list'
        ? identityKeys(outputs.filter((output) => !output.many && isOwn(output, deed)))
        : NOTHING,
  };
}

const marks = new Map<string, string>();

/** A short name of a scope: it stands in many keys of every function, and addresses of files are long. */
function markOf(scope: string): string {
  let mark = marks.get(scope);
  if (mark === undefined) {
    mark = String(marks.size);
    marks.set(scope, mark);
  }
  return mark;
}

/** The identifier of what the function looks up, not of something its record refers to. */
function isOwn(output: KnownValue, deed: Deed): boolean {
  return output.concepts.some(({ role, entity }) => role === 'id' && deed.object.includes(entity.at(-1) as string));
}

const NOTHING: ReadonlySet<string> = new Set();

function identityKeys(values: readonly KnownValue[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { concepts } of values) {
    for (const { role, entity } of concepts) if (role === 'id') keys.add([...entity, 'id'].join(' '));
  }
  return keys;
}

function contentWords(signature: FunctionSignature): string[] {
  const words = new Set<string>();
  for (const word of [...nameWords(signature.name), ...textWords(signature.description)]) {
    if (word.length > 2 && !STOP_WORDS.has(word)) words.add(word);
  }
  return [...words];
}

/** Required leaves; all leaves where nothing is required. Switches and choices are the caller's own. */
function neededInputs(inputs: readonly Value[]): number[] {
  const carried = inputs
    .map((value, position) => ({ value, position }))
    .filter(({ value }) => !value.composite && value.type !== 'boolean' && value.schema.enum === undefined);
  const required = carried.filter(({ value }) => value.required);
  return (required.length > 0 ? required : carried).map(({ position }) => position);
}
