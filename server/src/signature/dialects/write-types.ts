import { isRecord, type Json, type JsonSchema } from '../../json/index.ts';
import type { PartPath } from '../types.ts';
import type { ReportLoss } from './loss.ts';

/** A type in another dialect's words, and the keywords of the schema that it says. */
export interface WrittenType {
  readonly type: string;
  readonly said: readonly string[];
}

/** Seal-Tools' type words. */
export const SEAL_TYPES: Readonly<Record<string, string>> = {
  string: 'str',
  integer: 'int',
  number: 'float',
  boolean: 'bool',
  array: 'list',
  object: 'dict',
};

const TOOLBENCH_TYPES: Readonly<Record<string, string>> = {
  string: 'STRING',
  number: 'NUMBER',
  integer: 'NUMBER',
  boolean: 'BOOLEAN',
  array: 'ARRAY',
  object: 'OBJECT',
};

/** ToolBench's type of a parameter. Dates and times have words of their own. */
export function toolBenchType(schema: JsonSchema, at: PartPath, report: ReportLoss): WrittenType {
  const { type, format } = schema;
  if (type === 'string' && format === 'date') return { type: 'DATE (YYYY-MM-DD)', said: ['type', 'format'] };
  if (type === 'string' && format === 'time') return { type: 'TIME (24-hour HH:MM)', said: ['type', 'format'] };
  if (type === 'integer') report([...at, 'type'], 'an integer is a NUMBER');
  const word = typeof type === 'string' ? TOOLBENCH_TYPES[type] : undefined;
  if (word === undefined && Array.isArray(type)) report([...at, 'type'], 'a choice of types is not expressible');
  if (word === undefined && type === 'null') report([...at, 'type'], 'null is not expressible');
  return { type: word ?? 'ANY', said: ['type'] };
}

const PYTHON_TYPES: Readonly<Record<string, string>> = {
  string: 'str',
  integer: 'int',
  number: 'float',
  boolean: 'bool',
  array: 'List',
  object: 'Dict',
  null: 'None',
};

/** Python's type of a parameter, as xLAM writes it: `List[int]`, `Union[int, str]`, `Literal['a', 'b']`. */
export function pythonType(schema: JsonSchema, at: PartPath, report: ReportLoss): WrittenType {
  return writePython(schema, at, report, 0);
}

function writePython(schema: JsonSchema, at: PartPath, report: ReportLoss, level: number): WrittenType {
  const said = ['type'];
  if (level > 20) {
    report(at, 'nested too deeply for a type name; cut here');
    return { type: 'Any', said };
  }
  if (isLiteralEnum(schema)) {
    return { type: `Literal[${schema.enum.map(literal).join(', ')}]`, said: ['type', 'enum'] };
  }
  const { type } = schema;
  if (Array.isArray(type))
    return { type: `Union[${type.map((name) => PYTHON_TYPES[name] ?? 'Any').join(', ')}]`, said };
  if (type === 'array' && isFixedTuple(schema)) {
    const inner = schema.prefixItems.map((item, index) => nested(item, [...at, 'prefixItems', index], report, level));
    return { type: `Tuple[${inner.join(', ')}]`, said: [...said, 'prefixItems', 'minItems', 'maxItems'] };
  }
  if (type === 'array') return { type: arrayType(schema, at, report, level), said: [...said, 'items', 'uniqueItems'] };
  if (type === 'object') {
    const value = schema.additionalProperties;
    if (isRecord(value)) {
      const inner = nested(value as JsonSchema, [...at, 'additionalProperties'], report, level);
      return { type: `Dict[str, ${inner}]`, said: [...said, 'additionalProperties'] };
    }
  }
  return { type: type === undefined ? 'Any' : (PYTHON_TYPES[type] ?? 'Any'), said };
}

/** A list of two or more elements, each with its type, and no more than those. */
function isFixedTuple(schema: JsonSchema): schema is JsonSchema & { prefixItems: JsonSchema[] } {
  const { prefixItems, items, minItems, maxItems } = schema;
  if (!Array.isArray(prefixItems) || prefixItems.length < 2 || items !== undefined) return false;
  return minItems === prefixItems.length && maxItems === prefixItems.length && prefixItems.every(isRecord);
}

function arrayType(schema: JsonSchema, at: PartPath, report: ReportLoss, level: number): string {
  const generic = schema.uniqueItems === true ? 'Set' : 'List';
  const { items } = schema;
  return isRecord(items) ? `${generic}[${nested(items as JsonSchema, [...at, 'items'], report, level)}]` : generic;
}

/** A type inside another: what its schema says beyond the type is lost. */
function nested(schema: JsonSchema, at: PartPath, report: ReportLoss, level: number): string {
  const { type, said } = writePython(schema, at, report, level + 1);
  for (const key of Object.keys(schema)) {
    if (!said.includes(key) && !key.startsWith('x-magnet-'))
      report([...at, key], `"${key}" inside a type name is not expressible`);
  }
  return type;
}

/** An enum that a type name can hold: short plain strings, and not said otherwise by the type. */
function isLiteralEnum(schema: JsonSchema): schema is JsonSchema & { enum: Json[] } {
  const { enum: values, type } = schema;
  if (!Array.isArray(values) || values.length === 0 || values.length > 50) return false;
  if (type !== undefined && type !== 'string') return false;
  const plain = values.every((value) => typeof value === 'string' && /^[^'"()[\]]{0,40}$/.test(value));
  return plain && values.join('').length < 300;
}

function literal(value: Json): string {
  return `'${String(value)}'`;
}
