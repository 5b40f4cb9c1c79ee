import { isObject, type Json } from '../json/index.ts';
import { type ParseOptions, parseDocument } from './document.ts';
import { literalsOf } from './literals.ts';
import { jsonInPlace } from './program-json.ts';
import type { SignatureDocument } from './types.ts';

/** Names of files that are programs whose literals are read. */
const PROGRAM = /\.(?:pyi?|[cm]?[jt]sx?)$/i;

/** Keys that only a tool's schema has, in one of the vendors' forms. */
const SCHEMA_KEYS = ['inputSchema', 'input_schema', 'parameters', 'parametersJsonSchema', 'parameter_definitions'];

/** Whether tool schemas are looked for in the literals of a file. */
export function isProgram(uri: string): boolean {
  return PROGRAM.test(uri.replace(/[?#].*$/, ''));
}

/**
 * The tool schemas that a program writes down as literals, as a document whose places are those of the program: its text
 * is JSON in which each schema stands where it stands there. Undefined where the file is no program or has none.
 */
export function parseProgram(
  uri: string,
  text: string,
  options: Pick<ParseOptions, 'dialect'> = {},
): SignatureDocument | undefined {
  const written = isProgram(uri) ? toolsOfProgram(text) : undefined;
  return written === undefined ? undefined : parseDocument(uri, written, { ...options, kind: 'json' });
}

/**
 * The tool schemas that a program writes down as literals, as one JSON text; undefined where there are none. The program
 * is read and never run: a schema that it computes is not found.
 */
export function toolsOfProgram(text: string): string | undefined {
  const { values, places } = literalsOf(text);
  const tools = values.flatMap(toolsIn);
  return tools.length === 0 ? undefined : jsonInPlace(text, tools, places);
}

function toolsIn(value: Json): Json[] {
  if (Array.isArray(value)) return value.flatMap(toolsIn);
  if (!isObject(value)) return [];
  if (isTool(value) || (isObject(value.function) && isTool(value.function))) return [value];
  if (isObject(value.toolSpec)) return [value];
  return Object.values(value).flatMap(toolsIn);
}

function isTool(value: Readonly<Record<string, Json>>): boolean {
  return typeof value.name === 'string' && SCHEMA_KEYS.some((key) => isObject(value[key]));
}
