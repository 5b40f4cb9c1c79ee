import { isObject, type Json, type JsonObject, readJson } from '../../json/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { normalRecord } from './normal.ts';
import { shapeProblem } from './record-shape.ts';

/** Reads one line of a run: the record, or why it is none. */
export function readMagnetRecord(text: string): TrajectoryRecord | string {
  const json = readJson(text);
  if ('problem' in json) return json.problem;
  const { value } = json;
  return magnetRecord(value);
}

/** A value as a canonical record, harmless changes by others undone, or why it is none. */
export function magnetRecord(value: Json): TrajectoryRecord | string {
  if (!isObject(value)) return 'no record of a Magnet run: it is no object';
  const record = normalRecord(value);
  const problem = problemOf(record);
  return problem === undefined ? (record as unknown as TrajectoryRecord) : `no record of a Magnet run: ${problem}`;
}

/** Whether a value has the fields of a canonical record that every reader relies on. */
export function isMagnetRecord(value: unknown): value is TrajectoryRecord {
  return isObject(value) && problemOf(value) === undefined;
}

/** The first field that readers rely on and that is not there, or is something else. */
function problemOf(record: JsonObject): string | undefined {
  for (const [field, type] of FIELDS) {
    if (!type.is(record[field])) return `${field} is ${record[field] === undefined ? 'missing' : `not ${type.called}`}`;
  }
  if (record.rejected !== undefined && !LIST.is(record.rejected)) return 'rejected is not a list';
  return (
    firstProblem('tools', record.tools, toolProblem) ??
    firstProblem('messages', record.messages, messageProblem) ??
    firstProblem('rejected', record.rejected ?? [], messageProblem) ??
    firstProblem('turns', record.turns, turnProblem) ??
    shapeProblem(record)
  );
}

interface FieldType {
  readonly called: string;
  is(value: unknown): boolean;
}

const TEXT: FieldType = { called: 'a text', is: (value) => typeof value === 'string' };
const NUMBER: FieldType = { called: 'a number', is: (value) => typeof value === 'number' };
const LIST: FieldType = { called: 'a list', is: Array.isArray };
const OBJECT: FieldType = { called: 'an object', is: isObject };

const FIELDS: readonly (readonly [string, FieldType])[] = [
  ['id', TEXT],
  ['index', NUMBER],
  ['kind', TEXT],
  ['messages', LIST],
  ['tools', LIST],
  ['turns', LIST],
  ['certificates', LIST],
  ['review', OBJECT],
];

function firstProblem(
  field: string,
  list: Json | undefined,
  problem: (item: Json) => string | undefined,
): string | undefined {
  for (const [index, item] of (list as Json[]).entries()) {
    const found = problem(item);
    if (found !== undefined) return `${field}[${index}] ${found}`;
  }
  return undefined;
}

function messageProblem(message: Json): string | undefined {
  if (!isObject(message)) return 'is no object';
  if (!TEXT.is(message.role)) return 'has no role';
  if (!TEXT.is(message.content)) return 'has a content that is no text';
  if (message.role === 'tool' && !TEXT.is(message.tool_call_id)) return 'is an output without a tool_call_id';
  if (message.tool_calls === undefined) return undefined;
  if (!Array.isArray(message.tool_calls)) return 'has tool_calls that are no list';
  return message.tool_calls.every(isCall) ? undefined : 'has a call without id, name or arguments';
}

function isCall(call: Json): boolean {
  return (
    isObject(call) &&
    TEXT.is(call.id) &&
    isObject(call.function) &&
    TEXT.is(call.function.name) &&
    call.function.arguments !== undefined
  );
}

function toolProblem(tool: Json): string | undefined {
  const inner = isObject(tool) ? tool.function : undefined;
  if (!isObject(inner) || !TEXT.is(inner.name)) return 'is no tool with a function and its name';
  if (!isObject(inner.parameters)) return `(${String(inner.name)}) has no parameters`;
  const found = schemaProblem(inner.parameters, 0);
  return found === undefined ? undefined : `(${String(inner.name)}) has ${found}`;
}

/** Levels of a schema that are looked through; what lies deeper nobody reads as text. */
const SCHEMA_LEVELS = 20;

/** What every reader of a schema relies on: texts where texts belong, and properties by their names. */
function schemaProblem(schema: Json | undefined, level: number): string | undefined {
  if (!isObject(schema) || level > SCHEMA_LEVELS) return undefined;
  for (const key of ['description', '$ref', 'format', 'pattern', 'title'])
    if (schema[key] !== undefined && schema[key] !== null && !TEXT.is(schema[key])) return `a ${key} that is no text`;
  const { properties = {}, items } = schema;
  if (!isObject(properties)) return 'properties that are no object';
  for (const inner of [...Object.values(properties), items]) {
    const found = schemaProblem(inner, level + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function turnProblem(turn: Json): string | undefined {
  return isObject(turn) && LIST.is(turn.messages) && LIST.is(turn.calls) ? undefined : 'has no messages and calls';
}
