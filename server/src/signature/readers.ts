import { fsigReader } from './fsig/reader.ts';
import { jsonReader } from './json-text/index.ts';
import { openapiReader } from './openapi/index.ts';
import type { SegmentReader } from './segment.ts';
import type { DocumentKind } from './types.ts';

const READERS: Readonly<Record<DocumentKind, SegmentReader>> = {
  fsig: fsigReader,
  json: jsonReader,
  jsonl: jsonReader,
  openapi: openapiReader,
};

export function readerOf(kind: DocumentKind): SegmentReader {
  return READERS[kind];
}
