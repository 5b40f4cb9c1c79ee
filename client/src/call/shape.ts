import type { Json, JsonObject, JsonSchema } from '../../../server/src/lsp/protocol.ts';

/** How a value is asked for: one control, or several. Made from a schema when it is first shown, so that it may refer to itself. */
export type Shape =
  | { readonly kind: 'text' | 'number' | 'date' | 'datetime' | 'json'; readonly hint: string }
  /** Values as JSON. */
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly hint: string }
  | { readonly kind: 'object'; readonly fields: readonly Field[] }
  | { readonly kind: 'list'; readonly most: number; item(): Shape }
  | { readonly kind: 'union'; readonly branches: readonly Branch[] };

export interface Field {
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
  shape(): Shape;
}

export interface Branch {
  readonly label: string;
  shape(): Shape;
}

/** What stands in the form. `undefined`: not given. */
export type Draft =
  | undefined
  | string
  | { readonly fields: Readonly<Record<string, Draft>> }
  | { readonly items: readonly Draft[] }
  | { readonly branch: number; readonly draft: Draft };

/** Something that is no value yet, with where it stands. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Objects and lists deeper than this are written as JSON. */
const MAX_DEPTH = 5;
const ANY_NUMBER = 200;

export function shapeOf(own: JsonSchema, root: JsonSchema, depth = 0): Shape {
  const schema = resolve(own, root);
  const hint = hintOf(own, schema);
  const values = schema.const === undefined ? schema.enum : [schema.const];
  if (values !== undefined) return { kind: 'choice', choices: values.map((value) => JSON.stringify(value)), hint };
  if (depth > MAX_DEPTH) return { kind: 'json', hint };
  const branches = branchesOf(schema);
  if (branches.length > 1) {
    return {
      kind: 'union',
      branches: branches.map((branch) => ({
        label: labelOf(branch, root),
        shape: () => shapeOf(branch, root, depth + 1),
      })),
    };
  }
  return plainShape(branches[0] ?? schema, root, depth, hint);
}

function plainShape(own: JsonSchema, root: JsonSchema, depth: number, hint: string): Shape {
  const schema = resolve(own, root);
  const [type] = [schema.type ?? []].flat();
  switch (type) {
    case 'null':
      return { kind: 'choice', choices: ['null'], hint };
    case 'boolean':
      return { kind: 'choice', choices: ['true', 'false'], hint };
    case 'integer':
    case 'number':
      return { kind: 'number', hint };
    case 'string': {
      const { format } = schema;
      return { kind: format === 'date' ? 'date' : format === 'date-time' ? 'datetime' : 'text', hint };
    }
    case 'array': {
      const { items, maxItems = ANY_NUMBER } = schema;
      if (typeof items !== 'object' || schema.prefixItems !== undefined) return { kind: 'json', hint };
      return { kind: 'list', most: maxItems, item: () => shapeOf(items, root, depth + 1) };
    }
    case 'object':
      return schema.properties === undefined || isOpen(schema)
        ? { kind: 'json', hint }
        : { kind: 'object', fields: fieldsOf(schema, root, depth) };
    default:
      return { kind: 'json', hint };
  }
}

/** Keys that nobody declared have no control of their own. */
function isOpen({ additionalProperties }: JsonSchema): boolean {
  return additionalProperties !== undefined && additionalProperties !== false;
}

/** Fields of an object's own properties. */
export function fieldsOf(schema: JsonSchema, root: JsonSchema, depth = 0): Field[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, own]) => ({
    name,
    required: required.has(name),
    description: own.description ?? resolve(own, root).description ?? '',
    shape: () => shapeOf(own, root, depth + 1),
  }));
}

/** The alternatives of a schema: of `anyOf`, `oneOf`, or of several types. */
function branchesOf(schema: JsonSchema): JsonSchema[] {
  const listed = schema.anyOf ?? schema.oneOf;
  if (listed !== undefined) return listed;
  const types = [schema.type ?? []].flat();
  return types.length < 2 ? [schema] : types.map((type) => ({ ...schema, type }));
}

function labelOf(own: JsonSchema, root: JsonSchema): string {
  const schema = resolve(own, root);
  const named = schema.title ?? /^#\/\$defs\/(.+)$/.exec(own.$ref ?? '')?.[1];
  if (named !== undefined) return named;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  return [schema.type ?? 'anything'].flat().join(' or ');
}

/** Follows local `$ref`s, a few at most. */
function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  let current = schema;
  for (let hop = 0; hop < 8; hop += 1) {
    const name = /^#\/\$defs\/(.+)$/.exec(current.$ref ?? '')?.[1];
    const defs = root.$defs ?? {};
    if (name === undefined || !Object.hasOwn(defs, name)) return current;
    current = defs[name] ?? {};
  }
  return current;
}

function hintOf(own: JsonSchema, schema: JsonSchema): string {
  const fallback = own.default ?? schema.default;
  if (fallback !== undefined) return `default ${JSON.stringify(fallback)}`;
  const example = (own.examples ?? schema.examples)?.[0];
  if (example !== undefined) return typeof example === 'string' ? example : JSON.stringify(example);
  return own.format ?? schema.format ?? [schema.type ?? ''].flat().join(' or ');
}

