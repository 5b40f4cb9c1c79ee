import { isRecord, type JsonSchema } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';
import { resolveSchema } from '../schema/fields.ts';
import type { ReportLoss } from './loss.ts';

const CHOICES = ['anyOf', 'oneOf'] as const;
/** Keywords at the root that providers refuse and that no single object can stand for. */
const DROPPED = ['not', 'enum', 'if', 'then', 'else', 'const'] as const;

/**
 * Parameters without a choice at their root: one object with the properties of all branches. Which of them go together is
 * said in words, for the description, since no schema that is taken can say it. The same object where there is no choice.
 */
export function objectRoot(
  root: JsonSchema,
  report: ReportLoss,
): { readonly schema: JsonSchema; readonly words: string } {
  let schema = root.$ref === undefined ? root : inlined(root);
  const words: string[] = [];
  for (const key of CHOICES) {
    const branches = branchesOf(schema, root, key);
    if (branches === undefined) continue;
    const { [key]: _choice, ...rest } = schema;
    const common = branches.map(requiredOf).reduce((all, names) => all.filter((name) => names.includes(name)));
    schema = withProperties(rest, branches, common);
    const said = choiceInWords(branches);
    if (said !== '') words.push(said);
    report(
      ['parameters', key],
      'a choice at the root is refused; written as one object, what goes together is said in words',
    );
  }
  const all = branchesOf(schema, root, 'allOf');
  if (all !== undefined) {
    const { allOf: _all, ...rest } = schema;
    schema = withProperties(rest, all, all.flatMap(requiredOf));
    report(['parameters', 'allOf'], '`allOf` at the root is refused; written as one object');
  }
  for (const key of DROPPED) {
    if (schema[key] === undefined) continue;
    const { [key]: _dropped, ...rest } = schema;
    schema = rest;
    report(['parameters', key], `\`${key}\` at the root is refused; left out`);
  }
  return { schema, words: words.join(' ') };
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

/** The object with the properties of all branches; one that two branches say otherwise may be either. */
function withProperties(root: JsonSchema, branches: readonly JsonSchema[], required: readonly string[]): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  for (const part of [root, ...branches]) {
    for (const [name, schema] of Object.entries(isRecord(part.properties) ? part.properties : {})) {
      const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
      setOwn(properties, name, known === undefined ? schema : either(known, schema));
    }
  }
  const names = [...new Set([...requiredOf(root), ...required])].filter((name) => Object.hasOwn(properties, name));
  return {
    ...root,
    type: 'object',
    properties,
    ...(names.length > 0 || root.required !== undefined ? { required: names } : {}),
  };
}

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
