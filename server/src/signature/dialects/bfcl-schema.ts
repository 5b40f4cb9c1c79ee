import { type JsonSchema, mapSubschemas } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';
import { withoutNotes } from '../schema/notes.ts';
import type { PartPath } from '../types.ts';
import { inlineRefs } from './inline.ts';
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
  return mapSubschemas(out, (child) => convert(child.schema));
}

/** Whether something else than `type` says what values are allowed. */
function saysType(schema: JsonSchema): boolean {
  return ['anyOf', 'oneOf', 'allOf', 'enum', 'const', 'not', 'if'].some((key) => Object.hasOwn(schema, key));
}
