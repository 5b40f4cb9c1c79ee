import { isRecord, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { resolveSchema, typesOf } from '../../signature/index.ts';

/** Deep enough for real parameters, shallow enough for recursive ones. */
const MAX_DEPTH = 5;

/** Arguments for the required parameters of a function, from what its schema says: examples first, then shapes. */
export function sampleArguments(parameters: JsonSchema): JsonObject {
  const value = sampleValue(parameters, parameters, 0);
  return isRecord(value) ? value : {};
}

function sampleValue(root: JsonSchema, raw: JsonSchema, depth: number): Json {
  const { schema } = resolveSchema(root, raw);
  const given = statedValue(schema);
  if (given !== undefined) return given;
  const branch = (schema.anyOf ?? schema.oneOf)?.find((one) => one.type !== 'null');
  if (branch !== undefined && depth < MAX_DEPTH) return sampleValue(root, branch, depth + 1);
  const type = typesOf(schema).find((one) => one !== 'null') ?? (schema.properties === undefined ? 'string' : 'object');
  switch (type) {
    case 'object':
      return sampleObject(root, schema, depth);
    case 'array':
      return sampleArray(root, schema, depth);
    case 'integer':
      return Math.ceil(schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1);
    case 'number':
      return schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return sampleText(schema);
  }
}

function statedValue(schema: JsonSchema): Json | undefined {
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.examples) && schema.examples.length > 0) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  return Array.isArray(schema.enum) ? schema.enum[0] : undefined;
}

function sampleObject(root: JsonSchema, schema: JsonSchema, depth: number): JsonObject {
  if (depth >= MAX_DEPTH) return {};
  const needed = new Set(Array.isArray(schema.required) ? schema.required : []);
  const entries = Object.entries(schema.properties ?? {}).filter(([name]) => needed.has(name));
  return Object.fromEntries(entries.map(([name, child]) => [name, sampleValue(root, child, depth + 1)]));
}

function sampleArray(root: JsonSchema, schema: JsonSchema, depth: number): Json[] {
  if (typeof schema.items !== 'object' || depth >= MAX_DEPTH) return [];
  return Array.from({ length: Math.max(1, Math.min(3, schema.minItems ?? 1)) }, () =>
    sampleValue(root, schema.items as JsonSchema, depth + 1),
  );
}

const BY_FORMAT: Readonly<Record<string, string>> = {
  date: '2025-06-02',
  'date-time': '2025-06-02T09:30:00Z',
  time: '09:30:00Z',
  email: 'ana@example.com',
  uri: 'https://example.com/',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  uuid: '00000000-0000-4000-8000-000000000001',
};

function sampleText(schema: JsonSchema): string {
  const text = BY_FORMAT[schema.format ?? ''] ?? 'sample';
  const padded = text.padEnd(Math.min(64, schema.minLength ?? 0), 'x');
  return schema.maxLength === undefined ? padded : padded.slice(0, schema.maxLength);
}
