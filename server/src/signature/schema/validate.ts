import {
  briefJson,
  briefList,
  canonicalJson,
  equalJson,
  isObject,
  type Json,
  type JsonObject,
  type JsonSchema,
} from '../../json/index.ts';
import { matchesPattern } from '../../pattern/index.ts';
import { refName } from './fields.ts';
import { matchesFormat } from './formats.ts';

/** One way in which a value breaks a schema. */
export interface SchemaError {
  /** Where in the value: property names and indices. */
  readonly path: readonly (string | number)[];
  /** The keyword that is broken. */
  readonly keyword: string;
  /** A sentence without its subject where `path` is empty: `must be a string`; else `'limit' must be a string`. */
  readonly message: string;
}

/** Errors collected at most. */
const MAX_ERRORS = 50;
/** Schemas asked about parts of the value at most; a value that costs more is judged by what was seen. */
const MAX_STEPS = 200_000;
/** Nesting of schema and value followed at most: values of a `$ref` that meets itself end here. */
const MAX_DEPTH = 200;

/**
 * Checks one value against a JSON Schema 2020-12 by walking both: nothing is compiled, so a one-off question costs
 * microseconds. Local `$ref`s are followed within `schema`; a remote or broken one admits anything, as do keywords not
 * known and foreign type names. Where no branch of `anyOf` or `oneOf` fits, the errors are those of the branch
 * that its type and constant properties single out. `maxSteps` bounds the work where many schemas of a stranger are
 * asked one after the other.
 */
export function validateValue(schema: JsonSchema, value: Json, maxSteps = MAX_STEPS): SchemaError[] {
  const run = new Run(schema, maxSteps);
  run.check(schema, value, [], 0);
  return run.errors;
}

type Path = readonly (string | number)[];

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'null', 'object', 'array']);
const has = (object: object, key: string): boolean => Object.hasOwn(object, key);
class Run {
  errors: SchemaError[] = [];
  private readonly root: JsonSchema;
  private readonly maxSteps: number;
  private steps = 0;
  private readonly targets = new Map<string, JsonSchema | undefined>();
  /** References being followed, with the value each is asked about. */
  private readonly following: { readonly target: JsonSchema; readonly value: Json }[] = [];

  constructor(root: JsonSchema, maxSteps: number) {
    this.root = root;
    this.maxSteps = maxSteps;
  }

  /** Adds the errors of `value`; true when there are none. */
  check(schema: JsonSchema | boolean | undefined, value: Json, path: Path, depth: number): boolean {
    if (schema === undefined || schema === true) return true;
    if (schema === false) return this.fail(path, 'false schema', 'is not allowed');
    if (!isObject(schema) || depth > MAX_DEPTH || ++this.steps > this.maxSteps) return true;
    const before = this.errors.length;
    if (typeof schema.$ref === 'string') this.checkReference(schema.$ref, value, path, depth);
    this.checkType(schema, value, path);
    if (typeof value === 'string') this.checkString(schema, value, path);
    else if (typeof value === 'number') this.checkNumber(schema, value, path);
    else if (Array.isArray(value)) this.checkArray(schema, value, path, depth);
    else if (isObject(value)) this.checkObject(schema, value, path, depth);
    this.checkCombined(schema, value, path, depth);
    return this.errors.length === before;
  }

  /** A reference that comes back to itself at the same value says nothing more of it. */
  private checkReference(ref: string, value: Json, path: Path, depth: number): void {
    const target = this.lookUp(ref);
    if (target === undefined || this.following.some((each) => each.target === target && each.value === value)) return;
    this.following.push({ target, value });
    this.check(target, value, path, depth + 1);
    this.following.pop();
  }

  private fail(path: Path, keyword: string, message: string): false {
    if (this.errors.length < MAX_ERRORS) {
      const subject = path.length === 0 ? '' : `'${formatPath(path)}' `;
      this.errors.push({ path, keyword, message: subject + message });
    }
    return false;
  }

