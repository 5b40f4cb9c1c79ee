import { canonicalSchema, type SchemaStyle } from '../dialects/canonical.ts';
import type { ProblemSink, RawPath } from '../dialects/found.ts';
import { setOwn } from '../json/parse.ts';
import type { Annotations, FunctionSignature, Json, JsonObject, JsonSchema, ThrownError } from '../types.ts';
import { isObject } from './load.ts';
import { deref, SchemaCopier } from './refs.ts';

/** Methods of a path item, in the order the specification lists them; `query` is 3.2's. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

/** Where one parameter of a signature goes in the request. */
export interface ParameterPlace {
  /** Its name in the signature. */
  readonly property: string;
  /** Its name on the wire; '' for a body that is one value. */
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body';
  /** Path, in the path item as written, of what declares it. */
  readonly declared: RawPath;
}

/** One operation as a function, and how a call of it becomes a request. */
export interface Operation {
  readonly signature: FunctionSignature;
  readonly method: string;
  readonly path: string;
  /** Media type of the body, '' when there is none. */
  readonly mediaType: string;
  readonly places: readonly ParameterPlace[];
  /** Path of the operation in its path item. */
  readonly at: RawPath;
  readonly responseAt: RawPath;
}

interface Reading {
  readonly root: JsonObject;
  readonly sink: ProblemSink;
  readonly style: SchemaStyle;
  readonly uri: string;
  readonly path: string;
}

/** Headers that OpenAPI says to ignore as parameters: the client sets them. */
const CLIENT_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/** All operations of one path, in the order of `METHODS`, then 3.2's `additionalOperations`. */
export function readPath(
  root: JsonObject,
  path: string,
  item: Json | undefined,
  uri: string,
  sink: ProblemSink,
): Operation[] {
  const version = typeof root.openapi === 'string' ? root.openapi : '2.0';
  const style = { foreignTypes: !/^3\.[1-9]/.test(version), openapi: true };
  const reading: Reading = { root, sink, style, uri, path };
  const resolved = deref(root, item, (ref) => reportRef(sink, ref, []));
  if (resolved === undefined) return [];
  const operations: Operation[] = [];
  for (const method of METHODS) {
    const operation = own(resolved, method);
    if (isObject(operation)) operations.push(readOperation(reading, method, operation, resolved, [method]));
  }
  const additional = own(resolved, 'additionalOperations');
  for (const [method, operation] of isObject(additional) ? Object.entries(additional) : []) {
    const at = ['additionalOperations', method];
    if (isObject(operation)) operations.push(readOperation(reading, method.toLowerCase(), operation, resolved, at));
  }
  return operations;
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

function reportRef(sink: ProblemSink, ref: string, at: RawPath): void {
  const remote = !ref.startsWith('#');
  sink.add('unsupported-construct', at, {
    construct: `$ref ${ref.slice(0, 120)}`,
    message: remote
      ? 'a reference to another file or server is never fetched; any value is admitted here'
      : 'nothing stands where this reference points; any value is admitted here',
  });
}

function readOperation(
  reading: Reading,
  method: string,
  operation: JsonObject,
  item: JsonObject,
  at: RawPath,
): Operation {
  const { root, sink, path, uri, style } = reading;
  const report = (ref: string): void => reportRef(sink, ref, at);
  const input = new SchemaCopier(root, report);
  const collected = new ParameterCollector();
  addParameters(collected, input, reading, operation, item, at, report);
  const mediaType = addBody(collected, input, reading, operation, at, report);
  const parameters = finished(collected.schema(), input, [...at, 'parameters'], style, sink);
  const output = new SchemaCopier(root, report);
  const answer = successResponse(reading, operation, report);
  const response =
    answer?.schema === undefined
      ? undefined
      : finished(output.copy(answer.schema), output, [...at, ...answer.at], style, sink);
  const summary = text(own(operation, 'summary')) || text(own(item, 'summary'));
  const description = text(own(operation, 'description')) || text(own(item, 'description'));
  const tags = own(operation, 'tags');
  return {
    method,
    path,
    mediaType,
    places: collected.places,
    at,
    responseAt: answer === undefined ? at : [...at, ...answer.at],
    signature: {
      name: text(own(operation, 'operationId')) || generatedName(method, path),
      namespace: '',
      description: description || summary,
      parameters,
      ...(response === undefined ? {} : { response }),
      category: Array.isArray(tags) ? text(tags[0]) : '',
      toolClass: '',
      premises: [],
      examples: [],
      throws: errorsOf(reading, operation, report),
      annotations: annotationsOf(method, operation, description === '' ? '' : summary),
      source: { uri, dialect: 'openapi' },
    },
  };
}

/** `get_pets_petId` for `GET /pets/{petId}`. */
export function generatedName(method: string, path: string): string {
  const steps = path.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '');
  return steps === '' ? `${method}_root` : `${method}_${steps}`;
}

