import { Unjudgeable, type ValueLanguage } from './check.ts';
import { itemType } from './python.ts';
import type { Py, PyType } from './value.ts';

const TYPES: ReadonlyMap<Py | undefined, PyType> = new Map<Py, PyType>([
  ['byte', 'int'],
  ['short', 'int'],
  ['integer', 'int'],
  ['long', 'int'],
  ['float', 'float'],
  ['double', 'float'],
  ['boolean', 'bool'],
  ['char', 'str'],
  ['String', 'str'],
  ['any', 'str'],
  ['Array', 'list'],
  ['ArrayList', 'list'],
  ['HashMap', 'dict'],
]);

/** Java values: each comes as a JSON string that holds Java source. What does not fit its type stays text. */
export const javaValues: ValueLanguage = {
  read(schema, value) {
    const declared = schema.get('type');
    const type = typeNamed(declared);
    const inner = declared === 'Array' || declared === 'ArrayList' ? itemType(schema) : undefined;
    const wanted = type === 'list' ? { type, items: typeNamed(inner) } : { type };
    if (typeof value !== 'string') return 'is no text of Java source';
    return { wanted, value: convert(value, declared, inner) };
  },
};

function typeNamed(name: Py | undefined): PyType {
  const type = TYPES.get(name);
  if (type === undefined) throw new Unjudgeable(`the type ${String(name)} is none that the checker can read in Java`);
  return type;
}

function convert(text: string, type: Py | undefined, inner?: Py): Py {
  switch (type) {
    case 'byte':
    case 'short':
    case 'integer':
      return /^-?\d+\n?$/.test(text) ? BigInt(text.trim()) : text;
    case 'long':
      return /^-?\d+[lL]\n?$/.test(text) ? BigInt(text.trim().slice(0, -1)) : text;
    case 'float':
      return /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?[fF]\n?$/.test(text) ? Number(text.trim().slice(0, -1)) : text;
    case 'double':
      return /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?\n?$/.test(text) ? Number(text.trim()) : text;
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : text;
    case 'Array':
      return arrayOf(text, inner);
    case 'ArrayList':
      return arrayListOf(text, inner);
    case 'HashMap':
      return hashMapOf(text);
    default:
      return text;
  }
}

function arrayOf(text: string, inner: Py | undefined): Py {
  const items = /new\s+\w+\[\]\s*\{(.*?)\}/.exec(text)?.[1];
  if (items === undefined) return text;
  return items === '' ? [] : items.split(',').map((item) => convert(item.trim(), inner));
}

function arrayListOf(text: string, inner: Py | undefined): Py {
  const listed = /new\s+ArrayList<\w*>\(Arrays\.asList\((.+?)\)\)/.exec(text)?.[1];
  if (listed !== undefined) return listed.split(',').map((item) => listItem(item.trim(), inner));
  const added = /new\s+ArrayList<\w*>\(\)\s*\{\{\s*([\s\S]+?)\s*\}\}/.exec(text)?.[1];
  if (added !== undefined) {
    return [...added.matchAll(/add\((.+?)\)/g)].map((match) => listItem((match[1] as string).trim(), inner));
  }
  return /new\s+ArrayList<\w*>\(\)/.test(text) ? [] : text;
}

/** Texts lose their first and last character, whatever these are. */
function listItem(text: string, inner: Py | undefined): Py {
  return inner === 'String' || inner === 'char' ? text.slice(1, -1) : convert(text, inner);
}

function hashMapOf(text: string): Py {
  const body = /new\s+HashMap<.*?>\s*\(\)\s*\{\s*\{?\s*([\s\S]*?)\s*\}?\s*\}/.exec(text)?.[1];
  if (body === undefined) return /new\s+HashMap<.*?>\s*\(\)/.test(text) ? new Map() : text;
  const entries = [...body.matchAll(/put\("(.*?)",\s*(.*?)\)/g)];
  return new Map<Py, Py>(entries.map((entry) => [entry[1] as string, mapValue((entry[2] as string).trim())]));
}

function mapValue(text: string): Py {
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^".*"$/.test(text) && text.length > 1) return text.slice(1, -1);
  if (/^-?\d+[lL]$/.test(text)) return BigInt(text.slice(0, -1));
  if (/^-?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?[fF]$/.test(text)) return Number(text.slice(0, -1));
  return guessNumber(text) ?? text;
}

/** A number as Python's `int` and `float` read a text. */
export function guessNumber(text: string): bigint | number | undefined {
  const plain = text.trim();
  if (/^[-+]?\d+(?:_\d+)*$/.test(plain)) return BigInt(plain.replaceAll('_', '').replace(/^\+/, ''));
  if (/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(plain)) return Number(plain);
  return undefined;
}
