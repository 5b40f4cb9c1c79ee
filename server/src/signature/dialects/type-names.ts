import type { JsonSchema } from '../../json/index.ts';

/**
 * Type names of other worlds (Python, Java, JavaScript, TypeScript, SQL, Gemini's upper case) as JSON Schema 2020-12:
 * `dict`, `List[int]`, `str, optional`, `HashMap<String, Integer>`, `STRING`, `DATE (YYYY-MM-DD)`.
 */
export interface MappedType {
  /** A fresh fragment; `{}` admits any value. */
  readonly schema: JsonSchema;
  /** The name itself says that the parameter may be left out (`Optional[int]`, `str, optional`). */
  readonly optional: boolean;
}

const JSON_TYPES: ReadonlySet<string> = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);

export function isJsonType(name: string): boolean {
  return JSON_TYPES.has(name);
}

/** Simple names, lower case, by the JSON type they stand for. */
const SIMPLE = new Map<string, JsonSchema>();
const add = (schema: JsonSchema, names: string): void => {
  for (const name of names.split(' ')) SIMPLE.set(name, schema);
};
add({ type: 'string' }, 'string str text char character varchar charsequence stringbuilder enum path file filepath');
add({ type: 'string' }, 'bytes bytearray binary password regex pattern symbol uuid decimalstring numericstring');
add({ type: 'integer' }, 'integer int long short byte int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 bigint');
add({ type: 'integer' }, 'biginteger size_t unsigned positiveint');
add({ type: 'number' }, 'number float double decimal real numeric float32 float64 bigdecimal num');
add({ type: 'boolean' }, 'boolean bool');
add(
  { type: 'object' },
  'object dict dictionary map hashmap hashtable treemap linkedhashmap mapping record struct json',
);
add({ type: 'object' }, 'jsonobject ordereddict defaultdict');
add(
  { type: 'array' },
  'array list tuple arraylist linkedlist vector sequence iterable iterator collection queue deque',
);
add({ type: 'array' }, 'stack jsonarray ndarray np.ndarray numpy.ndarray np.array numpy.array tensor');
add({ type: 'string' }, 'callable function geopoint credentials html xml markdown base64');
add({ type: 'array', uniqueItems: true }, 'set hashset frozenset treeset');
add({ type: 'null' }, 'null none nonetype void undefined nil');
add({}, 'any unknown mixed variant dynamic anytype typing.any');
add({ type: 'string', format: 'date' }, 'date localdate datetime.date');
add({ type: 'string', format: 'time' }, 'time localtime datetime.time');
add({ type: 'string', format: 'date-time' }, 'datetime date-time timestamp instant localdatetime datetime.datetime');
add({ type: 'string', format: 'uri' }, 'uri url');
add({ type: 'string', format: 'email' }, 'email');
SIMPLE.set('uuid', { type: 'string', format: 'uuid' });

const known = new Map<string, MappedType | null>();
const MAX_KNOWN = 5_000;
const MAX_NAME = 2_000;
/** Generics in generics that are read. */
const MAX_NESTING = 40;

/** What a type name stands for; undefined for a name nobody knows. Same name, equal answer; the fragment is fresh. */
export function mapTypeName(name: string): MappedType | undefined {
  let mapped = known.get(name);
  if (mapped === undefined) {
    mapped = name.length > MAX_NAME ? null : (new TypeNameParser(name).parse() ?? null);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(name, mapped);
  }
  return mapped === null ? undefined : { schema: structuredClone(mapped.schema), optional: mapped.optional };
}

/** Recursive descent over `name`, `name[…]`, `name<…>`, `name[]`, `a | b`, `Literal[…]`. */
class TypeNameParser {
  readonly #tokens: readonly string[];
  #next = 0;
  #optional = false;
  #depth = 0;

  constructor(name: string) {
    // "list(str)" and "array of strings" say what "List[str]" says.
    const bracketed = name.replace(/^\s*(list|array|set|tuple|dict|optional|union)\s*\(([^()]+)\)/i, '$1[$2]');
    // A note in parentheses, and whatever follows a comma at top level, describe: "DATE (YYYY-MM-DD)", "str, optional".
    const bare = bracketed.replace(/\([^()]*\)/g, ' ').trim();
    const comma = topLevelComma(bare);
    this.#optional = /\boptional\b/i.test(comma < 0 ? '' : bare.slice(comma)) || /\(\s*optional\s*\)/i.test(name);
    const type = (comma < 0 ? bare : bare.slice(0, comma)).trim();
    this.#tokens = type.match(/'[^']*'|"[^"]*"|[\p{L}_$][\p{L}\p{N}_$.-]*|-?\d+(?:\.\d+)?|[[\]<>|,?]/gu) ?? [];
  }

  parse(): MappedType | undefined {
    const schema = this.#union();
    return schema === undefined || this.#next < this.#tokens.length ? undefined : { schema, optional: this.#optional };
  }

