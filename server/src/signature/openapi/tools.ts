import { isRecord, type Json, type JsonObject } from '../../json/index.ts';
import { flatPath, isFlat } from '../dialects/flat.ts';
import type { ProblemSink, RawPath } from '../dialects/found.ts';
import { isPlain, plainPath } from '../dialects/plain.ts';
import type { FoundFunction } from '../dialects/reading.ts';
import { readElement } from '../dialects/recognise.ts';
import type { ReadContext } from '../segment.ts';
import { AS_WRITTEN, type PartPath } from '../types.ts';

/**
 * Tools written in YAML that is no OpenAPI: the forms of JSON, with other punctuation. The values are taken over by the
 * signatures, as `readElement` does.
 */
export function readTools(
  value: Json,
  { uri, dialect }: Pick<ReadContext, 'uri' | 'dialect'>,
  sink: ProblemSink,
): FoundFunction[] {
  return elementsOf(value).flatMap(({ path, item, around }) =>
    isRecord(item) ? readElement(item, around, dialect, { uri, sink, path, components: componentsOf(value) }) : [],
  );
}

/** What a document of OpenRPC keeps for its references; undefined in any other. */
export function componentsOf(value: Json | undefined): JsonObject | undefined {
  if (!isRecord(value) || !Object.hasOwn(value, 'openrpc')) return undefined;
  const { components } = value as JsonObject;
  return isRecord(components) ? (components as JsonObject) : undefined;
}

interface Element {
  readonly path: RawPath;
  readonly item: Json;
  /** The containers around it, in the letters of the scanner of JSON. */
  readonly around: string;
}

function elementsOf(value: Json): Element[] {
  if (Array.isArray(value)) return value.map((item, at) => ({ path: [at], item, around: '' }));
  const methods = isRecord(value) && Object.hasOwn(value, 'openrpc') ? (value as JsonObject).methods : undefined;
  if (!Array.isArray(methods)) return [{ path: [], item: value, around: '' }];
  return methods.map((item, at) => ({ path: ['methods', at], item, around: 'm[' }));
}

/** Path, in the whole value as written, of a part of a function's signature. */
export function toolPath(object: Json | undefined, found: FoundFunction, part: PartPath): RawPath {
  if (!isRecord(object)) return found.path;
  if (part[0] === AS_WRITTEN) return [...found.path, ...part.slice(1)];
  if (isPlain(found.dialect)) return [...found.path, ...plainPath(object, found.dialect, part)];
  return [...found.path, ...(isFlat(found.dialect) ? flatPath(object, found.dialect, part) : [])];
}
