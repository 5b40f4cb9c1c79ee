import { Unjudgeable, type ValueLanguage } from './check.ts';
import { guessNumber } from './java.ts';
import { itemType } from './python.ts';
import type { Py, PyType } from './value.ts';

const TYPES: ReadonlyMap<Py | undefined, PyType> = new Map<Py, PyType>([
  ['String', 'str'],
  ['integer', 'int'],
  ['float', 'float'],
  ['Bigint', 'int'],
  ['Boolean', 'bool'],
  ['dict', 'dict'],
  ['array', 'list'],
  ['any', 'str'],
]);
const ARRAYS_IN_ARRAY = /^(?:\[\s*\[.*?\]\s*(?:,\s*\[.*?\]\s*)*\]|new\s+Array\(\s*\[.*?\]\s*(?:,\s*\[.*?\]\s*)*\))/;
const ARRAY = /^(?:\[(.*?)\]|new\s+Array\((.*?)\))/;

/** JavaScript values: each comes as a JSON string that holds JavaScript source. What does not fit its type stays text. */
export const javaScriptValues: ValueLanguage = {
  read(schema, value) {
    const declared = schema.get('type');
    const type = typeNamed(declared);
    const inner = declared === 'array' ? itemType(schema) : undefined;
    const wanted = type === 'list' ? { type, items: typeNamed(inner) } : { type };
    if (typeof value !== 'string') return 'is no text of JavaScript source';
    return { wanted, value: convert(value, declared, inner) };
  },
};

function typeNamed(name: Py | undefined): PyType {
  const type = TYPES.get(name);
  if (type === undefined) {
    throw new Unjudgeable(`the type ${String(name)} is none that the checker can read in JavaScript`);
  }
  return type;
}

function convert(text: string, type: Py | undefined, inner?: Py): Py {
  switch (type) {
    case 'String':
      return withoutPair(text);
    case 'integer':
      return /^-?\d+\n?$/.test(text) ? BigInt(text.trim()) : text;
    case 'float':
      return /^-?\d+(?:\.\d+)?\n?$/.test(text) ? Number(text.trim()) : text;
    case 'Bigint':
      return /^-?\d+n\n?$/.test(text) ? BigInt(text.trim().slice(0, -1)) : text;
    case 'Boolean':
      return text === 'true' || text === 'false' ? text === 'true' : text;
    case 'array':
      return arrayOf(text.trim(), (item) => convert(item, inner));
    case 'dict':
      return dictOf(text.trim());
    default:
      return text;
  }
}

function withoutPair(text: string): string {
  const quoted = text.length > 1 && (text[0] === '"' || text[0] === "'") && text.at(-1) === text[0];
  return quoted ? text.slice(1, -1) : text;
}

function arrayOf(text: string, item: (text: string) => Py): Py {
  const nested = ARRAYS_IN_ARRAY.exec(text)?.[0];
  if (nested !== undefined) return innerArrays(nested);
  const found = ARRAY.exec(text);
  if (found === null) return text;
  const items = (found[1] ?? found[2] ?? '').trim();
  return items === '' ? [] : items.split(',').map((part) => item(part.trim()));
}

function innerArrays(text: string): Py[] {
  return [...text.matchAll(/\[(.*?)\]/g)].map((match, index) => {
    const items = (match[1] as string).trim();
    const plain = index === 0 && items.startsWith('[') ? items.slice(1) : items;
    return plain.split(',').map((part) => guess(part.trim()));
  });
}

/** Up to the first `}`: nested objects are cut there, as the published reader cuts them. */
function dictOf(text: string): Py {
  if (text === '{}') return new Map();
  const body = /^\{(.*?)\}/.exec(text)?.[1];
  if (body === undefined) return text;
  const entries = new Map<Py, Py>();
  for (const pair of body.split(/,(?=[^,]*:)/)) {
    const colon = pair.indexOf(':');
    if (colon < 0) return text;
    entries.set(
      pair
        .slice(0, colon)
        .trim()
        .replace(/^['"]+|['"]+$/g, ''),
      memberOf(pair.slice(colon + 1).trim()),
    );
  }
  return entries;
}

/** Quotes go first, then the rest is guessed, so that `"5"` is 5. */
function memberOf(text: string): Py {
  if (text.startsWith('[') && text.endsWith(']')) return arrayOf(text, guess);
  return guess(text.replace(/^['"]+|['"]+$/g, ''));
}

function guess(text: string): Py {
  if (text === 'true' || text === 'false') return text === 'true';
  const plain = withoutPair(text);
  if (plain !== text) return plain;
  return guessNumber(text) ?? text;
}
