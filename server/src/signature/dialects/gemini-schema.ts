import { isRecord, type Json, type JsonSchema } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';
import type { PartPath } from '../types.ts';
import { alone, choiceApart } from './gemini-alone.ts';
import { asChoice, withTypeOfValues } from './gemini-choice.ts';
import { ANY_SCALAR, typesIn, withItems } from './gemini-items.ts';
import { inlineRefs } from './inline.ts';
import type { ReportLoss } from './loss.ts';

/** Fields of Gemini's `Schema`, the subset of OpenAPI 3.0 in the API reference of the Gemini API. */
const KEPT: ReadonlySet<string> = new Set([
  'title',
  'description',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'pattern',
  'default',
  'propertyOrdering',
]);

/** Formats that Gemini accepts, by type. */
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  string: ['date-time', 'enum'],
  number: ['float', 'double'],
  integer: ['int32', 'int64'],
};

/** Keywords that say nothing about values: left out without a word. */
const SILENT: ReadonlySet<string> = new Set(['$comment', '$id', '$anchor', '$schema']);

/** A canonical schema in Gemini's words: no references, upper-case types, `nullable`. */
export function geminiSchema(schema: JsonSchema, at: PartPath, report: ReportLoss): JsonSchema {
  return convert(inlineRefs(schema, at, report), at, report);
}

function convert(schema: JsonSchema, at: PartPath, report: ReportLoss): JsonSchema {
  const apart = choiceApart(withTypeOfValues(merged(schema, at, report)), at, report);
  const flat = withItems(asChoice(apart), at, report);
  const out: JsonSchema = {};
  writeType(flat, out, at, report);
  for (const [key, value] of Object.entries(flat)) {
    if (KEPT.has(key)) setOwn(out, key, value);
    else writeKeyword(key, value, flat, out, at, report);
  }
  return at[0] === 'response' ? out : alone(out, at, report);
}

/** `allOf` laid into the schema around it, as far as parts do not contradict each other. */
function merged(schema: JsonSchema, at: PartPath, report: ReportLoss): JsonSchema {
  if (!Array.isArray(schema.allOf)) return schema;
  const { allOf, ...rest } = schema;
  const result: JsonSchema = { ...rest };
  for (const [index, part] of allOf.entries()) {
    if (!isRecord(part)) continue;
    const inner = merged(part as JsonSchema, [...at, 'allOf', index], report);
    for (const [key, value] of Object.entries(inner)) {
      if (key === 'properties') result.properties = { ...(value as Record<string, JsonSchema>), ...result.properties };
      else if (key === 'required') result.required = [...new Set([...(result.required ?? []), ...(value as string[])])];
      else if (!Object.hasOwn(result, key)) setOwn(result, key, value);
      else if (JSON.stringify(result[key]) !== JSON.stringify(value)) {
        report(
          [...at, 'allOf', index, key],
          `"${key}" is said twice by allOf, which is not expressible; the first counts`,
        );
      }
    }
  }
  return result;
}

function writeType(schema: JsonSchema, out: JsonSchema, at: PartPath, report: ReportLoss): void {
  const types = typesIn(schema);
  const real = types.filter((type) => type !== 'null');
  if (types.length > real.length && real.length > 0) out.nullable = true;
  if (real.length === 1) out.type = String(real[0]).toUpperCase();
  else if (real.length > 1) out.anyOf = real.map((type) => ({ type: type.toUpperCase() }));
  else if (types.length > 0) out.type = 'NULL';
  else if (Array.isArray(schema.enum) && schema.enum.every((value) => typeof value === 'string')) out.type = 'STRING';
  else if (isRecord(schema.properties)) out.type = 'OBJECT';
  else if (!Array.isArray(schema.anyOf) && !Array.isArray(schema.oneOf)) {
    // A response is only read, so it may stay open.
    if (at[0] !== 'response') out.anyOf = (ANY_SCALAR.anyOf ?? []).map((one) => convert(one as JsonSchema, at, report));
    report(at, 'a value of any type: Gemini asks for a type, so it is written as a text, a number or a boolean');
  }
}