  /** Whether a value fits, leaving no errors behind. */
  private fits(schema: JsonSchema | boolean | undefined, value: Json, depth: number): boolean {
    return this.errorsOf(schema, value, [], depth).length === 0;
  }

  private errorsOf(schema: JsonSchema | boolean | undefined, value: Json, path: Path, depth: number): SchemaError[] {
    const outer = this.errors;
    this.errors = [];
    this.check(schema, value, path, depth + 1);
    const found = this.errors;
    this.errors = outer;
    return found;
  }

  private lookUp(ref: string): JsonSchema | undefined {
    if (!this.targets.has(ref)) this.targets.set(ref, this.find(ref));
    return this.targets.get(ref);
  }

  private find(ref: string): JsonSchema | undefined {
    if (ref === '#') return this.root;
    const name = refName(ref);
    for (const table of name === undefined ? [] : [this.root.$defs, this.root.definitions]) {
      if (isObject(table) && has(table, name as string)) return table[name as string] as JsonSchema;
    }
    if (!ref.startsWith('#/')) return undefined;
    let node: unknown = this.root;
    for (const step of ref.slice(2).split('/')) {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      if (typeof node !== 'object' || node === null || !has(node, key)) return undefined;
      node = (node as Record<string, unknown>)[key];
    }
    return isObject(node) ? (node as JsonSchema) : undefined;
  }

  private checkType(schema: JsonSchema, value: Json, path: Path): void {
    const types = typeof schema.type === 'string' ? [schema.type] : Array.isArray(schema.type) ? schema.type : [];
    const known = types.filter((type) => TYPES.has(type));
    const nullable = value === null && schema.nullable === true;
    if (
      known.length === types.length &&
      known.length > 0 &&
      !nullable &&
      !known.some((type) => isOfType(type, value))
    ) {
      this.fail(path, 'type', `must be ${known.map(withArticle).join(' or ')}`);
    }
    if (Array.isArray(schema.enum) && !schema.enum.some((each) => equalJson(each, value)) && !nullable) {
      this.fail(path, 'enum', `must be one of ${briefList(schema.enum)}`);
    }
    if (schema.const !== undefined && !equalJson(schema.const, value)) {
      this.fail(path, 'const', `must be ${briefJson(schema.const)}`);
    }
  }

  private checkString(schema: JsonSchema, value: string, path: Path): void {
    const { minLength, maxLength, pattern, format } = schema;
    if (typeof minLength === 'number' || typeof maxLength === 'number') {
      const length = codePoints(value);
      if (typeof minLength === 'number' && length < minLength) {
        this.fail(path, 'minLength', `must have at least ${minLength} characters`);
      }
      if (typeof maxLength === 'number' && length > maxLength) {
        this.fail(path, 'maxLength', `must have at most ${maxLength} characters`);
      }
    }
    if (typeof pattern === 'string' && matchesPattern(pattern, value) === false) {
      this.fail(path, 'pattern', `must match ${pattern}`);
    }
    if (typeof format === 'string' && !matchesFormat(format, value)) {
      this.fail(path, 'format', `must be of the format ${format}`);
    }
  }

