import { readContext } from './document.ts';
import { type Operation, type ParameterPlace, pathOperations, serversOf } from './openapi/index.ts';
import type { CatalogEntry } from './types.ts';

/** How a call of an imported OpenAPI operation becomes a request. */
export interface HttpOperation extends Pick<Operation, 'method' | 'path' | 'mediaType'> {
  /** Base URLs of the document, as written: absolute, or relative to where the document came from. */
  readonly servers: readonly string[];
  readonly places: readonly Omit<ParameterPlace, 'declared' | 'schemaAt'>[];
}

/** The request behind a function that was read from OpenAPI; undefined for any other. */
export function httpOperation(entry: CatalogEntry): HttpOperation | undefined {
  const { document, segment, indexInSegment } = entry;
  if (document.kind !== 'openapi') return undefined;
  const context = readContext(document, segment);
  const operation = pathOperations(context)[indexInSegment];
  if (operation === undefined) return undefined;
  const { method, path, mediaType } = operation;
  const places = operation.places.map(({ property, name, in: where }) => ({ property, name, in: where }));
  return { method, path, mediaType, places, servers: serversOf(context) };
}
