import { type ParseError, parse } from 'jsonc-parser';
import { isObject, type Json, type JsonObject } from '../json/index.ts';

/** Arguments as they could be read, and what was wrong with them. */
export interface ReadArguments {
  readonly arguments: JsonObject;
  readonly problem?: string;
}

/**
 * Reads the arguments of a call in any form that servers send: JSON text, an object, nothing, `""` or `"null"` for a call
 * without arguments, JSON text of JSON text. What is no object or is cut off is read as far as it goes.
 */
export function readArguments(sent: unknown): ReadArguments {
  if (sent === undefined || sent === null) return { arguments: {} };
  if (isObject(sent)) return { arguments: sent };
  if (typeof sent !== 'string') return { arguments: {}, problem: 'the arguments are no object' };
  const text = sent.trim();
  if (text === '' || text === 'null') return { arguments: {} };
  return readText(text, 0);
}

function readText(text: string, depth: number): ReadArguments {
  const exact = tryParse(text);
  if (isObject(exact)) return { arguments: exact };
  if (typeof exact === 'string' && depth === 0) return readText(exact.trim(), 1);
  if (exact !== undefined) return { arguments: {}, problem: 'the arguments are no object' };
  const errors: ParseError[] = [];
  const tolerant: unknown = parse(text, errors, { allowTrailingComma: true, disallowComments: false });
  return { arguments: isObject(tolerant) ? tolerant : {}, problem: 'the arguments are no valid JSON' };
}

/** The value of a JSON text, undefined where it is none. */
export function tryParse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
