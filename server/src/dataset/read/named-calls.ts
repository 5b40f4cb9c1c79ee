import type { JsonObject } from '../../json/index.ts';
import { parsePythonCalls } from '../../openai-wire/index.ts';

interface NamedCall {
  readonly name: string;
  readonly arguments: JsonObject;
}

/**
 * `[f(a=1), g(2)]` as calls; positional arguments get their place as name. None where the text is no list of calls.
 * @param names of the tools offered: one with blanks or signs in it (`Get Weather`) is no name of Python and read here alone
 */
export function parseTextCalls(text: string, names: readonly string[] = []): NamedCall[] {
  const odd = names.filter((name) => !/^[A-Za-z_][\w.]*$/.test(name)).sort((left, right) => right.length - left.length);
  const readable = odd.reduce((written, name, at) => written.replaceAll(`${name}(`, `magnet_odd_${at}(`), text);
  return (parsePythonCalls(readable) ?? []).map(({ name, positional, named }) => ({
    name: odd[Number(/^magnet_odd_(\d+)$/.exec(name)?.[1] ?? -1)] ?? name,
    arguments: { ...Object.fromEntries(positional.map((value, index) => [String(index), value])), ...named },
  }));
}
