import {
  conceptOfWords,
  convertedIn,
  type Deed,
  type FunctionReading,
  type Operation,
  objectInText,
  type ReadValue,
  returnedIn,
  SUFFIXES,
  type Value,
  type ValueType,
  valuesOf,
} from '../../domain/index.ts';
import { type FunctionSignature, nearest } from '../../signature/index.ts';
import { type KnownValue, known } from './concepts.ts';
import { OPAQUE, PUBLIC_WORDS } from './lexicon.ts';
import { readingsByPath } from './reading.ts';

/** A value a function gives back. */
export interface Output extends KnownValue {
  /** Nothing documents it: name and description suggest it. In [0, 1]; 1 for what is documented. */
  readonly certainty: number;
}

/** More than a caller reads of one answer; deep records repeat themselves. */
const MAX_OUTPUTS = 48;

function atTop(values: readonly ReadValue[]): readonly ReadValue[] {
  return nearest(values, MAX_OUTPUTS, ({ path }) => path.split('.').length);
}

/**
 * Outputs of a function. Most published tools document none, or a single opaque text: what they return is then
 * predicted from name and description (`inferred`).
 */
export function outputsOf(
  signature: FunctionSignature,
  deed: Deed,
  inputs: readonly Value[],
  reading: FunctionReading | undefined,
): { readonly outputs: readonly Output[]; readonly inferred: boolean } {
  const given = reading === undefined ? undefined : readingsByPath(reading.outputs, ({ path }) => path);
  const documented = atTop(valuesOf(signature.response, given));
  const told = documented.map((value) => known(value, deed, 'output'));
  // What the domain predicts though something is documented says that the documented shape tells nothing.
  const telling = documented.length > 0 && !isOpaque(documented) && reading?.response.from !== 'predicted';
  if (telling) return { outputs: told, inferred: false };
  if (reading !== undefined && reading.response.from !== 'documented') {
    const inferred = reading.response.from === 'predicted';
    const values = atTop(
      valuesOf(reading.response.schema, given, inferred ? PREDICTED : 1).filter(
        (value) => (value.path !== '' || value.type !== 'object') && (!inferred || isPredicted(value, reading)),
      ),
    );
    if (inferred)
      for (const value of values)
        if (value.reading?.role === 'reference' && !isMade(value, reading)) value.certainty = PREDICTED_REFERENCE;
    const outputs = values.map((value) => known(value, deed, 'output'));
    if (!inferred) return { outputs, inferred };
    const predicted = unlike(outputs.map(asPrediction), told);
    const all = [...told, ...predicted];
    return { outputs: [...all, ...unlike(predictOutputs(signature, deed, inputs), all)], inferred };
  }
  return { outputs: [...told, ...predictOutputs(signature, deed, inputs)], inferred: true };
}

/** `{content: string}`, `{result: any}` or a bare text: an answer whose shape says nothing. */
function isOpaque(values: readonly Value[]): boolean {
  const leaves = values.filter((value) => !value.composite);
  return (
    leaves.length <= 2 &&
    leaves.every(
      (value) =>
        value.nominal === undefined &&
        value.type !== 'number' &&
        value.type !== 'boolean' &&
        (value.name === '' || value.words.every((word) => OPAQUE.has(word) || word === 'message')) &&
        value.described.every((concept) => concept.role === undefined),
    )
  );
}

/** Operations of which more can be predicted than that they are done. */
const ANSWERING: ReadonlySet<Operation> = new Set<Operation>(['create', 'get', 'list', 'session', 'compute']);
/** Operations of which only what else they give is predicted: the identifier of a task that was begun. */
const CHANGING: ReadonlySet<Operation> = new Set<Operation>(['act', 'other']);
/** What of a predicted record is worth carrying; whatever else it may hold is left out, or it would lead everywhere. */
const CARRIED: ReadonlySet<string> = new Set(['key', 'reference', 'computed', 'total']);

function isPredicted({ reading: role, concept, type }: ReadValue, { operation }: FunctionReading): boolean {
  if (type === 'number' && concept?.role === undefined && concept?.entity.at(-1) === 'price') return true;
  if (!ANSWERING.has(operation)) return role?.role === 'reference' && CHANGING.has(operation);
  if (CARRIED.has(role?.role ?? '')) return true;
  const words = [...(concept?.entity ?? []), concept?.role ?? ''];
  return role?.role === 'attribute' && words.some((word) => PUBLIC_WORDS.has(word));
}

/** The values that are called otherwise than all of `others`. */
function unlike(values: readonly Output[], others: readonly Output[]): Output[] {
  const known = new Set(others.map(({ words }) => words.join(' ')));
  return values.filter(({ words }) => !known.has(words.join(' ')));
}

/** The text says that the record it names comes of the call. */
function isMade({ reading }: ReadValue, { makes }: FunctionReading): boolean {
  return makes?.includes(reading?.of?.entity ?? '') === true;
}

