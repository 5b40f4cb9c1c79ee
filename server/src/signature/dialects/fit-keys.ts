import { hashText, type JsonSchema } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';
import type { RenamedKey } from './fit-types.ts';
import type { ReportLoss } from './loss.ts';

/** What a dialect's readers take as the name of a parameter. */
export interface KeyRule {
  readonly character: RegExp;
  /** What it may begin with, where that is less. */
  readonly first?: RegExp;
  readonly most: number;
}

const HASH_LENGTH = 8;

/** The parameters under names that are taken: a refused character becomes `_x` + its code + `_`, a long name ends in a hash. */
export function fitKeys(
  parameters: JsonSchema,
  rule: KeyRule,
  report: ReportLoss,
): { readonly schema: JsonSchema; readonly renamed: readonly RenamedKey[] } {
  const { properties } = parameters;
  const names = Object.keys(properties ?? {});
  const wrong = names.filter((name) => !isTaken(name, rule));
  if (properties === undefined || wrong.length === 0) return { schema: parameters, renamed: [] };
  const taken = new Set(names);
  const by = new Map<string, string>();
  for (const original of wrong) {
    const name = freeName(original, rule, taken);
    taken.add(name);
    by.set(original, name);
    report(['parameters', 'properties', original], `the name is refused; written as ${name}`);
  }
  const fresh: Record<string, JsonSchema> = {};
  for (const name of names) setOwn(fresh, by.get(name) ?? name, properties[name]);
  const required = Array.isArray(parameters.required)
    ? { required: parameters.required.map((name) => by.get(name) ?? name) }
    : {};
  const renamed = [...by].map(([original, name]) => ({ original, name }));
  return { schema: { ...parameters, properties: fresh, ...required }, renamed };
}

function isTaken(name: string, rule: KeyRule): boolean {
  return name !== '' && name.length <= rule.most && [...name].every((each, at) => isLegal(each, at, rule));
}

function isLegal(each: string, at: number, { character, first }: KeyRule): boolean {
  return character.test(each) && (at > 0 || first === undefined || first.test(each));
}

function freeName(original: string, rule: KeyRule, taken: ReadonlySet<string>): string {
  const { most } = rule;
  const marked = [...original].map((each, at) => (isLegal(each, at, rule) ? each : markOf(each))).join('') || 'unnamed';
  if (marked.length <= most && !taken.has(marked)) return marked;
  const hash = hashText(original).padStart(HASH_LENGTH, '0').slice(-HASH_LENGTH);
  return `${marked.slice(0, most - HASH_LENGTH - 1)}_${hash}`;
}

function markOf(character: string): string {
  return `_x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}_`;
}
