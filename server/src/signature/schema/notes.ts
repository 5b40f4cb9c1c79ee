import { isRecord, type Json, type JsonObject, type JsonSchema, mapSubschemas } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';

/** The keyword under which a schema holds what its author states of the domain: of a function, beside its parameters. */
export const STATEMENT_KEYWORD = 'x-magnet';

/**
 * A schema without what is said to this project alone (`x-magnet` and `x-magnet-…`), at every level: providers refuse
 * keywords they do not know, and a model must not read the answer there. A parameter or a value of such a name stays.
 * What holds none is the same object.
 */
export function withoutNotes(schema: JsonSchema): JsonSchema {
  return stripped(schema, isNote);
}

/** Whether the author states something of the domain anywhere in a schema. */
export function holdsStatement(schema: JsonSchema): boolean {
  return stripped(schema, (key) => key === STATEMENT_KEYWORD) !== schema;
}

function isNote(key: string): boolean {
  return key === STATEMENT_KEYWORD || key.startsWith(`${STATEMENT_KEYWORD}-`);
}

function stripped(schema: JsonSchema, left: (key: string) => boolean): JsonSchema {
  const inside = mapSubschemas(schema, (child) => stripped(child.schema, left));
  const keys = Object.keys(inside);
  if (!keys.some(left)) return inside;
  const bare: JsonSchema = {};
  for (const key of keys) if (!left(key)) setOwn(bare, key, inside[key]);
  return bare;
}

/**
 * A tool as written, without the same keys beside its name and in its schemas. What stands by name under `properties`, and
 * values that are examples, stay. What holds no note is the same value.
 */
export function withoutWrittenNotes<T extends Json>(written: T): T {
  return bareValue(written, false) as T;
}

const VALUES: ReadonlySet<string> = new Set(['default', 'const', 'enum', 'examples', 'example']);

function bareValue(value: Json, byName: boolean): Json {
  if (Array.isArray(value)) {
    const items = value.map((item) => bareValue(item, false));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  if (!isRecord(value)) return value;
  const bare: JsonObject = {};
  let same = true;
  for (const [key, child] of Object.entries(value as JsonObject)) {
    const kept = !byName && VALUES.has(key) ? child : bareValue(child, !byName && key === 'properties');
    if (!byName && isNote(key)) same = false;
    else setOwn(bare, key, kept);
    same &&= kept === child;
  }
  return same ? value : bare;
}
