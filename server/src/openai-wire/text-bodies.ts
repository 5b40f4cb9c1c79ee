import { isObject, type Json, type JsonObject, parsedJson } from '../json/index.ts';
import { readArguments } from './arguments.ts';
import { parsePythonCalls, parsePythonValue } from './python-calls.ts';

/** Forms in which models write calls, by the model or format that brought each up. */
export type TextForm =
  | 'hermes'
  | 'qwen3-coder'
  | 'llama'
  | 'mistral'
  | 'deepseek'
  | 'glm'
  | 'harmony'
  | 'kimi'
  | 'invoke'
  | 'gemma'
  | 'cohere'
  | 'apertus'
  | 'react'
  | 'pythonic'
  | 'fenced'
  | 'json';

/** A call found in a text, before it has an id. */
export interface TextCall {
  readonly name: string;
  readonly arguments: JsonObject;
  readonly problem?: string;
  /** The form it was written in; absent for one that came as a call. */
  readonly parser?: TextForm;
}

/** What is known of the tools on offer. */
export interface OfferedTools {
  readonly names: ReadonlySet<string>;
  /** Names of a tool's parameters in order, which positional arguments are matched to. */
  readonly parameters: (tool: string) => readonly string[];
  /** Whether a parameter takes text: its value is not read as JSON where a form writes values bare. */
  readonly takesText: (tool: string, parameter: string) => boolean;
}

/** Calls of a body in JSON or Python, one or several. */
export function readBody(body: string, tools: OfferedTools): TextCall[] {
  if (body === '') return [];
  const value = parsedJson(body);
  if (value !== undefined) return jsonCalls(value);
  const parts = partsOf(body);
  if (parts.length > 0) return parts.flatMap((part) => jsonCalls(part));
  const python = parsePythonCalls(body);
  if (python !== undefined) return python.map((call) => namedCall(call, tools.parameters));
  // Hermes's own data set prints its calls as Python does: `{'name': 'f', 'arguments': {…}}`.
  const printed = /^[[{]/.test(body) ? parsePythonValue(body) : undefined;
  return printed === undefined ? cutCall(body) : jsonCalls(printed);
}

/** JSON values on lines of their own, or with `;` between them. */
function partsOf(body: string): Json[] {
  for (const separator of ['\n', ';']) {
    const parts = body.split(separator).filter((part) => part.trim() !== '');
    const values = parts.length > 1 ? parts.map((part) => parsedJson(part)) : [];
    if (values.length > 0 && values.every((value) => value !== undefined)) return values as Json[];
  }
  return [];
}

/** `{name, arguments}`, `{name, parameters}`, `{function: {…}}`, or a list of these. */
export function jsonCalls(value: Json): TextCall[] {
  if (Array.isArray(value)) return value.flatMap(jsonCalls);
  if (!isObject(value)) return [];
  if (isObject(value.function)) return jsonCalls(value.function);
  const name = value.name ?? value.tool ?? value.function ?? value.tool_name;
  if (typeof name !== 'string' || name === '') return [];
  return [call(name, value.arguments ?? value.parameters ?? value.args)];
}

/** A call with arguments as a form holds them; how they came is no news here. */
export function call(name: string, sent: unknown): TextCall {
  const { arguments: read, problem } = readArguments(sent);
  return problem === undefined ? { name, arguments: read } : { name, arguments: read, problem };
}

/** Arguments written one by one, each value bare text or JSON. */
export function pairedCall(name: string, pairs: Iterable<readonly [string, string]>, tools: OfferedTools): TextCall {
  const entries = [...pairs].map(([key, text]): [string, Json] => {
    const value = tools.takesText(name, key) ? undefined : parsedJson(text.trim());
    return [key, value ?? text];
  });
  return { name, arguments: Object.fromEntries(entries) };
}

export function namedCall(
  { name, positional, named }: { name: string; positional: readonly Json[]; named: JsonObject },
  parameterNames: OfferedTools['parameters'],
): TextCall {
  const free = parameterNames(name).filter((parameter) => !Object.hasOwn(named, parameter));
  const placed = positional.flatMap((value, index): [string, Json][] =>
    free[index] === undefined ? [] : [[free[index], value]],
  );
  const all = { ...Object.fromEntries(placed), ...named };
  return placed.length < positional.length
    ? { name, arguments: all, problem: 'more positional arguments than parameters' }
    : { name, arguments: all };
}

/** A marked call whose JSON does not parse: its name can mostly still be read. */
function cutCall(body: string): TextCall[] {
  const name = /"name"\s*:\s*"([^"]{1,128})"/.exec(body)?.[1];
  if (name === undefined) return [];
  const start = /"(?:arguments|parameters)"\s*:\s*/.exec(body);
  const { arguments: read } = readArguments(start === null ? '' : body.slice(start.index + start[0].length));
  return [{ name, arguments: read, problem: 'the call is no valid JSON' }];
}

/** The end of the JSON object that begins at an index; the text's end where it is cut. */
export function endOfObject(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char === '\\') at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}
