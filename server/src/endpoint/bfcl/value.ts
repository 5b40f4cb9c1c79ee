/**
 * A value as Python holds it: an integer is a `bigint`, a float a `number`, so that 5 and 5.0 stay apart.
 * A list is an array, a tuple a {@link PyTuple}, a dict a `Map`.
 */
export type Py = null | boolean | bigint | number | string | readonly Py[] | PyTuple | PyDict;
export type PyDict = ReadonlyMap<Py, Py>;

/** A Python tuple: equal to no list. */
export class PyTuple {
  readonly items: readonly Py[];

  constructor(items: readonly Py[]) {
    this.items = items;
  }
}

/** Names of Python's types, as `type(value)` tells them: a boolean is no integer. */
export type PyType = 'NoneType' | 'bool' | 'int' | 'float' | 'str' | 'list' | 'tuple' | 'dict';

export function typeOf(value: Py): PyType {
  if (value === null) return 'NoneType';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return 'float';
  if (typeof value === 'string') return 'str';
  if (isList(value)) return 'list';
  return value instanceof PyTuple ? 'tuple' : 'dict';
}

export function isList(value: Py | undefined): value is readonly Py[] {
  return Array.isArray(value);
}

export function isDict(value: Py | undefined): value is PyDict {
  return value instanceof Map;
}

/** Python's `==`: 1, 1.0 and True are equal, dicts are equal in any order, floats exactly. */
export function pyEqual(one: Py, other: Py): boolean {
  const left = asNumber(one);
  const right = asNumber(other);
  // JavaScript compares a bigint with a number by mathematical value, as Python does.
  if (left !== undefined || right !== undefined) {
    return left !== undefined && right !== undefined && left <= right && left >= right;
  }
  if (isList(one)) return isList(other) && sameItems(one, other);
  if (one instanceof PyTuple) return other instanceof PyTuple && sameItems(one.items, other.items);
  if (isDict(one)) return isDict(other) && sameEntries(one, other);
  return one === other;
}

/** Python's `value in list`. */
export function isIn(value: Py, list: readonly Py[]): boolean {
  return list.some((item) => pyEqual(value, item));
}

function asNumber(value: Py): bigint | number | undefined {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return typeof value === 'bigint' || typeof value === 'number' ? value : undefined;
}

function sameItems(one: readonly Py[], other: readonly Py[]): boolean {
  return one.length === other.length && one.every((item, index) => pyEqual(item, other[index] as Py));
}

function sameEntries(one: PyDict, other: PyDict): boolean {
  if (one.size !== other.size) return false;
  return [...one].every(([key, value]) => other.has(key) && pyEqual(value, other.get(key) as Py));
}

/** The form in which equal keys of a dict are the same key of a `Map`; undefined for what Python cannot hash. */
export function keyOf(value: Py): Py | undefined {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (isList(value) || isDict(value)) return undefined;
  return value instanceof PyTuple ? repr(value) : value;
}

/** Python's source of a value, which `ast.literal_eval` reads back. */
export function repr(value: Py): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return floatText(value);
  if (typeof value === 'string') return stringText(value);
  if (isList(value)) return `[${value.map(repr).join(', ')}]`;
  if (value instanceof PyTuple) return `(${value.items.map(repr).join(', ')}${value.items.length === 1 ? ',' : ''})`;
  return `{${[...(value as PyDict)].map(([key, item]) => `${repr(key)}: ${repr(item)}`).join(', ')}}`;
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? '1e999' : '-1e999';
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function stringText(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const escaped = value.replace(/[\\\p{Cc}\p{Cs}'"]/gu, (char) => {
    if (char === '\\') return '\\\\';
    if (char === '\n') return '\\n';
    if (char === '\r') return '\\r';
    if (char === '\t') return '\\t';
    if (char === quote) return `\\${char}`;
    if (char === '"' || char === "'") return char;
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `${quote}${escaped}${quote}`;
}
