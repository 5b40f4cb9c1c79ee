import { hashText, type JsonSchema } from '../../../json/index.ts';
import type { CatalogEntry } from '../../types.ts';
import { BUILTIN_TYPES } from '../compile.ts';
import { isPlainName } from '../quote.ts';

/** Words that cannot name a type. */
const RESERVED = new Set([
  ...BUILTIN_TYPES,
  'void',
  'true',
  'false',
  'readonly',
  'keyof',
  'typeof',
  'unique',
  'new',
  'infer',
  'asserts',
  'abstract',
]);

/** A type to be declared once for all functions of a namespace that share it. */
export interface DeclaredSchema {
  readonly name: string;
  readonly schema: JsonSchema;
  /** Name of the type a `$ref` inside it leads to. */
  readonly names: ReadonlyMap<string, string>;
}

/** Names for the `$defs` of all functions of one namespace: the same schema under the same key is one type. */
export class TypeNames {
  readonly declared = new Map<string, DeclaredSchema>();
  private readonly byContent = new Map<string, string>();
  private readonly taken = new Set<string>();

  /** Declared name of each key of one schema's `$defs`. */
  namesOf(root: JsonSchema | undefined): ReadonlyMap<string, string> {
    const names = new Map<string, string>();
    const defs = root?.$defs;
    if (typeof defs !== 'object' || defs === null) return names;
    const keys = Object.keys(defs).filter((key) => typeof defs[key] === 'object' && defs[key] !== null);
    for (const key of keys) names.set(key, this.nameFor(key, defs));
    for (const key of keys) {
      const name = names.get(key) as string;
      if (!this.declared.has(name)) this.declared.set(name, { name, schema: defs[key] as JsonSchema, names });
    }
    return names;
  }

  private nameFor(key: string, defs: Readonly<Record<string, JsonSchema>>): string {
    const content = `${key}\n${contentWithReferences(key, defs)}`;
    const known = this.byContent.get(content);
    if (known !== undefined) return known;
    const base = legalTypeName(key);
    let name = base;
    for (let count = 2; this.taken.has(name); count++) name = `${base}_${count}`;
    this.taken.add(name);
    this.byContent.set(content, name);
    return name;
  }
}

/** A key as a type may be called. */
export function legalTypeName(key: string): string {
  const name = key.replace(/[^A-Za-z0-9_$]+/g, '_').replace(/^(?=[0-9])/, '_');
  if (name === '' || RESERVED.has(name)) return `${name}_`;
  return isPlainName(name) ? name : `T_${name}`;
}

/** Definitions up to which each is compared with what it refers to; larger sets are compared as a whole. */
const MAX_COMPARED = 200;
/** Hash of a large set of definitions, '' for a small one. */
const wholes = new WeakMap<object, string>();

/** A definition and all that it refers to, as one text: equal texts are equal types. */
function contentWithReferences(key: string, defs: Readonly<Record<string, JsonSchema>>): string {
  let whole = wholes.get(defs);
  if (whole === undefined) {
    whole = Object.keys(defs).length > MAX_COMPARED ? hashText(JSON.stringify(defs)) : '';
    wholes.set(defs, whole);
  }
  if (whole !== '') return whole;
  const seen = new Set([key]);
  const parts: string[] = [];
  for (const next of seen) {
    const text = JSON.stringify(defs[next]) ?? '';
    parts.push(`${next}=${text}`);
    for (const match of text.matchAll(/"#\/\$defs\/([^"/]+)"/g)) {
      const target = (match[1] as string).replaceAll('~1', '/').replaceAll('~0', '~');
      if (Object.hasOwn(defs, target)) seen.add(target);
    }
  }
  return parts.join('\n');
}

/** Functions by namespace, in the order the namespaces first appear. */
export function byNamespace(entries: readonly CatalogEntry[]): Map<string, CatalogEntry[]> {
  const groups = new Map<string, CatalogEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.signature.namespace);
    if (group === undefined) groups.set(entry.signature.namespace, [entry]);
    else group.push(entry);
  }
  return groups;
}
