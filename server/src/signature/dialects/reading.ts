import type { JsonObject, JsonSchema } from '../../json/index.ts';
import type { Annotations, CallExample, DialectId, FunctionSignature, ThrownError } from '../types.ts';
import type { ProblemSink, RawPath } from './found.ts';

/** What a dialect is told when it reads one function. */
export interface ReadOptions {
  readonly uri: string;
  readonly sink: ProblemSink;
  /** Path of the function's object in its element. */
  readonly path: RawPath;
  /** The tool whose `api_list` the element stands in, as ToolBench's tool files name it. */
  readonly tool?: string | undefined;
  /** The function's name, where it is the key that its object stands under. */
  readonly name?: string | undefined;
  /** What references of an OpenRPC document lead to (`#/components/…`), where the element is a method of one. */
  readonly components?: JsonObject | undefined;
  /** The file is the manifest of a bundled MCP server. */
  readonly bundle?: boolean | undefined;
}

/** One function found in an element. */
export interface FoundFunction {
  readonly signature: FunctionSignature;
  readonly dialect: DialectId;
  /** Path of the function's object in its element; '' steps never occur. */
  readonly path: RawPath;
}

/** The parts of a signature that a dialect may leave out. */
export interface SignatureParts {
  readonly name: unknown;
  readonly namespace?: string;
  readonly description: unknown;
  readonly parameters: JsonSchema;
  readonly response?: JsonSchema | undefined;
  readonly category?: string;
  readonly toolClass?: string;
  readonly premises?: readonly string[];
  readonly examples?: readonly CallExample[];
  readonly throws?: readonly ThrownError[];
  readonly annotations?: Annotations;
}

const NONE: readonly never[] = [];
const NO_ANNOTATIONS: Annotations = Object.freeze({});

/** A signature from its parts; reports a name that is missing or no string, found under the key `nameKey`. */
export function makeSignature(
  parts: SignatureParts,
  dialect: DialectId,
  nameKey: RawPath,
  options: ReadOptions,
): FunctionSignature {
  const { name, description } = parts;
  if (typeof name !== 'string' || name.trim() === '') {
    options.sink.add('syntax-error', [...options.path, ...nameKey], { message: 'the function has no name' });
  }
  return {
    name: typeof name === 'string' ? name : '',
    namespace: parts.namespace ?? '',
    description: typeof description === 'string' ? description : '',
    parameters: parts.parameters,
    ...(parts.response === undefined ? {} : { response: parts.response }),
    category: parts.category ?? '',
    toolClass: parts.toolClass ?? '',
    premises: parts.premises ?? NONE,
    examples: parts.examples ?? NONE,
    throws: parts.throws ?? NONE,
    annotations: parts.annotations ?? NO_ANNOTATIONS,
    source: sourceOf(options.uri, dialect),
  };
}

let lastSource: FunctionSignature['source'] = { uri: '', dialect: 'openai-chat' };

/** One object for the functions of a file: they are read one after the other. */
function sourceOf(uri: string, dialect: DialectId): FunctionSignature['source'] {
  if (lastSource.uri !== uri || lastSource.dialect !== dialect) lastSource = { uri, dialect };
  return lastSource;
}

export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Booleans of an object by name, renamed. */
export function pickBooleans<K extends string>(
  source: JsonObject | undefined,
  names: readonly (readonly [string, K])[],
): Partial<Record<K, boolean>> {
  let picked: Partial<Record<K, boolean>> | undefined;
  if (source === undefined) return NO_ANNOTATIONS as Partial<Record<K, boolean>>;
  for (const [from, to] of names) {
    const value = Object.hasOwn(source, from) ? source[from] : undefined;
    if (typeof value !== 'boolean') continue;
    picked ??= {};
    picked[to] = value;
  }
  return picked ?? (NO_ANNOTATIONS as Partial<Record<K, boolean>>);
}
