import { isObject, type Json, type JsonObject } from '../json/index.ts';
import { readArguments, tryParse } from './arguments.ts';
import { parsePythonCalls } from './python-calls.ts';

/** A call found in a text, before it has an id. */
export interface TextCall {
  readonly name: string;
  readonly arguments: JsonObject;
  readonly problem?: string;
}

export interface TextCalls {
  readonly calls: readonly TextCall[];
  /** The text without them. */
  readonly rest: string;
}

/** Marks that models put around calls; the body is JSON, or for `<function=name>` the arguments alone. */
const TAGGED = [
  /<tool_call>([\s\S]*?)(?:<\/tool_call>|$)/g,
  /<function_call>([\s\S]*?)(?:<\/function_call>|$)/g,
  /<\|python_tag\|>([\s\S]*?)(?:<\|eom_id\|>|<\|eot_id\|>|$)/g,
  /\[TOOL_CALLS\]\s*(\[[\s\S]*\])/g,
];
const NAMED_TAG = /<function=([^>\s]{1,128})>([\s\S]*?)(?:<\/function>|$)/g;
const FENCE = /^```(?:json|python|tool_call|tool_code)?\s*\n([\s\S]*?)\n?```$/;

/**
 * Finds calls that a server left in the text. Marked ones are found anywhere; bare ones only where they are the whole
 * text and name an offered tool, so that prose stays prose. Nothing is evaluated.
 */
export function findTextCalls(text: string, offered: ReadonlySet<string>, parameterNames: ParameterNames): TextCalls {
  const marked = markedCalls(text, parameterNames);
  if (marked.calls.length > 0) return marked;
  const fenced = FENCE.exec(text.trim())?.[1] ?? text.trim();
  const bare = readBody(fenced, parameterNames);
  return bare.length > 0 && bare.every((call) => offered.has(call.name))
    ? { calls: bare, rest: '' }
    : { calls: [], rest: text };
}

/** Names of a tool's parameters in order, which positional arguments are matched to. */
export type ParameterNames = (tool: string) => readonly string[];

function markedCalls(text: string, parameterNames: ParameterNames): TextCalls {
  const calls: TextCall[] = [];
  let rest = text.replace(NAMED_TAG, (_whole, name: string, body: string) => {
    calls.push({ name, ...readArguments(body) });
    return '';
  });
  for (const pattern of TAGGED) {
    rest = rest.replace(pattern, (whole: string, body: string) => {
      const found = readBody(body.trim(), parameterNames);
      calls.push(...found);
      return found.length > 0 ? '' : whole;
    });
  }
  return { calls, rest: rest.trim() };
}

function readBody(body: string, parameterNames: ParameterNames): TextCall[] {
  if (body === '') return [];
  const value = tryParse(body);
  if (value !== undefined) return jsonCalls(value);
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  const perLine = lines.length > 1 ? lines.map((line) => tryParse(line)) : [];
  if (perLine.length > 0 && perLine.every((line) => line !== undefined))
    return perLine.flatMap((line) => jsonCalls(line as Json));
  const python = parsePythonCalls(body);
  if (python !== undefined) return python.map((call) => namedCall(call, parameterNames));
  return cutCall(body);
}

/** `{name, arguments}`, `{name, parameters}`, `{function: {…}}`, or a list of these. */
function jsonCalls(value: Json): TextCall[] {
  if (Array.isArray(value)) return value.flatMap(jsonCalls);
  if (!isObject(value)) return [];
  if (isObject(value.function)) return jsonCalls(value.function);
  const name = value.name ?? value.tool ?? value.function;
  if (typeof name !== 'string' || name === '') return [];
  const sent = value.arguments ?? value.parameters ?? value.args;
  return [{ name, ...readArguments(sent) }];
}

function namedCall(
  { name, positional, named }: { name: string; positional: readonly Json[]; named: JsonObject },
  parameterNames: ParameterNames,
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