  private checkNumber(schema: JsonSchema, value: number, path: Path): void {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
    if (typeof minimum === 'number' && value < minimum) this.fail(path, 'minimum', `must be at least ${minimum}`);
    if (typeof maximum === 'number' && value > maximum) this.fail(path, 'maximum', `must be at most ${maximum}`);
    if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) {
      this.fail(path, 'exclusiveMinimum', `must be greater than ${exclusiveMinimum}`);
    }
    if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) {
      this.fail(path, 'exclusiveMaximum', `must be less than ${exclusiveMaximum}`);
    }
    if (typeof multipleOf === 'number' && multipleOf > 0 && !isMultiple(value, multipleOf)) {
      this.fail(path, 'multipleOf', `must be a multiple of ${multipleOf}`);
    }
  }

  private checkArray(schema: JsonSchema, value: Json[], path: Path, depth: number): void {
    const { minItems, maxItems, uniqueItems, contains } = schema;
    if (typeof minItems === 'number' && value.length < minItems) {
      this.fail(path, 'minItems', `must have at least ${minItems} items`);
    }
    if (typeof maxItems === 'number' && value.length > maxItems) {
      this.fail(path, 'maxItems', `must have at most ${maxItems} items`);
    }
    if (uniqueItems === true && new Set(value.map(canonicalJson)).size < value.length) {
      this.fail(path, 'uniqueItems', 'must not have an item twice');
    }
    const prefix = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
    const rest = Array.isArray(schema.items) ? undefined : schema.items;
    for (let index = 0; index < value.length && this.errors.length < MAX_ERRORS; index++) {
      const own = index < prefix.length ? prefix[index] : rest;
      if (own !== undefined) this.check(own, value[index] as Json, [...path, index], depth + 1);
    }
    if (contains !== undefined) this.checkContains(schema, value, path, depth);
  }

  private checkContains(schema: JsonSchema, value: Json[], path: Path, depth: number): void {
    const wanted = schema.contains as JsonSchema | boolean;
    const count = value.filter((item) => this.fits(wanted, item, depth)).length;
    const least = typeof schema.minContains === 'number' ? schema.minContains : 1;
    const most = typeof schema.maxContains === 'number' ? schema.maxContains : Number.POSITIVE_INFINITY;
    if (count < least || count > most) this.fail(path, 'contains', 'must contain the items asked for');
  }

  private checkObject(schema: JsonSchema, value: JsonObject, path: Path, depth: number): void {
    const names = Object.keys(value);
    if (Array.isArray(schema.required)) {
      for (const name of schema.required) {
        if (typeof name === 'string' && !has(value, name)) this.fail(path, 'required', `must have '${name}'`);
      }
    }
    if (typeof schema.minProperties === 'number' && names.length < schema.minProperties) {
      this.fail(path, 'minProperties', `must have at least ${schema.minProperties} properties`);
    }
    if (typeof schema.maxProperties === 'number' && names.length > schema.maxProperties) {
      this.fail(path, 'maxProperties', `must have at most ${schema.maxProperties} properties`);
    }
    for (const name of names) this.checkProperty(schema, name, value[name] as Json, path, depth);
    this.checkDependents(schema, value, path, depth);
  }

  private checkProperty(schema: JsonSchema, name: string, value: Json, path: Path, depth: number): void {
    const at = [...path, name];
    let known = false;
    if (isObject(schema.properties) && has(schema.properties, name)) {
      known = true;
      this.check(schema.properties[name] as JsonSchema, value, at, depth + 1);
    }
    for (const [pattern, own] of isObject(schema.patternProperties) ? Object.entries(schema.patternProperties) : []) {
      if (matchesPattern(pattern, name) !== true) continue;
      known = true;
      this.check(own as JsonSchema, value, at, depth + 1);
    }
    const { additionalProperties, propertyNames } = schema;
    if (!known && additionalProperties === false) {
      this.fail(path, 'additionalProperties', `must not have '${name}'`);
    } else if (!known && additionalProperties !== undefined) this.check(additionalProperties, value, at, depth + 1);
    if (propertyNames !== undefined && !this.fits(propertyNames as JsonSchema, name, depth)) {
      this.fail(path, 'propertyNames', `must not have a property named '${name}'`);
    }
  }

  private checkDependents(schema: JsonSchema, value: JsonObject, path: Path, depth: number): void {
    for (const [name, needed] of isObject(schema.dependentRequired) ? Object.entries(schema.dependentRequired) : []) {
      if (!has(value, name) || !Array.isArray(needed)) continue;
      for (const other of needed) {
        if (typeof other === 'string' && !has(value, other)) {
          this.fail(path, 'dependentRequired', `must have '${other}' where there is '${name}'`);
        }
      }
    }
    for (const [name, own] of isObject(schema.dependentSchemas) ? Object.entries(schema.dependentSchemas) : []) {
      if (has(value, name)) this.check(own as JsonSchema, value, path, depth + 1);
    }
  }

  private checkCombined(schema: JsonSchema, value: Json, path: Path, depth: number): void {
    if (Array.isArray(schema.allOf)) for (const part of schema.allOf) this.check(part, value, path, depth + 1);
    if (Array.isArray(schema.anyOf)) this.checkBranches('anyOf', schema.anyOf, value, path, depth);
    if (Array.isArray(schema.oneOf)) this.checkBranches('oneOf', schema.oneOf, value, path, depth);
    if (schema.not !== undefined && this.fits(schema.not, value, depth)) {
      this.fail(path, 'not', 'must not fit the excluded schema');
    }
    if (schema.if === undefined) return;
    const branch = this.fits(schema.if as JsonSchema, value, depth) ? schema.then : schema.else;
    this.check(branch as JsonSchema | undefined, value, path, depth + 1);
  }

  private checkBranches(
    keyword: 'anyOf' | 'oneOf',
    branches: readonly JsonSchema[],
    value: Json,
    path: Path,
    depth: number,
  ): void {
    const outcomes: SchemaError[][] = [];
    let fitting = 0;
    for (const branch of branches) {
      const errors = this.errorsOf(branch, value, path, depth);
      if (errors.length === 0 && (++fitting > 1 || keyword === 'anyOf')) break;
      outcomes.push(errors);
    }
    if (fitting === 1 || (fitting > 1 && keyword === 'anyOf')) return;
    if (fitting > 1) {
      this.fail(path, keyword, 'must fit exactly one of several schemas, and fits more');
      return;
    }
    const chosen = discriminated(outcomes, path.length);
    if (chosen !== undefined) this.errors.push(...chosen.slice(0, Math.max(0, MAX_ERRORS - this.errors.length)));
    else this.fail(path, keyword, branches.length === 0 ? 'cannot be given' : this.alternatives(branches));
  }

  private alternatives(branches: readonly JsonSchema[]): string {
    const types = branches.map((branch) => {
      const own = isObject(branch) && typeof branch.$ref === 'string' ? this.lookUp(branch.$ref) : branch;
      return typeof own?.type === 'string' ? withArticle(own.type) : undefined;
    });
    const distinct = [...new Set(types)];
    return distinct.every((type) => type !== undefined) && distinct.length > 1
      ? `must be ${distinct.join(' or ')}`
      : 'fits none of the alternatives';
  }
}

