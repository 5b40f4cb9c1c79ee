import { isRecord, type JsonSchema } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';
import type { PartPath } from '../types.ts';
import { inlineRefs, MANY, NAMED, ONE, withoutNotes } from './inline.ts';
import type { ReportLoss } from './loss.ts';

/** BFCL's names of the JSON types (`float` for a number, `dict` for an object). */
const BFCL_TYPES: Readonly<Record<string, string>> = { object: 'dict', number: 'float' };

/** A canonical schema in BFCL's words: its own type names, no references. Other keywords are kept as they are. */
export function bfclSchema(schema: JsonSchema, at: PartPath, report: ReportLoss): JsonSchema {
  return convert(withoutNotes(inlineRefs(schema, at, report)));
}

function convert(schema: JsonSchema): JsonSchema {
  const out: JsonSchema = {};
  for (const [key, value] of Object.entries(schema)) setOwn(out, key, value);
  if (typeof schema.type === 'string') out.type = BFCL_TYPES[schema.type] ?? schema.type;
  else if (Array.isArray(schema.type)) out.type = schema.type.map((type) => BFCL_TYPES[type] ?? type);
  else if (!saysType(schema)) out.type = 'any';
  for (const key of ONE) {
    const child = out[key];
    if (isRecord(child)) out[key] = convert(child as JsonSchema);
  }
  for (const key of MANY) {
    const list = out[key];
    if (Array.isArray(list)) out[key] = list.map((child) => (isRecord(child) ? convert(child as JsonSchema) : child));
  }
  for (const key of NAMED) {
    const map = out[key];
    if (!isRecord(map)) continue;
    const fresh: Record<string, JsonSchema> = {};
    for (const [name, child] of Object.entries(map)) {
      setOwn(fresh, name, isRecord(child) ? convert(child as JsonSchema) : child);
    }
    out[key] = fresh;
  }
  return out;
}

/** Whether something else than `type` says what values are allowed. */
function saysType(schema: JsonSchema): boolean {
  return ['anyOf', 'oneOf', 'allOf', 'enum', 'const', 'not', 'if'].some((key) => Object.hasOwn(schema, key));
}
