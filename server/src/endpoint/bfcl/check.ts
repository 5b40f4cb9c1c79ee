import { isDict, isIn, isList, type Py, type PyDict, type PyType, typeOf } from './value.ts';

/** A call as decoded: its name and arguments. Arguments that are no dict cannot be right. */
export interface BfclCall {
  readonly name: string;
  readonly arguments: Py;
}

/** What the functions of a row are called in a result: as written, or as an endpoint allows, dots as `_`. */
export type NameForm = 'written' | 'underscores';

/** The data is such that the published checker itself ends; the row is not measured. */
export class Unjudgeable extends Error {
  override readonly name = 'Unjudgeable';
}

/** How a parameter's value is read before it is compared. */
export interface ParameterType {
  /** Python type that the value must have. */
  readonly type: PyType;
  /** Python type of items, where they are looked at. */
  readonly items?: PyType;
}

/** How a language of calls reads values. */
export interface ValueLanguage {
  /**
   * The declared type and the value as that language reads it, or words why it cannot be right.
   * @throws Unjudgeable for a declared type that the checker does not know
   */
  read(schema: PyDict, value: Py): { readonly wanted: ParameterType; readonly value: Py } | string;
}

/** Blank, `, . / - _ * ^` do not count, nor do case and the kind of quotes. */
export function standardText(text: string): string {
  return text
    .replace(/[ ,./\-_*^]/g, '')
    .toLowerCase()
    .replaceAll("'", '"');
}

/**
 * Compares a call with a function and the values that the answer allows.
 * @param doc the function's `{name, parameters: {properties, required}}`
 * @param allowed for each parameter the list of allowed values; "" in it lets the parameter be absent
 * @returns words why it is wrong; undefined where it is right
 * @throws Unjudgeable where the published checker ends
 */
export function checkCall(
  doc: PyDict,
  call: BfclCall,
  allowed: PyDict,
  language: ValueLanguage,
  form: NameForm,
): string | undefined {
  const name = String(doc.get('name'));
  const expected = form === 'underscores' ? name.replaceAll('.', '_') : name;
  if (call.name !== expected) return `the function called is ${call.name}, not ${expected}`;
  if (!isDict(call.arguments)) return `the arguments of ${expected} are no object`;
  const schema = doc.get('parameters');
  const properties = dictAt(schema, 'properties');
  const given = call.arguments;
  for (const required of listAt(schema, 'required')) {
    if (!given.has(required)) return `the required argument ${String(required)} is missing`;
  }
  for (const [key, value] of given) {
    const problem = checkArgument(String(key), value, properties.get(key), allowed.get(key), language);
    if (problem !== undefined) return problem;
  }
  const absent = [...allowed].find(([key, values]) => !given.has(key) && !isIn('', asList(values)));
  return absent === undefined ? undefined : `the argument ${String(absent[0])} is missing`;
}

function checkArgument(
  key: string,
  given: Py,
  schema: Py | undefined,
  values: Py | undefined,
  language: ValueLanguage,
): string | undefined {
  if (!isDict(schema)) return `the argument ${key} is not declared`;
  if (values === undefined) return `the argument ${key} is not expected`;
  const read = language.read(schema, given);
  if (typeof read === 'string') return `the argument ${key} ${read}`;
  const allowed = asList(values);
  const fit = fitType(read.value, allowed, read.wanted);
  if (fit === undefined) return `the argument ${key} has the wrong type: ${typeOf(read.value)}`;
  return isAllowed(read.value, allowed, read.wanted, fit === 'variable')
    ? undefined
    : `the argument ${key} has a value that is not among the allowed ones`;
}

function fitType(value: Py, allowed: readonly Py[], wanted: ParameterType): 'declared' | 'variable' | undefined {
  const answerType = firstType(allowed);
  if (typeOf(value) === wanted.type) {
    const items = wanted.items;
    if (items !== undefined && !allowed.some((entry) => acceptsItems(value, entry, items))) return undefined;
    return answerType !== undefined && answerType !== wanted.type ? 'variable' : 'declared';
  }
  return answerType !== undefined && typeOf(value) === answerType ? 'variable' : undefined;
}

/** An entry that is no list accepts any items. */
function acceptsItems(value: Py, entry: Py, wanted: PyType): boolean {
  if (!isList(entry)) return true;
  const answerType = firstType(entry);
  return asList(value).every((item) => typeOf(item) === wanted || typeOf(item) === answerType);
}

function firstType(values: readonly Py[]): PyType | undefined {
  const first = values.find((value) => value !== '');
  return first === undefined ? undefined : typeOf(first);
}

function isAllowed(value: Py, allowed: readonly Py[], wanted: ParameterType, variable: boolean): boolean {
  if (variable) return isIn(value, allowed);
  if (isDict(value)) return allowedDict(value, allowed);
  if (isList(value) && wanted.items === 'dict') return allowedDicts(value, allowed);
  if (typeof value === 'string') return isIn(standard(value), allowed.filter(isText).map(standard));
  if (isList(value)) return isIn(value.map(standard), allowed.map(standardItems));
  return isIn(value, allowed);
}

function allowedDict(value: PyDict, allowed: readonly Py[]): boolean {
  return allowed.some((entry) => entry !== '' && isDict(entry) && fitsDict(value, entry));
}

function fitsDict(value: PyDict, entry: PyDict): boolean {
  for (const [key, item] of value) {
    if (!entry.has(key) || !isIn(standard(item), asList(entry.get(key)).map(standard))) return false;
  }
  return [...entry].every(([key, values]) => value.has(key) || isIn('', asList(values)));
}

function allowedDicts(value: readonly Py[], allowed: readonly Py[]): boolean {
  return allowed.some((entry) => {
    const dicts = asList(entry);
    return dicts.length === value.length && value.every((item, at) => fitsItem(item, dicts[at] as Py));
  });
}

function fitsItem(item: Py, entry: Py): boolean {
  if (entry === '') return false;
  if (!isDict(item)) throw new Unjudgeable('an item of a list of objects is no object, which ends the checker');
  return allowedDict(item, [entry]);
}

function standard(value: Py): Py {
  return typeof value === 'string' ? standardText(value) : value;
}

function standardItems(entry: Py): Py[] {
  return asList(entry).map(standard);
}

function isText(value: Py): value is string {
  return typeof value === 'string';
}

/** A text stands for the list of its characters, as where Python counts through it. */
function asList(value: Py | undefined): readonly Py[] {
  if (isList(value)) return value;
  if (typeof value === 'string') return [...value];
  throw new Unjudgeable('the answer holds a value where a list of allowed values belongs');
}

function dictAt(value: Py | undefined, key: string): PyDict {
  const found = isDict(value) ? value.get(key) : undefined;
  return isDict(found) ? found : new Map();
}

function listAt(value: Py | undefined, key: string): readonly Py[] {
  const found = isDict(value) ? value.get(key) : undefined;
  return isList(found) ? found : [];
}
