import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Json, JsonObject } from '../../json/index.ts';
import { plainTree } from './tree.ts';

/** Nesting that is read; what lies deeper is cut, so that no later stage needs to fear its own recursion. */
export const MAX_DEPTH = 256;

export interface TextProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/**
 * The value of one element. Well-formed text takes the fast way; anything else is read tolerantly (comments, trailing
 * commas, missing brackets) with a list of what is wrong. `deep` says that the text nests beyond `MAX_DEPTH`.
 */
export function parseElement(text: string, deep: boolean): { value: Json | undefined; problems: TextProblem[] } {
  try {
    const value = JSON.parse(text) as Json;
    return { value: deep ? cutDepth(value, MAX_DEPTH) : value, problems: [] };
  } catch {
    if (deep) return { value: undefined, problems: [wholeText(text, 'malformed, and nested too deeply to be mended')] };
    return parseTolerantly(text);
  }
}

/** The tree of one element with offsets; undefined when the text holds no value or nests beyond `MAX_DEPTH`. */
export function parseElementTree(text: string, deep: boolean): Node | undefined {
  if (deep) return undefined;
  return plainTree(text) ?? parseTree(text, [], { allowTrailingComma: true });
}

function parseTolerantly(text: string): { value: Json | undefined; problems: TextProblem[] } {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const problems = errors.slice(0, 20).map(({ error, offset, length }) => ({
    start: Math.min(offset, text.length),
    end: Math.min(Math.max(offset + length, offset + 1), text.length),
    message: pythonWords(text, offset) ?? ERROR_WORDS.get(printParseErrorCode(error)) ?? 'this is not JSON',
  }));
  return { value: tree === undefined ? undefined : nodeValue(tree), problems };
}

/** What Python prints instead of JSON: `{'a': None}`. */
const PYTHON_WORDS = [
  ["'", 'JSON has double quotes only; Python writes it with json.dumps'],
  ['None', 'JSON has null for None; Python writes it with json.dumps'],
  ['True', 'JSON has true for True; Python writes it with json.dumps'],
  ['False', 'JSON has false for False; Python writes it with json.dumps'],
] as const;

function pythonWords(text: string, offset: number): string | undefined {
  return PYTHON_WORDS.find(([word]) => text.startsWith(word, offset))?.[1];
}

function wholeText(text: string, message: string): TextProblem {
  return { start: 0, end: Math.min(1, text.length), message };
}

const ERROR_WORDS: ReadonlyMap<string, string> = new Map([
  ['InvalidSymbol', 'this is no JSON value'],
  ['InvalidNumberFormat', 'this number is malformed'],
  ['PropertyNameExpected', 'a property name in double quotes is expected'],
  ['ValueExpected', 'a value is expected'],
  ['ColonExpected', 'a colon is expected'],
  ['CommaExpected', 'a comma is expected'],
  ['CloseBraceExpected', 'a closing brace is expected'],
  ['CloseBracketExpected', 'a closing bracket is expected'],
  ['EndOfFileExpected', 'nothing more is expected here'],
  ['InvalidCommentToken', 'this comment is malformed'],
  ['UnexpectedEndOfComment', 'this comment is not closed'],
  ['UnexpectedEndOfString', 'this string is not closed'],
  ['UnexpectedEndOfNumber', 'this number is not finished'],
  ['InvalidUnicode', 'this \\u escape is malformed'],
  ['InvalidEscapeCharacter', 'this escape is not one of JSON'],
  ['InvalidCharacter', 'this character must be escaped in a string'],
]);

/** Value of a tree. Keys become own properties whatever their name, `__proto__` too. */
function nodeValue(node: Node): Json {
  switch (node.type) {
    case 'array':
      return (node.children ?? []).map(nodeValue);
    case 'object': {
      const value: JsonObject = {};
      for (const property of node.children ?? []) {
        const [key, child] = property.children ?? [];
        if (key !== undefined) setOwn(value, String(key.value), child === undefined ? null : nodeValue(child));
      }
      return value;
    }
    default:
      return (node.value ?? null) as Json;
  }
}

/** `target[key] = value` that makes an own property of every key. */
export function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else target[key] = value;
}

/** The value without the objects and lists that lie below `levels`. Not recursive beyond `levels`. */
export function cutDepth(value: Json, levels: number): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return levels <= 1 ? value.filter(isPlain) : value.map((item) => cutDepth(item, levels - 1));
  for (const key of Object.keys(value)) {
    const child = value[key] as Json;
    if (levels > 1) setOwn(value, key, cutDepth(child, levels - 1));
    else if (!isPlain(child)) delete value[key];
  }
  return value;
}

function isPlain(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}