function writeKeyword(
  key: string,
  value: unknown,
  schema: JsonSchema,
  out: JsonSchema,
  at: PartPath,
  report: ReportLoss,
): void {
  const lost = (message: string): void => report([...at, key], message);
  switch (key) {
    case 'type':
    case 'nullable':
      return;
    case 'properties':
      out.properties = {};
      for (const [name, child] of Object.entries((value ?? {}) as Record<string, JsonSchema>)) {
        setOwn(out.properties, name, convert(isRecord(child) ? child : {}, [...at, key, name], report));
      }
      return;
    case 'required':
      if ((value as unknown[]).length > 0) out.required = value as string[];
      return;
    case 'items':
      if (isRecord(value)) out.items = convert(value as JsonSchema, [...at, key], report);
      else if (value === false) lost('"items: false" is not expressible');
      return;
    case 'anyOf':
    case 'oneOf':
      writeBranches(key, value as JsonSchema[], out, at, report);
      return;
    case 'enum':
      writeEnum(value as Json[], out, at, report);
      return;
    case 'const':
      if (typeof value === 'string') {
        out.type = 'STRING';
        out.enum = [value];
      } else if (typeof value === 'number') {
        Object.assign(out, { minimum: value, maximum: value });
        report(at, 'only a string can be the one value allowed; a number is written as its own least and most');
      } else lost('only a string can be the one value allowed');
      return;
    case 'format':
      if (FORMATS[String(schema.type)]?.includes(String(value)) === true) out.format = String(value);
      else lost(`the format "${String(value)}" is not one of Gemini's`);
      return;
    case 'examples':
      out.example = (value as Json[])[0] as Json;
      if ((value as Json[]).length > 1) lost('only one example is expressible; the first is kept');
      return;
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      writeExclusive(key, value as number, schema, out, at, report);
      return;
    default:
      if (!SILENT.has(key)) lost(`"${key}" is not expressible`);
  }
}

/** `anyOf`, with a branch of null as `nullable`. */
function writeBranches(key: string, branches: JsonSchema[], out: JsonSchema, at: PartPath, report: ReportLoss): void {
  const real = branches.filter((branch) => !(isRecord(branch) && branch.type === 'null'));
  if (real.length < branches.length) out.nullable = true;
  if (key === 'oneOf')
    report([...at, key], '"oneOf" is written as "anyOf": that exactly one may fit is not expressible');
  const written = real.map((branch, index) => (isRecord(branch) ? convert(branch, [...at, key, index], report) : {}));
  const [only] = written;
  if (written.length === 1 && only !== undefined) {
    for (const [name, value] of Object.entries(only)) if (!Object.hasOwn(out, name)) setOwn(out, name, value);
  } else out.anyOf = written;
}

/** Gemini's enums hold strings; `null` among them is `nullable`. */
function writeEnum(values: readonly Json[], out: JsonSchema, at: PartPath, report: ReportLoss): void {
  const real = values.filter((value) => value !== null);
  if (real.length < values.length) out.nullable = true;
  if (real.every((value) => typeof value === 'string')) {
    const said = real.filter((value) => value !== '');
    if (said.length < real.length) report([...at, 'enum'], 'an empty text cannot be enumerated');
    if (said.length > 0) out.enum = said;
  } else report([...at, 'enum'], 'only strings can be enumerated');
}

/** An integer's exclusive bound is an inclusive one beside it; a number's is not expressible. */
function writeExclusive(
  key: 'exclusiveMinimum' | 'exclusiveMaximum',
  bound: number,
  schema: JsonSchema,
  out: JsonSchema,
  at: PartPath,
  report: ReportLoss,
): void {
  const inclusive = key === 'exclusiveMinimum' ? 'minimum' : 'maximum';
  if (schema.type === 'integer' && Number.isInteger(bound) && schema[inclusive] === undefined) {
    out[inclusive] = key === 'exclusiveMinimum' ? bound + 1 : bound - 1;
  } else report([...at, key], `"${key}" is not expressible`);
}