const READ_ONLY: ReadonlySet<string> = new Set(['get', 'head', 'options', 'trace', 'query']);

function annotationsOf(method: string, operation: JsonObject, title: string): Annotations {
  return {
    ...(title === '' ? {} : { title }),
    ...(READ_ONLY.has(method) ? { readOnly: true } : {}),
    ...(method === 'delete' ? { destructive: true } : {}),
    ...(method === 'put' || method === 'delete' ? { idempotent: true } : {}),
    ...(operation.deprecated === true ? { deprecated: true } : {}),
  };
}

/** Gathers parameters under names that do not clash. */
class ParameterCollector {
  readonly properties: Record<string, JsonSchema> = {};
  readonly required: string[] = [];
  readonly places: ParameterPlace[] = [];

  add(place: Omit<ParameterPlace, 'property'>, wanted: string, schema: JsonSchema, required: boolean): void {
    let property = wanted;
    if (Object.hasOwn(this.properties, property)) property = `${place.in}_${wanted}`;
    for (let count = 2; Object.hasOwn(this.properties, property); count++) property = `${place.in}_${wanted}_${count}`;
    setOwn(this.properties, property, schema);
    if (required) this.required.push(property);
    this.places.push({ ...place, property });
  }

  schema(): JsonSchema {
    return { type: 'object', properties: this.properties, required: this.required };
  }
}

/** Adds the definitions that a schema came to need, and makes all of it canonical. */
function finished(
  schema: JsonSchema,
  copier: SchemaCopier,
  at: RawPath,
  style: SchemaStyle,
  sink: ProblemSink,
): JsonSchema {
  const complete = Object.keys(copier.defs).length === 0 ? schema : { ...schema, $defs: copier.defs };
  return canonicalSchema(complete, at, style, sink);
}

interface WrittenParameter {
  readonly parameter: JsonObject;
  readonly declared: RawPath;
}

/** Parameters of the operation, then those of the path that it does not override. */
function writtenParameters(
  { root }: Reading,
  operation: JsonObject,
  item: JsonObject,
  at: RawPath,
  report: (ref: string) => void,
): WrittenParameter[] {
  const found = new Map<string, WrittenParameter>();
  const levels: [Json | undefined, RawPath][] = [
    [own(operation, 'parameters'), [...at, 'parameters']],
    [own(item, 'parameters'), ['parameters']],
  ];
  for (const [list, where] of levels) {
    for (const [index, written] of Array.isArray(list) ? list.entries() : []) {
      const parameter = deref(root, written, report);
      if (parameter === undefined || typeof parameter.name !== 'string') continue;
      const key = `${String(parameter.in)} ${parameter.name}`;
      if (!found.has(key)) found.set(key, { parameter, declared: [...where, index] });
    }
  }
  return [...found.values()];
}

const PLACES: ReadonlySet<string> = new Set(['path', 'query', 'header', 'cookie']);