/** The errors of the one branch that was not ruled out at once by its type, a constant or an enum; undefined for none. */
function discriminated(outcomes: readonly SchemaError[][], depth: number): SchemaError[] | undefined {
  const open = outcomes.filter(
    (errors) =>
      !errors.some(
        ({ keyword, path }) =>
          (keyword === 'type' && path.length === depth) ||
          ((keyword === 'const' || keyword === 'enum') && path.length <= depth + 1),
      ),
  );
  if (open.length === 1) return open[0];
  return outcomes.length === 1 ? outcomes[0] : undefined;
}

function isOfType(type: string, value: Json): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    default: {
      const own: string = typeof value;
      return own === type;
    }
  }
}

function withArticle(type: string): string {
  if (type === 'null') return 'null';
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}

/** Length in characters as JSON Schema counts them, not in UTF-16 units. */
function codePoints(text: string): number {
  let count = text.length;
  for (let at = 0; at + 1 < text.length; at++) {
    const high = text.charCodeAt(at);
    const low = text.charCodeAt(at + 1);
    if (high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff) {
      count--;
      at++;
    }
  }
  return count;
}

function isMultiple(value: number, of: number): boolean {
  const quotient = value / of;
  return Number.isFinite(quotient)
    ? Math.abs(quotient - Math.round(quotient)) < 1e-9 * Math.max(1, Math.abs(quotient))
    : false;
}

function formatPath(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}
