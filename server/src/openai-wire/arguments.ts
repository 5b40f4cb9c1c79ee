import { type ParseError, parse } from 'jsonc-parser';
import { isObject, type Json, type JsonObject, parsedJson } from '../json/index.ts';

/** What this client put right in a call; a published checker would have refused it. */
export type Repair = 'object' | 'empty' | 'text-of-text' | 'in-text' | 'broken-json';

/** Arguments as they could be read, and what was wrong with them. */
export interface ReadArguments {
  readonly arguments: JsonObject;
  readonly problem?: string;
  readonly repair?: Repair;
}

/**
 * Reads the arguments of a call in any form that servers send: JSON text, an object, nothing, `""` or `"null"` for a call
 * without arguments, JSON text of JSON text. What is no object or is cut off is read as far as it goes.
 */
export function readArguments(sent: unknown): ReadArguments {
  if (sent === undefined || sent === null) return { arguments: {}, repair: 'empty' };
  if (isObject(sent)) return { arguments: sent, repair: 'object' };
  if (typeof sent !== 'string') return { arguments: {}, problem: 'the arguments are no object' };
  const text = sent.trim();
  if (text === '' || text === 'null') return { arguments: {}, repair: 'empty' };
  return readText(text, 0);
}

function readText(text: string, depth: number): ReadArguments {
  const exact = parsedJson(text);
  if (isObject(exact)) return { arguments: exact };
  if (typeof exact === 'string' && depth === 0) return { repair: 'text-of-text', ...readText(exact.trim(), 1) };
  if (exact !== undefined) return { arguments: {}, problem: 'the arguments are no object' };
  const errors: ParseError[] = [];
  const tolerant: unknown = parse(text, errors, { allowTrailingComma: true, disallowComments: false });
  return {
    arguments: isObject(tolerant) ? tolerant : {},
    problem: 'the arguments are no valid JSON',
    repair: 'broken-json',
  };
}

/** A body of a reply. Servers in Python write `NaN` and `Infinity` beside probabilities, which JSON does not know: they are null here. */
export function parseBody(text: string): Json | undefined {
  const value = parsedJson(text);
  if (value !== undefined || !/\b(?:NaN|Infinity)\b/.test(text)) return value;
  // Texts are taken whole, so that what they say stays.
  return parsedJson(
    text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (part) => (part.startsWith('"') ? part : 'null')),
  );
}
