import { readJson } from './json.ts';
import { decodeText } from './python-calls.ts';
import { isDict, isList, type Py, repr } from './value.ts';

/** A call as it is run: arguments are Python source of literals, or a call within. */
export interface StepCall {
  readonly name: string;
  readonly arguments: readonly (readonly [name: string, value: StepValue])[];
}

export type StepValue = { readonly literal: string } | { readonly call: StepCall } | { readonly dict: DictItems };
type DictItems = readonly (readonly [key: string, value: StepValue])[];

/** A step that cannot be run as a whole. */
class Unrunnable extends Error {}

/**
 * Calls of one step of a turn, as the published decoders make them ready to run.
 * @param step a text of Python calls, or function calls `[{name: arguments}]`
 * @returns [] where it cannot be decoded or is empty: such a step is dropped
 */
export function stepCalls(step: Py): StepCall[] {
  try {
    return typeof step === 'string' ? textCalls(step) : functionCalls(step);
  } catch (error) {
    if (error instanceof Unrunnable || error instanceof SyntaxError) return [];
    throw error;
  }
}

function textCalls(text: string): StepCall[] {
  const calls = decodeText(text) ?? [];
  return calls.map(({ name, arguments: given }) => ({ name, arguments: entries(given, textValue) }));
}

/** A dict whose values all are dicts is taken for a call within: `{g: {b: 1}}` runs `g(b=1)`. */
function textValue(value: Py): StepValue {
  if (!isDict(value)) return { literal: repr(value) };
  if (![...value.values()].every(isDict)) return { dict: entries(value, textValue) };
  const first = [...value][0];
  if (first === undefined) throw new Unrunnable();
  return { call: { name: String(first[0]), arguments: entries(first[1], textValue) } };
}

/** Every key of every object is a call; one that is broken drops its step. */
function functionCalls(step: Py): StepCall[] {
  const objects = isList(step) ? step : [step];
  return objects.flatMap((item) => {
    if (!isDict(item)) throw new Unrunnable();
    return [...item].map(([name, given]) => ({
      name: String(name),
      arguments: entries(typeof given === 'string' ? readJson(given) : given, (value) => ({ literal: repr(value) })),
    }));
  });
}

function entries(value: Py, make: (value: Py) => StepValue): (readonly [string, StepValue])[] {
  if (!isDict(value)) throw new Unrunnable();
  return [...value].map(([key, item]) => [String(key), make(item)] as const);
}