/** A value as it stands in the form. */
export function draftOf(shape: Shape, value: Json | undefined): Draft {
  if (value === undefined) return undefined;
  switch (shape.kind) {
    case 'object':
      if (!isObject(value)) return undefined;
      return {
        fields: Object.fromEntries(shape.fields.map(({ name, shape: inner }) => [name, draftOf(inner(), value[name])])),
      };
    case 'list':
      return Array.isArray(value) ? { items: value.map((item) => draftOf(shape.item(), item)) } : undefined;
    case 'union': {
      const branch = Math.max(
        0,
        shape.branches.findIndex(({ shape: inner }) => takes(inner(), value)),
      );
      const inner = shape.branches[branch]?.shape();
      return { branch, draft: inner === undefined ? undefined : draftOf(inner, value) };
    }
    case 'text':
    case 'date':
    case 'datetime':
      return typeof value === 'string' ? value : JSON.stringify(value);
    default:
      return JSON.stringify(value);
  }
}

/** Whether a value looks like one of this shape: which branch of a union shows it. */
function takes(shape: Shape, value: Json): boolean {
  switch (shape.kind) {
    case 'object':
      return isObject(value) && shape.fields.every(({ name, required }) => !required || Object.hasOwn(value, name));
    case 'list':
      return Array.isArray(value);
    case 'union':
      return shape.branches.some((branch) => takes(branch.shape(), value));
    case 'choice':
      return shape.choices.includes(JSON.stringify(value));
    case 'number':
      return typeof value === 'number';
    case 'json':
      return true;
    default:
      return typeof value === 'string';
  }
}

/** The value of a draft; what is wrong as typed is named, nothing is guessed. */
export function readDraft(
  shape: Shape,
  draft: Draft,
): { readonly value?: Json; readonly problems: readonly Problem[] } {
  if (draft === undefined) return { problems: [] };
  switch (shape.kind) {
    case 'object': {
      const drafts = typeof draft === 'object' && 'fields' in draft ? draft.fields : {};
      const made = argumentsOf(shape.fields, drafts);
      return { value: made.arguments, problems: made.problems };
    }
    case 'list': {
      const items = typeof draft === 'object' && 'items' in draft ? draft.items : [];
      const made = items.map((item) => readDraft(shape.item(), item));
      const problems = made.flatMap((each, at) => [
        ...below(at, each.problems),
        ...(each.value === undefined && each.problems.length === 0 ? [{ path: [at], message: 'not given' }] : []),
      ]);
      return { value: made.map(({ value }) => value ?? null), problems };
    }
    case 'union': {
      if (typeof draft !== 'object' || !('branch' in draft)) return { problems: [] };
      const inner = shape.branches[draft.branch]?.shape();
      return inner === undefined ? { problems: [] } : readDraft(inner, draft.draft);
    }
    case 'text':
    case 'date':
    case 'datetime':
      return { value: String(draft), problems: [] };
    default:
      return parsed(String(draft), shape.kind === 'number' ? 'not a number' : 'not JSON');
  }
}

function parsed(text: string, message: string): { readonly value?: Json; readonly problems: readonly Problem[] } {
  try {
    return { value: JSON.parse(text) as Json, problems: [] };
  } catch {
    return { problems: [{ path: [], message }] };
  }
}

/** Arguments from the fields; one that is not given is left out. */
export function argumentsOf(
  fields: readonly Field[],
  drafts: Readonly<Record<string, Draft>>,
): { readonly arguments: JsonObject; readonly problems: readonly Problem[] } {
  const made = fields.map(({ name, shape }) => ({ name, ...readDraft(shape(), drafts[name]) }));
  const entries = made.flatMap(({ name, value }): [string, Json][] => (value === undefined ? [] : [[name, value]]));
  const missing = made.flatMap(({ name, value, problems }, at) =>
    fields[at]?.required === true && value === undefined && problems.length === 0
      ? [{ path: [name], message: 'required' }]
      : [],
  );
  return {
    arguments: Object.fromEntries(entries),
    problems: [...missing, ...made.flatMap(({ name, problems }) => below(name, problems))],
  };
}

function below(step: string | number, problems: readonly Problem[]): Problem[] {
  return problems.map(({ path, message }) => ({ path: [step, ...path], message }));
}

/** What is wrong at a place, and not at one within it. */
export function problemsAt(problems: readonly Problem[], path: Problem['path']): readonly string[] {
  const key = JSON.stringify(path);
  return problems.filter((problem) => JSON.stringify(problem.path) === key).map(({ message }) => message);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a shape begins with when a person gives it. */
export function emptyDraft(shape: Shape): Draft {
  switch (shape.kind) {
    case 'object':
      return { fields: {} };
    case 'list':
      return { items: [] };
    case 'union': {
      const first = shape.branches[0]?.shape();
      return { branch: 0, draft: first === undefined ? undefined : emptyDraft(first) };
    }
    case 'choice':
      return shape.choices.length === 1 ? shape.choices[0] : undefined;
    default:
      return undefined;
  }
}
