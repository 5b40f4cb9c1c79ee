import { OPERATIONS, type Operation } from '../../domain/index.ts';
import { isObject, type Json, type JsonSchema } from '../../json/index.ts';
import type { AskedFunction, ProposedReading, RefusedReading, WrittenReading } from './types.ts';

/** Whether a function of this operation changes anything; absent where either can be. */
const WRITES: Readonly<Partial<Record<Operation, boolean>>> = {
  create: true,
  update: true,
  delete: true,
  act: true,
  send: true,
  get: false,
  list: false,
  compute: false,
};

const NAME = /^[a-z][a-z0-9_]{0,39}$/;
const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
/** What of a schema a proposal may hold: the plain part that every stage reads alike. */
const KEYWORDS = new Set(['type', 'properties', 'required', 'items', 'enum', 'format', 'description']);
const MAX_DEPTH = 4;
const MAX_FIELDS = 40;

/** What of an answer holds and is new, and what does not hold, each with the reason. */
export function checkReading(
  { id, signature, reading }: AskedFunction,
  written: WrittenReading,
): { readonly proposed: ProposedReading; readonly refused: readonly RefusedReading[] } {
  const refused: RefusedReading[] = [];
  const refuse = (reason: string) => {
    refused.push({ function: id, reason });
  };
  const operation = operationOf(written.operation, refuse) ?? reading.operation;
  const entity = entityOf(written.entity, refuse);
  const writes = writesOf(written.writes, operation, refuse);
  const movesTo = stateOf(written.movesTo, operation, refuse);
  const response = signature.response === undefined ? responseOf(written.response, refuse) : undefined;
  const proposed = {
    ...(operation === reading.operation ? {} : { operation }),
    ...(entity === undefined || entity === (reading.entity ?? null) ? {} : { entity }),
    ...(writes === undefined || writes === reading.writes ? {} : { writes }),
    ...(movesTo === undefined || movesTo === reading.movesTo ? {} : { movesTo }),
    ...(response === undefined ? {} : { response }),
  };
  return { proposed, refused };
}

type Refuse = (reason: string) => void;

function operationOf(value: Json | undefined, refuse: Refuse): Operation | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && (OPERATIONS as readonly string[]).includes(value)) return value as Operation;
  refuse(`${JSON.stringify(value)} is no operation`);
  return undefined;
}

/** `null` where it is about none; undefined where nothing usable was said. */
function entityOf(value: Json | undefined, refuse: Refuse): string | null | undefined {
  if (value === null) return null;
  if (value === undefined) return undefined;
  const name = typeof value === 'string' ? plainName(value) : '';
  if (NAME.test(name)) return name;
  refuse(`${JSON.stringify(value)} is no name of an entity`);
  return undefined;
}

function plainName(text: string): string {
  return text
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
}

function writesOf(value: Json | undefined, operation: Operation, refuse: Refuse): boolean | undefined {
  const must = WRITES[operation];
  if (typeof value !== 'boolean') return must;
  if (must === undefined || must === value) return value;
  refuse(`"writes": ${value} does not go with ${operation}`);
  return must;
}

function stateOf(value: Json | undefined, operation: Operation, refuse: Refuse): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string' || !NAME.test(plainName(value))) refuse(`${JSON.stringify(value)} is no state`);
  else if (operation !== 'act' && operation !== 'update') refuse(`${operation} moves nothing to a state`);
  else return plainName(value);
  return undefined;
}

function responseOf(value: Json | undefined, refuse: Refuse): JsonSchema | undefined {
  if (value === undefined || value === null) return undefined;
  const fault = isObject(value) ? schemaFault(value as JsonSchema, 0, { fields: 0 }) : 'it is no schema';
  if (fault === undefined) return value as JsonSchema;
  refuse(`response: ${fault}`);
  return undefined;
}

/** Why a schema may not be proposed; undefined where it may. */
function schemaFault(schema: JsonSchema, depth: number, count: { fields: number }): string | undefined {
  if (depth > MAX_DEPTH) return `it is nested deeper than ${MAX_DEPTH} levels`;
  const unknown = Object.keys(schema).find((key) => !KEYWORDS.has(key));
  if (unknown !== undefined) return `it uses ${unknown}`;
  if (typeof schema.type !== 'string' || !TYPES.has(schema.type)) return 'a part has no plain type';
  if (depth === 0 && schema.type !== 'object' && schema.type !== 'array') return 'an answer is an object or a list';
  if (schema.type === 'array')
    return isObject(schema.items) ? schemaFault(schema.items as JsonSchema, depth + 1, count) : 'a list says no items';
  if (schema.type !== 'object') return undefined;
  const properties = schema.properties;
  if (!isObject(properties) || Object.keys(properties).length === 0) return 'an object says no fields';
  const { required } = schema;
  if (required !== undefined && !(Array.isArray(required) && required.every((name) => Object.hasOwn(properties, name))))
    return 'it requires a field that it does not have';
  for (const [name, child] of Object.entries(properties)) {
    count.fields += 1;
    if (count.fields > MAX_FIELDS) return `it has more than ${MAX_FIELDS} fields`;
    const fault = isObject(child) ? schemaFault(child as JsonSchema, depth + 1, count) : 'it is no schema';
    if (fault !== undefined) return `${name}: ${fault}`;
  }
  return undefined;
}
