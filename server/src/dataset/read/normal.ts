import { isObject, type Json, type JsonObject } from '../../json/index.ts';

/**
 * What other programs do to a record that says the same afterwards, undone: `content: null` beside calls is an empty text,
 * an output or a text that is an object or parts of text is its text, and keys that a table loader filled with null are
 * not there. Everything else is left as it stands; a value without any of this comes back itself, not a copy.
 */
export function normalRecord(value: JsonObject): JsonObject {
  const normal = withoutNulls(value, ['rejected', 'divergesAt', 'withheld']);
  const sides = (['messages', 'rejected'] as const).flatMap((key): [string, Json][] => {
    const side = normal[key];
    if (!Array.isArray(side)) return [];
    const mended = side.map((message) => (isObject(message) ? normalMessage(message) : message));
    return mended.some((message, index) => message !== side[index]) ? [[key, mended]] : [];
  });
  return sides.length === 0 ? normal : { ...normal, ...Object.fromEntries(sides) };
}

function normalMessage(message: JsonObject): JsonObject {
  const normal = withoutNulls(message, ['tool_calls', 'tool_call_id', 'name', 'function_call', 'reasoning_content']);
  const content = normal.content;
  if (typeof content === 'string' || (message.role !== 'tool' && holdsOtherParts(content))) return normal;
  return { ...normal, content: textOf(content ?? null) };
}

/** Parts of a picture, a sound or a file: no text stands for them. */
function holdsOtherParts(content: Json | undefined): boolean {
  return (
    Array.isArray(content) &&
    content.some((part) => isObject(part) && typeof part.type === 'string' && !isTextPart(part))
  );
}

function withoutNulls(value: JsonObject, keys: readonly string[]): JsonObject {
  if (!keys.some((key) => value[key] === null)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key, item]) => item !== null || !keys.includes(key)));
}

/** Text of a content field: text, parts of text, or JSON of anything else. */
export function textOf(value: Json): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.length > 0 && value.every(isTextPart)) {
    return value.map((part) => (part as { text: string }).text).join('\n');
  }
  return JSON.stringify(value);
}

const TEXT_PARTS: readonly Json[] = ['text', 'input_text', 'output_text'];

/** A part of text. An output's own object that has a `text` among other fields is none. */
function isTextPart(part: Json): boolean {
  if (!isObject(part) || typeof part.text !== 'string') return false;
  return TEXT_PARTS.includes(part.type ?? null) || Object.keys(part).length === 1;
}