function addParameters(
  collected: ParameterCollector,
  copier: SchemaCopier,
  reading: Reading,
  operation: JsonObject,
  item: JsonObject,
  at: RawPath,
  report: (ref: string) => void,
): void {
  for (const { parameter, declared } of writtenParameters(reading, operation, item, at, report)) {
    const name = String(parameter.name);
    const place = String(parameter.in);
    if (place === 'header' && CLIENT_HEADERS.has(name.toLowerCase())) continue;
    if (place === 'querystring' || place === 'body') addWhole(collected, copier, parameter, declared, reading, report);
    else if (place === 'formData') {
      collected.add(
        { name, in: 'body', declared },
        name,
        parameterSchema(copier, parameter),
        parameter.required === true,
      );
    } else if (PLACES.has(place)) {
      const where = place as 'path' | 'query' | 'header' | 'cookie';
      const required = parameter.required === true || place === 'path';
      collected.add({ name, in: where, declared }, name, parameterSchema(copier, parameter), required);
    }
  }
}

/** OpenAPI 2.0's body parameter, and 3.2's whole query string. */
function addWhole(
  collected: ParameterCollector,
  copier: SchemaCopier,
  parameter: JsonObject,
  declared: RawPath,
  reading: Reading,
  report: (ref: string) => void,
): void {
  const schema = own(parameter, 'schema') ?? firstContent(parameter)?.schema;
  addBodySchema(collected, copier, reading, schema, declared, parameter.required === true, report);
}

/** Keys of a parameter object that are no keywords of its schema (2.0 writes the two in one object). */
const PARAMETER_KEYS: ReadonlySet<string> = new Set([
  'name',
  'in',
  'required',
  'schema',
  'content',
  'style',
  'explode',
  'allowReserved',
  'allowEmptyValue',
  'collectionFormat',
  'example',
  'examples',
]);

function parameterSchema(copier: SchemaCopier, parameter: JsonObject): JsonSchema {
  const outer: JsonObject = {};
  for (const [key, value] of Object.entries(parameter)) {
    if (!PARAMETER_KEYS.has(key) && !key.startsWith('x-')) setOwn(outer, key, value);
  }
  const inner = own(parameter, 'schema') ?? firstContent(parameter)?.schema;
  const schema: JsonSchema = { ...copier.copy(inner ?? {}), ...copier.copy(outer) };
  const examples = parameterExamples(parameter);
  if (examples.length > 0) schema.examples ??= examples;
  return schema;
}

function parameterExamples(parameter: JsonObject): Json[] {
  const { example, examples } = parameter;
  if (example !== undefined) return [structuredClone(example)];
  if (!isObject(examples)) return [];
  return Object.values(examples).flatMap((item) =>
    isObject(item) && item.value !== undefined ? [structuredClone(item.value)] : [],
  );
}

/** The media type of a `content` map that a model's arguments fit best: JSON, then forms, then the first. */
function firstContent(holder: JsonObject): { mediaType: string; schema: Json | undefined } | undefined {
  const content = own(holder, 'content');
  if (!isObject(content)) return undefined;
  const types = Object.keys(content);
  const mediaType =
    types.find((type) => /^application\/json\b/i.test(type)) ??
    types.find((type) => /[/+]json\b|^\*\/\*/i.test(type)) ??
    types.find((type) => /form/i.test(type)) ??
    types[0];
  if (mediaType === undefined) return undefined;
  const media = content[mediaType];
  return { mediaType, schema: isObject(media) ? (own(media, 'schema') ?? own(media, 'itemSchema')) : undefined };
}

/** Merges the request body into the parameters; its media type, or '' when there is none. */
function addBody(
  collected: ParameterCollector,
  copier: SchemaCopier,
  reading: Reading,
  operation: JsonObject,
  at: RawPath,
  report: (ref: string) => void,
): string {
  const body = deref(reading.root, own(operation, 'requestBody'), report);
  const content = body === undefined ? undefined : firstContent(body);
  if (body === undefined || content === undefined) {
    return collected.places.some((place) => place.in === 'body') ? consumed(reading, operation) : '';
  }
  const declared = [...at, 'requestBody', 'content', content.mediaType, 'schema'];
  addBodySchema(collected, copier, reading, content.schema, declared, body.required === true, report);
  return content.mediaType;
}

/** Media type of a 2.0 body. */
function consumed({ root }: Reading, operation: JsonObject): string {
  const list = own(operation, 'consumes') ?? own(root, 'consumes');
  const types = Array.isArray(list) ? list.filter((type) => typeof type === 'string') : [];
  return types.find((type) => /json/i.test(type)) ?? types[0] ?? 'application/json';
}

