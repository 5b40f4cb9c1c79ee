import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import type { Json, JsonSchema } from '../json/index.ts';
import { matchesPattern } from '../pattern/index.ts';
import { FORMAT_NAMES, matchesFormat, type SchemaError, validateValue } from '../signature/index.ts';

/** Compiling costs about as much as this many interpreted checks of a tool's arguments. */
const COMPILE_AFTER = 24;
/** Larger schemas are interpreted: their code would be large, and built for few calls. */
const MAX_COMPILED_LENGTH = 40_000;
/** Compiled schemas kept; then all are dropped, and those in use come back. */
const MAX_COMPILED = 2_000;

interface Known {
  uses: number;
  /** Absent until it pays, and where the schema cannot be compiled. */
  validate?: ValidateFunction;
}

let known = new WeakMap<JsonSchema, Known>();
let compiled = 0;
let ajv: Ajv2020 | undefined;

/**
 * Every way in which a value breaks a schema, for schemas that are asked again and again: calls in a world, rows of an
 * export. The first questions are interpreted; a schema that goes on being asked is compiled by ajv, and what ajv
 * finds right costs no more than that. What it refuses is put to {@link validateValue}, which has the last word and the
 * messages, so that both ways give one answer.
 */
export function valueErrors(schema: JsonSchema, value: Json): SchemaError[] {
  const entry = entryOf(schema);
  entry.uses++;
  if (entry.uses === COMPILE_AFTER) {
    const validate = compile(schema);
    if (validate !== undefined) entry.validate = validate;
  }
  if (entry.validate !== undefined && fits(entry.validate, value)) return [];
  return validateValue(schema, value);
}

/** Whether compiled code finds the value right. Its comparison calls `valueOf`, which may be a key of the value. */
function fits(validate: ValidateFunction, value: Json): boolean {
  try {
    return validate(value) === true;
  } catch {
    return false;
  }
}

function entryOf(schema: JsonSchema): Known {
  let entry = known.get(schema);
  if (entry === undefined) {
    entry = { uses: 0 };
    known.set(schema, entry);
  }
  return entry;
}

function compile(schema: JsonSchema): ValidateFunction | undefined {
  if (compiled >= MAX_COMPILED) {
    known = new WeakMap();
    compiled = 0;
    ajv = undefined;
  }
  try {
    const text = JSON.stringify(schema);
    // What ajv makes of `contains` in a loop takes an empty list for the one before it.
    if (text.length > MAX_COMPILED_LENGTH || text.includes('"contains":')) return undefined;
    ajv ??= createAjv();
    // The words are 2020-12's whatever draft the author names, and an `$id` would clash with the next schema's.
    const { $schema: _draft, $id: _id, ...rest } = schema;
    const validate = ajv.compile(rest);
    compiled++;
    return validate;
  } catch {
    // References to nothing, words of no draft, nesting without end: interpreted, as before.
    return undefined;
  }
}

function createAjv(): Ajv2020 {
  const made = new Ajv2020({
    strict: false,
    validateSchema: false,
    addUsedSchema: false,
    logger: false,
    code: { regExp: boundedPattern },
  });
  for (const name of FORMAT_NAMES) made.addFormat(name, (text: string) => matchesFormat(name, text));
  return made;
}

/**
 * Patterns come from strangers: where matching could take exponential time, any text passes, as in `validateValue`. ajv
 * keeps one matcher for each text that `toString` gives, so that must tell patterns apart.
 */
function boundedPattern(pattern: string): { test: (text: string) => boolean; toString: () => string } {
  return { test: (text) => matchesPattern(pattern, text) ?? true, toString: () => pattern };
}
boundedPattern.code = 'require("ajv/dist/runtime/re2").default';
