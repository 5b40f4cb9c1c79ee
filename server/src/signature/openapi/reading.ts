import type { Json, JsonObject } from '../../json/index.ts';
import type { SchemaStyle } from '../dialects/canonical.ts';
import type { ProblemSink, RawPath } from '../dialects/found.ts';

/** What reading one operation needs of its surroundings. */
export interface OperationReading {
  readonly root: JsonObject;
  readonly operation: JsonObject;
  /** The path item around the operation. */
  readonly item: JsonObject;
  /** Path of the operation in its path item. */
  readonly at: RawPath;
  readonly style: SchemaStyle;
  readonly sink: ProblemSink;
  /** Takes note of a reference that leads nowhere, or to another file or server. */
  readonly report: (ref: string) => void;
}

export function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

export function reportRef(sink: ProblemSink, ref: string, at: RawPath): void {
  const remote = !ref.startsWith('#');
  sink.add('unsupported-construct', at, {
    construct: `$ref ${ref.slice(0, 120)}`,
    message: remote
      ? 'a reference to another file or server is never fetched; any value is admitted here'
      : 'nothing stands where this reference points; any value is admitted here',
  });
}