/** How sure it is that a value which the domain predicts is given: the record itself, or another it refers to. */
const PREDICTED = 0.65;
const PREDICTED_REFERENCE = 0.45;

/** What is read from a prediction is one too. */
function asPrediction(value: Output): Output {
  return Object.assign(value, { concepts: value.concepts.map((one) => ({ ...one, source: 'prediction' as const })) });
}

/** How sure a prediction is, by what it rests on. */
const CERTAINTY = { named: 0.85, created: 0.7, listed: 0.65, said: 0.6, read: 0.5, content: 0.65 } as const;

/** A small response guessed from what the function says it does. */
function predictOutputs(signature: FunctionSignature, deed: Deed, inputs: readonly Value[]): Output[] {
  const outputs: Output[] = [];
  const add = (words: readonly string[], certainty: number, many = false) => {
    if (words.length > 0) outputs.push(guessed(words, certainty, many, deed));
  };
  const tail = toldTail(deed.object, inputs);
  const object = deed.object.slice(0, deed.object.length - tail);
  const concept = conceptOfWords(object);
  const plural = deed.plural;
  const given =
    tail > 0 ||
    inputs.some((input) => input.concept?.role !== undefined && input.concept.entity.at(-1) === object.at(-1));
  const named = concept.role !== undefined && concept.entity.length > 0;
  // `get_customer_id` gives what it is called after; `delete_setup_observer_id(id)` is told it.
  if (named && !TOLD.has(deed.action)) add(object, CERTAINTY.named, plural);
  else if (deed.action === 'create' || deed.action === 'send') add([...object, 'id'], CERTAINTY.created);
  else if (deed.action === 'list' && !given) {
    for (const role of ['id', 'name']) add([...object, role], CERTAINTY.listed, true);
  } else if ((deed.action === 'read' || deed.action === 'compute') && !given) add(object, CERTAINTY.read, plural);
  if (deed.action === 'login') add(['access', 'token'], CERTAINTY.said);
  const head = object.at(-1) ?? '';
  if (PERSONS.has(head) && (deed.action === 'list' || deed.action === 'read')) {
    add([head, 'email'], CERTAINTY.listed, deed.action === 'list');
  }
  // Some collections call a thing one way in names and another in texts: `search_repositories`, "Search for projects".
  const other = objectInText(signature.description, deed.action);
  if (
    other !== undefined &&
    !object.includes(other) &&
    (deed.action === 'create' || (deed.action === 'list' && !given))
  ) {
    add([other, 'id'], CERTAINTY.said, deed.action === 'list');
  }
  for (const words of deed.action === 'compute' ? convertedIn(signature.description) : []) add(words, CERTAINTY.said);
  for (const said of returnedIn(signature.description)) {
    add([...said.entity, ...(said.role === undefined ? [] : [said.role])], CERTAINTY.said, said.many);
  }
  if (!plural && readsText(deed, inputs)) add(['content'], CERTAINTY.content);
  return outputs;
}

/** How many of the last words of a name are those of a required input: `get_export_html_receipt_uuid(receipt_uuid)` is told it. */
function toldTail(object: readonly string[], inputs: readonly Value[]): number {
  let most = 0;
  for (const { words, required } of inputs) {
    if (!required) continue;
    const ends = words.length < object.length && words.every((word, at) => object.at(at - words.length) === word);
    if (ends && words.length > most) most = words.length;
  }
  return most;
}

/** Deeds on what is there already: what their name ends with tells which one, and is no answer. */
const TOLD: ReadonlySet<string> = new Set(['update', 'delete', 'select']);

/** People of any sort are reached by e-mail, and who looks them up mostly wants that. */
const PERSONS = new Set('contact person user customer client employee member colleague attendee lead'.split(' '));

/** A predicted value; whatever is read from it is a prediction too. */
function guessed(words: readonly string[], certainty: number, many: boolean, deed: Deed): Output {
  const value = known(predicted(words, many, certainty, deed.number), deed, 'output');
  return Object.assign(value, { concepts: value.concepts.map((one) => ({ ...one, source: 'prediction' as const })) });
}

function readsText(deed: Deed, inputs: readonly Value[]): boolean {
  const thing = deed.object.at(-1) ?? '';
  return (
    deed.action === 'read' &&
    (/^(?:file|page|document|content|text|article|note|email|message|transcript|post)$/.test(thing) ||
      inputs.some((value) => value.concept?.role === 'path'))
  );
}

function predicted(words: readonly string[], many: boolean, certainty: number, number: string): ReadValue {
  const concept = conceptOfWords(words);
  const name = words.filter((word) => !SUFFIXES.has(word) || words.length === 1).join('_');
  const type: ValueType = concept.role === undefined ? 'any' : 'string';
  return {
    path: many ? `${name}[]` : name,
    name,
    words,
    holder: '',
    holderWords: [],
    type,
    many,
    required: false,
    concept,
    number,
    described: [],
    descriptionWords: words,
    nominal: undefined,
    entity: undefined,
    composite: false,
    schema: {},
    reading: undefined,
    certainty,
  };
}
