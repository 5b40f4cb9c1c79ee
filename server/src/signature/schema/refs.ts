import { isObject, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';

const MAX_HOPS = 32;
const MAX_LEVELS = 200;
const MAX_DEFS = 2_000;
/** Words of OpenAPI that say nothing a signature can keep. */
const LEFT_OUT: ReadonlySet<string> = new Set(['xml', 'externalDocs', 'discriminator']);

/** Keywords whose value is data: a `$ref` inside is no reference. */
const DATA_KEYWORDS: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const']);

/** Value behind a local JSON pointer (`#/components/schemas/Pet`); undefined when nothing is there. */
export function lookUp(root: JsonObject, pointer: string): Json | undefined {
  if (pointer === '#') return root;
  if (!pointer.startsWith('#/')) return undefined;
  let current: Json | undefined = root;
  for (const step of pointer.slice(2).split('/')) {
    const key = unescapeStep(step);
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as JsonObject)[key];
  }
  return current;
}

function unescapeStep(step: string): string {
  const plain = step.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

/** Follows `$ref`s of a parameter, request body, response or path item. Loops and remote ones give undefined. */
export function deref(
  root: JsonObject,
  value: Json | undefined,
  report: (ref: string) => void,
): JsonObject | undefined {
  let current = value;
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    if (!isObject(current)) return undefined;
    const { $ref } = current;
    if (typeof $ref !== 'string') return current;
    const target = lookUp(root, $ref);
    if (target === undefined) report($ref);
    current = target;
  }
  return undefined;
}

/**
 * Copies schemas out of an OpenAPI document into a self-contained one: every local `$ref` becomes one into `defs`, and
 * what it names is copied there once, so that cycles cost nothing. Remote references are reported and admit anything.
 */
export class SchemaCopier {
  readonly defs: Record<string, JsonSchema> = {};
  readonly #root: JsonObject;
  readonly #report: (ref: string) => void;
  readonly #names = new Map<string, string>();

  constructor(root: JsonObject, report: (ref: string) => void) {
    this.#root = root;
    this.#report = report;
  }

  copy(value: Json | undefined): JsonSchema {
    const copied = this.#copy(value, 0);
    return isObject(copied) ? (copied as JsonSchema) : {};
  }

  #copy(value: Json | undefined, level: number): Json {
    if (value === undefined || level > MAX_LEVELS) return {};
    if (Array.isArray(value)) return value.map((item) => this.#copy(item, level + 1));
    if (!isObject(value)) return value;
    const copied: JsonObject = {};
    for (const [key, child] of Object.entries(value)) {
      if (LEFT_OUT.has(key)) continue;
      if (key === '$ref' && typeof child === 'string') {
        const ref = this.#reference(child);
        if (ref !== undefined) copied.$ref = ref;
      } else if (key === 'properties' && isObject(child)) copied.properties = this.#copyProperties(child, level);
      else setOwn(copied, key, DATA_KEYWORDS.has(key) ? structuredClone(child) : this.#copy(child, level + 1));
    }
    return copied;
  }

  /** Names of properties are data: one may be called `xml` or `example`. */
  #copyProperties(properties: JsonObject, level: number): JsonObject {
    const copied: JsonObject = {};
    for (const [name, child] of Object.entries(properties)) setOwn(copied, name, this.#copy(child, level + 2));
    return copied;
  }

  #reference(ref: string): string | undefined {
    const target = lookUp(this.#root, ref);
    if (target === undefined || (!isObject(target) && typeof target !== 'boolean')) {
      this.#report(ref);
      return undefined;
    }
    const name = this.#names.get(ref) ?? this.#define(ref, target);
    return name === undefined ? undefined : `#/$defs/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }

  #define(ref: string, target: JsonObject | boolean): string | undefined {
    if (this.#names.size >= MAX_DEFS) return undefined;
    const base = unescapeStep(ref.split('/').at(-1) ?? '') || 'Root';
    let name = base;
    for (let count = 2; Object.hasOwn(this.defs, name); count++) name = `${base}${count}`;
    this.#names.set(ref, name);
    setOwn(this.defs, name, {});
    setOwn(this.defs, name, this.#copy(target, 1));
    return name;
  }
}
