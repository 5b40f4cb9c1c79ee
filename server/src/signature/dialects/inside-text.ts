import { isRecord, type Json, type JsonObject, parsedJson } from '../../json/index.ts';
import type { RawPath } from './found.ts';

/** Longest text that is searched for functions: a system message with hundreds of tools is shorter. */
const MAX_TEXT = 4_000_000;
/** Bracket pairs tried in one text. */
const MAX_TRIES = 200;

/** JSON that is written in a text, as a list: the whole text, what stands in `<tools>`, the first list of objects, or objects one after another. */
export function valuesInText(text: string): Json[] | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const whole = parsed(text);
  if (whole !== undefined) return Array.isArray(whole) ? whole : [whole];
  const tagged = /<tools>([\s\S]*?)<\/tools>/.exec(text)?.[1];
  return tagged === undefined ? (firstList(text) ?? looseTools(text)) : sequence(tagged);
}

/** A text that is JSON as a whole; undefined for any other. */
export function parsed(text: string): Json | undefined {
  return text.length > MAX_TEXT ? undefined : parsedJson(text);
}

/** Values one after the other: a list, or objects with line breaks or commas between them. */
function sequence(text: string): Json[] | undefined {
  const whole = parsed(text);
  if (whole !== undefined) return Array.isArray(whole) ? whole : [whole];
  const values: Json[] = [];
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at)) {
    const end = closing(text, at);
    const value = end < 0 ? undefined : parsed(text.slice(at, end));
    if (value === undefined) break;
    values.push(value);
    at = end;
  }
  return values.length > 0 ? values : undefined;
}

/** The first list of named objects in a text of words. */
function firstList(text: string): Json[] | undefined {
  let tries = 0;
  for (let at = text.indexOf('['); at >= 0 && tries < MAX_TRIES; at = text.indexOf('[', at + 1)) {
    if (!/^\[\s*\{/.test(text.slice(at, at + 80))) continue;
    tries++;
    const end = closing(text, at);
    const value = end < 0 ? undefined : parsed(text.slice(at, end));
    if (Array.isArray(value) && value.length > 0 && value.every(isNamed)) return value;
  }
  return undefined;
}

/** Whole tools that stand one by one in a text of words, without a list around them. */
function looseTools(text: string): Json[] | undefined {
  const tools: Json[] = [];
  let tries = 0;
  for (let at = text.indexOf('{'); at >= 0 && tries < MAX_TRIES; at = text.indexOf('{', at + 1)) {
    if (!/^\{\s*"/.test(text.slice(at, at + 80))) continue;
    tries++;
    const end = closing(text, at);
    const value = end < 0 ? undefined : parsed(text.slice(at, end));
    if (value === undefined) continue;
    if (isWholeTool(value)) tools.push(value);
    at = end - 1;
  }
  return tools.length > 0 ? tools : undefined;
}

/** A name alone makes no tool of an object in a text: it has parameters too, as calls and examples have not. */
function isWholeTool(value: Json): boolean {
  if (!isRecord(value)) return false;
  const element = value as JsonObject;
  const body = isRecord(element.function) ? (element.function as JsonObject) : element;
  return (
    typeof body.name === 'string' && ['parameters', 'input_schema', 'inputSchema'].some((key) => isRecord(body[key]))
  );
}

function isNamed(value: Json): boolean {
  if (!isRecord(value)) return false;
  const { name, function: inner } = value as JsonObject;
  return typeof name === 'string' || isRecord(inner);
}

/** Offset after the bracket that closes the one at `start`; -1 where none does. */
function closing(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
    } else if (character === '[' || character === '{') depth++;
    else if ((character === ']' || character === '}') && --depth === 0) return at + 1;
  }
  return -1;
}

/** Value at a path; a string on the way is JSON text (xLAM's `tools`). */
export function valueAt(value: Json, path: RawPath): Json | undefined {
  let current: Json | undefined = value;
  for (const step of path) {
    if (typeof current === 'string') current = valuesInText(current);
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as JsonObject)[step];
  }
  return current;
}
