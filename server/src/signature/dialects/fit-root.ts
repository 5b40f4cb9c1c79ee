import { isRecord, type JsonSchema } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';
import { resolveSchema } from '../schema/fields.ts';
import type { ReportLoss } from './loss.ts';

const CHOICES = ['anyOf', 'oneOf'] as const;
/** Keywords at the root that providers refuse and that no single object can stand for. */
const DROPPED = ['not', 'enum', 'if', 'then', 'else', 'const'] as const;

/** What a branch gives to the one object, or what binds nothing there. */
const CARRIED: ReadonlySet<string> = new Set(['type', 'properties', 'required', 'title', '$defs', 'definitions']);
/** Choices within choices are followed so far; a branch that leads back to its own root ends there. */
const MAX_DEPTH = 8;

/**
 * Parameters without a choice at their root: one object with the properties of all branches. Which of them go together is
 * said in words, for the description, since no schema that is taken can say it. The same object where there is no choice.
 */
export function objectRoot(
  root: JsonSchema,
  report: ReportLoss,
): { readonly schema: JsonSchema; readonly words: string } {
  const words: string[] = [];
  let schema = oneObject(root.$ref === undefined ? root : inlined(root), { root, words, report, depth: 0 });
  for (const key of DROPPED) {
    if (schema[key] === undefined) continue;
    const { [key]: _dropped, ...rest } = schema;
    schema = rest;
    report(['parameters', key], `\`${key}\` at the root is refused; left out`);
  }
  return { schema, words: words.join(' ') };
}

interface Joining {
  readonly root: JsonSchema;
  readonly words: string[];
  readonly report: ReportLoss;
  readonly depth: number;
}

/** A schema whose choices are joined into it, those of its branches first. */
function oneObject(given: JsonSchema, joining: Joining): JsonSchema {
  const { root, words, report, depth } = joining;
  if (depth > MAX_DEPTH) return {};
  const inner = { ...joining, depth: depth + 1 };
  let schema = given;
  for (const key of [...CHOICES, 'allOf'] as const) {
    const branches = branchesOf(schema, root, key)?.map((branch) => oneObject(branch, inner));
    if (branches === undefined) continue;
    const { [key]: _joined, ...rest } = schema;
    const say = (message: string) => report(['parameters', ...(depth === 0 ? [key] : [])], message);
    sayLeftOut(branches, say);
    if (key === 'allOf') {
      schema = withProperties(rest, allOfThem(branches), branches.flatMap(requiredOf));
      if (depth === 0) say('`allOf` at the root is refused; written as one object');
      continue;
    }
    const common = branches.map(requiredOf).reduce((all, names) => all.filter((name) => names.includes(name)));
    schema = withProperties(rest, anyOfThem(rest, branches, say), common);
    const said = choiceInWords(branches);
    if (said !== '') words.push(said);
    if (depth === 0) say('a choice at the root is refused; written as one object, what goes together is said in words');
  }
  return schema;
}

/** Keywords of branches that the one object cannot have, since they do not hold for it as a whole. */
function sayLeftOut(branches: readonly JsonSchema[], say: (message: string) => void): void {
  const keys = new Set(branches.flatMap((branch) => Object.keys(branch).filter((key) => !CARRIED.has(key))));
  for (const key of keys) say(`\`${key}\` of a branch is left out`);
}

function inlined(root: JsonSchema): JsonSchema {
  const { $ref: _ref, ...siblings } = root;
  const { $ref: cut, ...target } = resolveSchema(root, root).schema;
  return cut === undefined ? { ...target, ...siblings, type: 'object' } : root;
}

function branchesOf(schema: JsonSchema, root: JsonSchema, key: 'anyOf' | 'oneOf' | 'allOf'): JsonSchema[] | undefined {
  const list = schema[key];
  if (!Array.isArray(list) || list.length === 0) return undefined;
  return list.map((branch) => (isRecord(branch) ? resolveSchema(root, branch as JsonSchema).schema : {}));
}

function requiredOf({ required }: JsonSchema): string[] {
  return Array.isArray(required) ? required : [];
}

/** The object with more properties; one that it has already has to fulfil both. */
function withProperties(
  root: JsonSchema,
  more: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): JsonSchema {
  const properties = { ...propertiesOf(root) };
  for (const [name, schema] of Object.entries(more)) add(properties, name, schema, both);
  const names = [...new Set([...requiredOf(root), ...required])].filter((name) => Object.hasOwn(properties, name));
  return {
    ...root,
    type: 'object',
    properties,
    ...(names.length > 0 || root.required !== undefined ? { required: names } : {}),
  };
}

function allOfThem(branches: readonly JsonSchema[]): Record<string, JsonSchema> {
  const properties: Record<string, JsonSchema> = {};
  for (const branch of branches)
    for (const [name, schema] of Object.entries(propertiesOf(branch))) add(properties, name, schema, both);
  return properties;
}

/** Properties of a choice: one that two branches say otherwise may be either, one of the root that only some name stays as it is. */
function anyOfThem(
  root: JsonSchema,
  branches: readonly JsonSchema[],
  say: (message: string) => void,
): Record<string, JsonSchema> {
  const properties: Record<string, JsonSchema> = {};
  const ofRoot = propertiesOf(root);
  for (const branch of branches) {
    for (const [name, schema] of Object.entries(propertiesOf(branch))) {
      const isBound =
        !Object.hasOwn(ofRoot, name) || branches.every((other) => Object.hasOwn(propertiesOf(other), name));
      if (isBound) add(properties, name, schema, either);
      else if (JSON.stringify(both(ofRoot[name] ?? {}, schema)) !== JSON.stringify(ofRoot[name]))
        say(`what a branch says of \`${name}\` is left out`);
    }
  }
  return properties;
}

function propertiesOf({ properties }: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return isRecord(properties) ? (properties as Readonly<Record<string, JsonSchema>>) : {};
}

function add(
  properties: Record<string, JsonSchema>,
  name: string,
  schema: JsonSchema,
  join: (a: JsonSchema, b: JsonSchema) => JsonSchema,
): void {
  const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
  setOwn(properties, name, known === undefined ? schema : join(known, schema));
}

/** What fulfils both: one schema where no keyword is said otherwise, else `allOf`. The first one's words stay. */
function both(a: JsonSchema, b: JsonSchema): JsonSchema {
  if (!isRecord(a) || !isRecord(b)) return isRecord(a) ? a : b;
  const { description = b.description, title = b.title } = a;
  const words = { ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }) };
  const clash = Object.keys(b).some(
    (key) => !WORDS.has(key) && a[key] !== undefined && JSON.stringify(a[key]) !== JSON.stringify(b[key]),
  );
  return clash ? { allOf: [a, b], ...words } : { ...a, ...b, ...words };
}

const WORDS: ReadonlySet<string> = new Set(['title', 'description']);

function either(a: JsonSchema, b: JsonSchema): JsonSchema {
  if (JSON.stringify(a) === JSON.stringify(b)) return a;
  const known = Array.isArray(a.anyOf) && Object.keys(a).length === 1 ? a.anyOf : [a];
  return { anyOf: [...known, b] };
}

/** "Give either a and b, or c." */
function choiceInWords(branches: readonly JsonSchema[]): string {
  const groups = [...new Set(branches.map((branch) => groupOf(branch)))].filter((group) => group !== '');
  return groups.length < 2 ? '' : `Give either ${groups.join(', or ')}.`;
}

function groupOf(branch: JsonSchema): string {
  const required = requiredOf(branch);
  const names = required.length > 0 ? required : Object.keys(branch.properties ?? {});
  return names.map((name) => `\`${name}\``).join(' and ');
}
