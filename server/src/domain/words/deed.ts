import { isAlsoNoun, keyWords, keyWordsOfText, numberOf, singularWord } from '../../english/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import { type OperationReading, readOperation } from '../operation.ts';
import { leadOfText, phraseOfText } from '../phrase.ts';
import type { Action, Deed, Operation } from '../types.ts';
import { leavesOf } from '../values.ts';
import { QUALIFIERS } from '../vocabulary.ts';
import { actionOf, familyOf } from './deed-verbs.ts';
import { STOP_WORDS, SUFFIXES } from './lexicon.ts';

const known = new WeakMap<FunctionSignature, Deed>();

/** The deed that one signature alone tells; `FunctionReading.deed` has seen the whole catalog. */
export function deedOf(signature: FunctionSignature): Deed {
  let deed = known.get(signature);
  if (deed === undefined) {
    const [inputs, outputs] = [leavesOf(signature.parameters), leavesOf(signature.response)];
    deed = deedIn(signature, readOperation(signature, inputs, outputs));
    known.set(signature, deed);
  }
  return deed;
}

/** The deed that an operation was read from. */
export function deedIn(signature: FunctionSignature, { name, text, operation, words }: OperationReading): Deed {
  const { name: functionName, description } = signature;
  // `snapshot`, "Capture a snapshot of the page": the word is the thing.
  const bare = name.object.length === 0;
  const noun = bare && isAlsoNoun(name.verb) && name.verbClass !== 'compute' && text.verb !== name.verb;
  const lead = noun ? leadOfText(description, text).object : text.object;
  const [first = '', ...rest] = name.object;
  // `sum_values`, "Calculate the sum of …": what is calculated is what is done.
  const computes = name.verb === '' && operation === 'compute' && rest.length > 0 && actionOf(first) === 'compute';
  const silent = name.verb === '' || (noun && lead.includes(name.verb));
  const verb = computes ? first : silent ? text.verb : name.verb;
  const said = computes ? rest : withQualifiers(name.object, words);
  return {
    action: actionIn(verb, operation),
    verb,
    object: thingOf(bare ? lead : said, bare),
    by: name.behind.flatMap((word) => keyWords(word)),
    number: numberOf(functionName),
    plural: /(?:ies|[^su]s)$/i.test(functionName),
    several: /(?:[^su]s|list|all)(?![a-z])/i.test(functionName),
    about: /info|meta|stat|detail|size|list/i.test(functionName),
  };
}

function actionIn(verb: string, operation: Operation): Action {
  const said = actionOf(verb);
  if (operation === 'compute' && said !== 'check' && said !== 'send') return 'compute';
  return said ?? familyOf(operation) ?? 'other';
}

/** `list_open_orders`: which ones are meant, as the name says it right before the thing. */
function withQualifiers(object: readonly string[], words: readonly string[]): readonly string[] {
  // Most names say which in their second word, or not at all.
  if (!words.some((word) => QUALIFIERS.has(word))) return object;
  const at = words.findIndex((word) => word === object[0] || singularWord(word) === object[0]);
  let from = at;
  while (from > 0 && QUALIFIERS.has(words[from - 1] as string)) from--;
  return at < 0 || from === at ? object : [...words.slice(from, at), ...object];
}

/** Longest name of a thing that is kept: its last words say most. */
const MAX_WORDS = 3;

/** Words of a thing as names are compared by. @param told by a text, which also speaks of numbers and fields */
function thingOf(words: readonly string[], told: boolean): readonly string[] {
  const all = words.flatMap((word) => keyWords(word));
  const kept = (told ? all.filter((word) => !STOP_WORDS.has(word)) : all).slice(-MAX_WORDS);
  while (kept.length > 1 && SUFFIXES.has(kept.at(-1) ?? '')) kept.pop();
  return kept;
}

/** The thing a description speaks of when it says what the function does by the same kind of verb as its name. */
export function objectInText(description: string, action: Action): string | undefined {
  const { verb, object } = phraseOfText(description);
  return verb !== '' && actionOf(verb) === action ? thingOf(object, true).at(-1) : undefined;
}

/** Words of a name or a text that tell one function from another, each once. */
export function contentWordsOf({ name, description }: FunctionSignature): readonly string[] {
  const words = new Set<string>();
  for (const word of [...keyWords(name), ...keyWordsOfText(description)])
    if (word.length > 2 && !STOP_WORDS.has(word)) words.add(word);
  return [...words];
}

/** The words of each part of a signature, as names are compared by. */
export function wordsOfParts(signature: FunctionSignature): {
  readonly name: readonly string[];
  readonly namespace: readonly string[];
  readonly description: readonly string[];
  readonly parameters: readonly (readonly string[])[];
} {
  return {
    name: keyWords(signature.name),
    namespace: keyWords(signature.namespace),
    description: keyWordsOfText(signature.description, 400),
    parameters: Object.keys(signature.parameters.properties ?? {})
      .slice(0, 20)
      .map((name) => keyWords(name)),
  };
}