  #peek(): string | undefined {
    return this.#tokens[this.#next];
  }

  #take(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#next++;
    return true;
  }

  #takeWord(word: string): boolean {
    return this.#peek()?.toLowerCase() === word && this.#take(this.#peek() ?? '');
  }

  #union(): JsonSchema | undefined {
    const members: JsonSchema[] = [];
    do {
      const member = this.#postfix();
      if (member === undefined) return undefined;
      members.push(member);
    } while (this.#take('|') || this.#takeWord('or'));
    return members.length === 1 ? members[0] : unionOf(members);
  }

  #postfix(): JsonSchema | undefined {
    let schema = this.#named();
    while (schema !== undefined) {
      if (this.#take('?')) this.#optional = true;
      else if (this.#tokens[this.#next] === '[' && this.#tokens[this.#next + 1] === ']') {
        this.#next += 2;
        schema = { type: 'array', items: schema };
      } else break;
    }
    return schema;
  }

  #named(): JsonSchema | undefined {
    if (this.#depth >= MAX_NESTING) return undefined;
    this.#depth++;
    const schema = this.#nameOrGeneric();
    this.#depth--;
    return schema;
  }

  #nameOrGeneric(): JsonSchema | undefined {
    const token = this.#peek();
    if (token === undefined) return undefined;
    this.#next++;
    const literal = literalOf(token);
    if (literal !== undefined) return { const: literal };
    const name = token.toLowerCase().replace(/^(?:typing|collections|java\.util|java\.lang)\./, '');
    const open = this.#peek();
    const generic = (open === '[' && this.#tokens[this.#next + 1] !== ']') || open === '<';
    if (!generic) {
      const simple = SIMPLE.get(name) ?? SIMPLE.get(name.replace(/s$/, ''));
      if (simple?.type === 'array' && this.#takeWord('of')) {
        const items = this.#postfix();
        return items === undefined ? undefined : { ...simple, ...(isEmpty(items) ? {} : { items }) };
      }
      if (simple !== undefined) return { ...simple };
      return name === 'optional' ? {} : undefined;
    }
    if (name === 'callable') return this.#skipBrackets() ? { type: 'string' } : undefined;
    this.#next++;
    const inner = this.#arguments(open === '[' ? ']' : '>');
    return inner === undefined ? undefined : this.#generic(name, inner);
  }

  /** Passes over a bracket and all inside: what a function takes and gives says nothing about its text. */
  #skipBrackets(): boolean {
    let depth = 0;
    do {
      const token = this.#peek();
      if (token === undefined) return false;
      this.#next++;
      if (token === '[' || token === '<') depth++;
      else if (token === ']' || token === '>') depth--;
    } while (depth > 0);
    return true;
  }

  #arguments(close: string): JsonSchema[] | undefined {
    const found: JsonSchema[] = [];
    do {
      const argument = this.#union();
      if (argument === undefined) return undefined;
      found.push(argument);
    } while (this.#take(','));
    return this.#take(close) ? found : undefined;
  }

  #generic(name: string, inner: JsonSchema[]): JsonSchema | undefined {
    const first = inner[0] ?? {};
    const base = SIMPLE.get(name);
    if (name === 'optional') {
      this.#optional = true;
      return first;
    }
    if (name === 'union' || name === 'literal') return unionOf(inner);
    if (name === 'annotated' || name === 'final' || name === 'promise' || name === 'readonly') return first;
    if (name === 'tuple' && inner.length > 1) {
      return { type: 'array', prefixItems: inner, minItems: inner.length, maxItems: inner.length };
    }
    if (base?.type === 'array') return { ...base, ...(isEmpty(first) ? {} : { items: first }) };
    if (base?.type === 'object') {
      const value = inner[1];
      return { ...base, ...(value === undefined || isEmpty(value) ? {} : { additionalProperties: value }) };
    }
    return undefined;
  }
}

function isEmpty(schema: JsonSchema): boolean {
  return Object.keys(schema).length === 0;
}

/** Value of `'a'`, `"a"`, `3`, `true`; undefined for a name. */
function literalOf(token: string): string | number | boolean | undefined {
  if (/^['"]/.test(token)) return token.slice(1, -1);
  if (/^-?\d/.test(token)) return Number(token);
  if (/^true$|^True$/.test(token)) return true;
  return /^false$|^False$/.test(token) ? false : undefined;
}

/** One schema for "any of these": an enum of literals, a list of types, else `anyOf`. */
function unionOf(members: JsonSchema[]): JsonSchema {
  const [first] = members;
  if (first === undefined) return {};
  const literals = members.filter((member) => Object.hasOwn(member, 'const'));
  if (literals.length === members.length) {
    const values = members.map((member) => member.const ?? null);
    const type = typeof values[0];
    return values.every((value) => typeof value === type) && type === 'string'
      ? { type: 'string', enum: values }
      : { enum: values };
  }
  if (members.length === 1) return first;
  if (members.some(isEmpty)) return {};
  const simple = members.every((member) => typeof member.type === 'string' && Object.keys(member).length === 1);
  if (!simple) return { anyOf: members };
  const types = [...new Set(members.map((member) => String(member.type)))];
  return types.length === 1 ? first : { type: types };
}

/** Offset of the first comma outside brackets, -1 when there is none. */
function topLevelComma(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '[' || character === '<') depth++;
    else if (character === ']' || character === '>') depth--;
    else if (character === ',' && depth === 0) return index;
  }
  return -1;
}
