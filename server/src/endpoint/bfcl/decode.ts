import type { BfclCall, NameForm } from './check.ts';
import { readJson } from './json.ts';
import { decodeText } from './python-calls.ts';
import { isDict, isList, type Py } from './value.ts';

/** What a result of one turn holds, or why it cannot be decoded. */
export type Decoded =
  | { readonly calls: readonly BfclCall[]; readonly form: NameForm }
  | { readonly undecodable: string };

/**
 * Decodes a result of one turn as the published decoders do: a text as Python calls, a list as function calls
 * `[{name: "JSON"}]`, whose names have `_` for `.`.
 */
export function decodeResult(result: Py): Decoded {
  if (typeof result === 'string') {
    const calls = decodeText(result);
    return calls === undefined ? { undecodable: 'the text is no list of calls' } : { calls, form: 'written' };
  }
  if (!isList(result)) return { undecodable: 'the result is neither a text nor a list of calls' };
  const calls: BfclCall[] = [];
  for (const item of result) {
    const call = functionCall(item);
    if (typeof call === 'string') return { undecodable: call };
    calls.push(call);
  }
  return { calls, form: 'underscores' };
}

/** The first key of each object is the name; its value has to be JSON in a string. */
function functionCall(item: Py): BfclCall | string {
  const first = isDict(item) ? [...item][0] : undefined;
  if (first === undefined) return 'a call is no object with a name';
  const [name, given] = first;
  if (typeof given !== 'string') return `the arguments of ${String(name)} are no text of JSON`;
  try {
    return { name: String(name), arguments: readJson(given) };
  } catch (error) {
    return `the arguments of ${String(name)} are broken JSON: ${(error as Error).message}`;
  }
}
