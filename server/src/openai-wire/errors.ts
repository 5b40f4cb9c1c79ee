import { isObject, parsedJson } from '../json/index.ts';

const MAX_MESSAGE = 500;

/**
 * The message of an error body in any of the forms servers use: `{error: {message}}`, `{error: "…"}`, `{detail}` (a text, or
 * FastAPI's list), `{message}`, or plain text. Undefined where the body is no error.
 */
export function errorMessage(body: string): string | undefined {
  const value = parsedJson(body);
  if (value === undefined) return plainText(body);
  return isObject(value) ? messageIn(value) : undefined;
}

/** The message of an error that came inside a reply or a stream; undefined where it is none. */
export function messageIn(value: { [key: string]: unknown }): string | undefined {
  const { error, detail, message } = value;
  if (isObject(error)) return text(error.message) ?? text(error.detail) ?? short(JSON.stringify(error));
  if (Array.isArray(detail)) {
    const parts = detail.map((part: unknown) => (isObject(part) ? text(part.msg) : text(part)));
    return short(parts.filter((part) => part !== undefined).join('; '));
  }
  const said = text(error) ?? text(detail);
  if (said !== undefined) return said;
  return value.object === 'error' || !('choices' in value) ? text(message) : undefined;
}

function plainText(body: string): string | undefined {
  const trimmed = body.trim();
  if (trimmed === '') return undefined;
  if (/^<(?:!doctype|html)/i.test(trimmed)) return /<title>([^<]{1,200})/i.exec(trimmed)?.[1]?.trim() ?? 'a web page';
  return short(trimmed);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? short(value) : undefined;
}

function short(message: string): string {
  return message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
}