/** An object's properties become parameters; any other body is one parameter, `body`. */
function addBodySchema(
  collected: ParameterCollector,
  copier: SchemaCopier,
  reading: Reading,
  schema: Json | undefined,
  declared: RawPath,
  required: boolean,
  report: (ref: string) => void,
): void {
  if (schema === undefined) return;
  const flat = flattened(reading, schema, report, 0);
  if (flat === undefined) {
    collected.add({ name: '', in: 'body', declared }, 'body', copier.copy(schema), required);
    return;
  }
  for (const [name, { value, needed }] of flat) {
    if (isObject(value) && value.readOnly === true) continue;
    const where = isObject(schema) && schema.$ref === undefined ? [...declared, 'properties', name] : declared;
    collected.add({ name, in: 'body', declared: where }, name, copier.copy(value), required && needed);
  }
}

type FlatProperties = Map<string, { value: Json; needed: boolean }>;

/** Properties of an object schema, `allOf` merged; undefined for anything that is not simply an object with properties. */
function flattened(
  reading: Reading,
  schema: Json | undefined,
  report: (ref: string) => void,
  level: number,
): FlatProperties | undefined {
  const resolved = level > 8 ? undefined : deref(reading.root, schema, report);
  if (resolved === undefined || own(resolved, 'oneOf') !== undefined || own(resolved, 'anyOf') !== undefined)
    return undefined;
  const flat: FlatProperties = new Map();
  for (const part of Array.isArray(resolved.allOf) ? resolved.allOf : []) {
    const inner = flattened(reading, part, report, level + 1);
    if (inner === undefined) return undefined;
    for (const [name, property] of inner) flat.set(name, property);
  }
  const properties = own(resolved, 'properties');
  if (isObject(properties)) {
    for (const [name, value] of Object.entries(properties))
      flat.set(name, { value, needed: flat.get(name)?.needed ?? false });
  }
  for (const name of Array.isArray(resolved.required) ? resolved.required : []) {
    const property = typeof name === 'string' ? flat.get(name) : undefined;
    if (property !== undefined) flat.set(String(name), { ...property, needed: true });
  }
  const bare = flat.size === 0 && (resolved.type !== 'object' || level === 0) && !Array.isArray(resolved.allOf);
  const openMap = isObject(resolved.additionalProperties) || resolved.additionalProperties === true;
  return bare || openMap ? undefined : flat;
}

/** The first answer of success that has a schema. */
function successResponse(
  { root }: Reading,
  operation: JsonObject,
  report: (ref: string) => void,
): { schema: Json | undefined; at: RawPath } | undefined {
  const responses = own(operation, 'responses');
  if (!isObject(responses)) return undefined;
  for (const status of successStatuses(responses)) {
    const response = deref(root, responses[status], report);
    if (response === undefined) continue;
    const content = firstContent(response);
    const old = own(response, 'schema');
    if (old !== undefined) return { schema: old, at: ['responses', status, 'schema'] };
    if (content?.schema !== undefined) {
      return { schema: content.schema, at: ['responses', status, 'content', content.mediaType, 'schema'] };
    }
  }
  return undefined;
}

/** Statuses of success, lowest first; `default` where no other answer can mean it. */
function successStatuses(responses: JsonObject): string[] {
  const statuses = Object.keys(responses);
  const success = statuses.filter((code) => /^2(?:\d\d|xx)$/i.test(code)).sort();
  return success.length === 0 && statuses.includes('default') ? ['default'] : success;
}

/** Answers of failure, one an error; `default` is one where another answer means success. */
function errorsOf({ root }: Reading, operation: JsonObject, report: (ref: string) => void): ThrownError[] {
  const responses = own(operation, 'responses');
  if (!isObject(responses)) return [];
  return Object.keys(responses)
    .filter((status) => /^[45](?:\d\d|xx)$/i.test(status))
    .map((status) => ({
      name: `Http${status.toUpperCase()}`,
      description: text(deref(root, responses[status], report)?.description),
    }));
}
