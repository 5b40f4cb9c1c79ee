import { isObject, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { canonicalSchema, type SchemaStyle } from '../dialects/canonical.ts';
import type { ProblemSink, RawPath } from '../dialects/found.ts';
import { deref, SchemaCopier } from '../schema/refs.ts';
import type { Annotations, FunctionSignature } from '../types.ts';
import { ParameterCollector, type ParameterPlace } from './parameters.ts';
import { type OperationReading, own, reportRef, textOf } from './reading.ts';
import { errorResponses, successResponse } from './responses.ts';

/** Methods of a path item, in the order the specification lists them; `query` is 3.2's. */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

/** Methods that change nothing, by RFC 9110. */
const READ_ONLY: ReadonlySet<string> = new Set(['get', 'head', 'options', 'trace', 'query']);

/** One operation as a function, and how a call of it becomes a request. */
export interface Operation {
  readonly signature: FunctionSignature;
  /** Lower case. */
  readonly method: string;
  readonly path: string;
  /** Media type of the body, '' when there is none. */
  readonly mediaType: string;
  readonly places: readonly ParameterPlace[];
  /** Path of the operation in its path item. */
  readonly at: RawPath;
  /** Path of the response's schema in its path item. */
  readonly responseAt: RawPath;
}

/** All operations of one path, in the order of the methods, then 3.2's `additionalOperations`. */
export function readPath(
  root: JsonObject,
  path: string,
  item: Json | undefined,
  uri: string,
  sink: ProblemSink,
): Operation[] {
  const resolved = deref(root, item, (ref) => reportRef(sink, ref, []));
  if (resolved === undefined) return [];
  const style = styleOf(root);
  const read = (method: string, operation: JsonObject, at: RawPath): Operation => {
    const report = (ref: string): void => reportRef(sink, ref, at);
    return readOperation({ root, operation, item: resolved, at, style, sink, report }, method, path, uri);
  };
  const operations: Operation[] = [];
  for (const method of METHODS) {
    const operation = own(resolved, method);
    if (isObject(operation)) operations.push(read(method, operation, [method]));
  }
  const additional = own(resolved, 'additionalOperations');
  for (const [method, operation] of isObject(additional) ? Object.entries(additional) : []) {
    if (isObject(operation)) operations.push(read(method.toLowerCase(), operation, ['additionalOperations', method]));
  }
  return operations;
}

/** From 3.1 on a schema is a JSON Schema; before it is a dialect of its own. */
function styleOf(root: JsonObject): SchemaStyle {
  const version = typeof root.openapi === 'string' ? root.openapi : '2.0';
  return { foreignTypes: !/^3\.[1-9]/.test(version), openapi: true };
}

function readOperation(reading: OperationReading, method: string, path: string, uri: string): Operation {
  const { root, operation, item, at, report } = reading;
  const input = new SchemaCopier(root, report);
  const collected = new ParameterCollector(reading, input);
  const output = new SchemaCopier(root, report);
  const answer = successResponse(reading);
  const summary = textOf(own(operation, 'summary')) || textOf(own(item, 'summary'));
  const description = textOf(own(operation, 'description')) || textOf(own(item, 'description'));
  const tags = own(operation, 'tags');
  const responseAt = answer === undefined ? at : [...at, ...answer.at];
  const response =
    answer === undefined ? {} : { response: finished(output.copy(answer.schema), output, responseAt, reading) };
  return {
    method,
    path,
    mediaType: collected.mediaType,
    places: collected.places,
    at,
    responseAt,
    signature: {
      name: textOf(own(operation, 'operationId')) || generatedName(method, path),
      namespace: '',
      description: description || summary,
      parameters: finished(collected.schema(), input, [...at, 'parameters'], reading),
      ...response,
      category: Array.isArray(tags) ? textOf(tags[0]) : '',
      toolClass: '',
      premises: [],
      examples: [],
      throws: errorResponses(reading),
      annotations: annotationsOf(method, operation, description === '' ? '' : summary),
      source: { uri, dialect: 'openapi' },
    },
  };
}

/** `get_pets_petId` for `GET /pets/{petId}`. */
function generatedName(method: string, path: string): string {
  const steps = path.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '');
  return steps === '' ? `${method}_root` : `${method}_${steps}`;
}

function annotationsOf(method: string, operation: JsonObject, title: string): Annotations {
  return {
    ...(title === '' ? {} : { title }),
    ...(READ_ONLY.has(method) ? { readOnly: true } : {}),
    ...(method === 'delete' ? { destructive: true } : {}),
    ...(method === 'put' || method === 'delete' ? { idempotent: true } : {}),
    ...(operation.deprecated === true ? { deprecated: true } : {}),
  };
}

/** Adds the definitions that a schema came to need, and makes all of it canonical. */
function finished(
  schema: JsonSchema,
  copier: SchemaCopier,
  at: RawPath,
  { style, sink }: OperationReading,
): JsonSchema {
  const needsDefinitions = Object.keys(copier.defs).length > 0;
  return canonicalSchema(needsDefinitions ? { ...schema, $defs: copier.defs } : schema, at, style, sink);
}
