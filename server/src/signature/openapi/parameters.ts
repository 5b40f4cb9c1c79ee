import { isObject, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import type { RawPath } from '../dialects/found.ts';
import { setOwn } from '../json-text/parse.ts';
import { deref, type SchemaCopier } from '../schema/refs.ts';
import { firstContent } from './content.ts';
import { type OperationReading, own } from './reading.ts';

/** Where one parameter of a signature goes in the request. */
export interface ParameterPlace {
  /** Its name in the signature. */
  readonly property: string;
  /** Its name on the wire; '' for a body that is one value. */
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body';
  /** Path, in the path item as written, of what declares it. */
  readonly declared: RawPath;
  /** Path of its schema; 2.0 writes schema and parameter in one object. */
  readonly schemaAt: RawPath;
}

/** Headers that OpenAPI says to ignore as parameters: the client sets them. */
const CLIENT_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

const PLACES: ReadonlySet<string> = new Set(['path', 'query', 'header', 'cookie']);

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

/** Merges path, query, header, cookie and body of an operation into one object of parameters. */
export class ParameterCollector {
  readonly places: ParameterPlace[] = [];
  /** Media type of the body, '' when there is none. */
  mediaType = '';
  readonly #properties: Record<string, JsonSchema> = {};
  readonly #required: string[] = [];
  readonly #reading: OperationReading;
  readonly #copier: SchemaCopier;

  constructor(reading: OperationReading, copier: SchemaCopier) {
    this.#reading = reading;
    this.#copier = copier;
    for (const { parameter, declared } of writtenParameters(reading)) this.#addParameter(parameter, declared);
    this.#addRequestBody();
  }

  schema(): JsonSchema {
    return { type: 'object', properties: this.#properties, required: this.#required };
  }

  #add(
    place: Omit<ParameterPlace, 'property' | 'schemaAt'> & { schemaAt?: RawPath },
    wanted: string,
    schema: JsonSchema,
    required: boolean,
  ): void {
    let property = wanted;
    if (Object.hasOwn(this.#properties, property)) property = `${place.in}_${wanted}`;
    for (let count = 2; Object.hasOwn(this.#properties, property); count++) property = `${place.in}_${wanted}_${count}`;
    setOwn(this.#properties, property, schema);
    if (required) this.#required.push(property);
    this.places.push({ schemaAt: place.declared, ...place, property });
  }

  #addParameter(parameter: JsonObject, declared: RawPath): void {
    const name = String(parameter.name);
    const place = String(parameter.in);
    const required = parameter.required === true;
    if (place === 'header' && CLIENT_HEADERS.has(name.toLowerCase())) return;
    if (place === 'body' || place === 'querystring') {
      this.#addBody(own(parameter, 'schema') ?? firstContent(parameter)?.schema, declared, required);
    } else if (place === 'formData') {
      this.#add({ name, in: 'body', declared }, name, this.#parameterSchema(parameter), required);
    } else if (PLACES.has(place)) {
      const where = place as 'path' | 'query' | 'header' | 'cookie';
      const needed = required || place === 'path';
      const schemaAt = Object.hasOwn(parameter, 'schema') ? [...declared, 'schema'] : declared;
      this.#add({ name, in: where, declared, schemaAt }, name, this.#parameterSchema(parameter), needed);
    }
    if (place === 'body' || place === 'formData') this.mediaType = consumedType(this.#reading);
  }

  #parameterSchema(parameter: JsonObject): JsonSchema {
    const outer: JsonObject = {};
    for (const [key, value] of Object.entries(parameter)) {
      if (!PARAMETER_KEYS.has(key) && !key.startsWith('x-')) setOwn(outer, key, value);
    }
    const inner = own(parameter, 'schema') ?? firstContent(parameter)?.schema;
    const schema: JsonSchema = { ...this.#copier.copy(inner ?? {}), ...this.#copier.copy(outer) };
    const examples = examplesOf(parameter);
    if (examples.length > 0) schema.examples ??= examples;
    return schema;
  }

  #addRequestBody(): void {
    const { root, operation, at, report } = this.#reading;
    const body = deref(root, own(operation, 'requestBody'), report);
    const content = body === undefined ? undefined : firstContent(body);
    if (body === undefined || content === undefined) return;
    this.mediaType = content.mediaType;
    const declared = [...at, 'requestBody', 'content', content.mediaType, 'schema'];
    this.#addBody(content.schema, declared, body.required === true);
  }

  /** An object's properties become parameters; any other body is one parameter, `body`. */
  #addBody(schema: Json | undefined, declared: RawPath, required: boolean): void {
    if (schema === undefined) return;
    const flat = flattened(this.#reading, schema);
    if (flat === undefined) {
      this.#add({ name: '', in: 'body', declared }, 'body', this.#copier.copy(schema), required);
      return;
    }
    for (const [name, { value, needed }] of flat) {
      // What only the server sets is no parameter.
      if (isObject(value) && value.readOnly === true) continue;
      const where = isObject(schema) && schema.$ref === undefined ? [...declared, 'properties', name] : declared;
      this.#add({ name, in: 'body', declared: where }, name, this.#copier.copy(value), required && needed);
    }
  }
}

/** Parameters of the operation, then those of the path that it does not override. */
function writtenParameters({ root, operation, item, at, report }: OperationReading) {
  const found = new Map<string, { parameter: JsonObject; declared: RawPath }>();
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
  return found.values();
}

/** Media type of a 2.0 body. */
function consumedType({ root, operation }: OperationReading): string {
  const list = own(operation, 'consumes') ?? own(root, 'consumes');
  const types = Array.isArray(list) ? list.filter((type) => typeof type === 'string') : [];
  return types.find((type) => /json/i.test(type)) ?? types[0] ?? 'application/json';
}

function examplesOf(parameter: JsonObject): Json[] {
  const { example, examples } = parameter;
  if (example !== undefined) return [structuredClone(example)];
  if (!isObject(examples)) return [];
  return Object.values(examples).flatMap((item) =>
    isObject(item) && item.value !== undefined ? [structuredClone(item.value)] : [],
  );
}

type FlatProperties = Map<string, { value: Json; needed: boolean }>;

/** Properties of an object schema, `allOf` merged; undefined for anything that is not simply an object with properties. */
function flattened(reading: OperationReading, schema: Json): FlatProperties | undefined {
  const properties = new Map<string, Json>();
  const required = new Set<string>();
  if (!collectProperties(reading, schema, 0, properties, required)) return undefined;
  return new Map([...properties].map(([name, value]) => [name, { value, needed: required.has(name) }]));
}

/** Adds the properties of one schema and its parts; false when it is more than an object with properties. */
function collectProperties(
  reading: OperationReading,
  schema: Json | undefined,
  level: number,
  properties: Map<string, Json>,
  required: Set<string>,
): boolean {
  const resolved = level > 8 ? undefined : deref(reading.root, schema, reading.report);
  if (resolved === undefined || Object.hasOwn(resolved, 'oneOf') || Object.hasOwn(resolved, 'anyOf')) return false;
  if (isObject(resolved.additionalProperties) || resolved.additionalProperties === true) return false;
  const parts = Array.isArray(resolved.allOf) ? resolved.allOf : [];
  const own = isObject(resolved.properties) ? Object.entries(resolved.properties) : [];
  // A part of allOf may say no more than what is required; alone, an object without properties is any object.
  const says = parts.length > 0 || own.length > 0 || (level > 0 && (resolved.type ?? 'object') === 'object');
  if (!says || !parts.every((part) => collectProperties(reading, part, level + 1, properties, required))) return false;
  for (const [name, value] of own) properties.set(name, value);
  for (const name of Array.isArray(resolved.required) ? resolved.required : []) {
    if (typeof name === 'string') required.add(name);
  }
  return true;
}
