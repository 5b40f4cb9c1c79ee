import { programMessage } from './program-text.ts';
import type { DocumentKind } from './types.ts';

/** How much of a text is looked at to tell its kind. */
const SNIFF_LENGTH = 4096;

/**
 * Kind of a text, by its name where that settles it, else by how it begins. Anything that looks like no JSON, YAML
 * or JSON Lines is read as `.fsig`, whose reader then says what is wrong.
 */
export function kindOf(uri: string, text: string): DocumentKind {
  const path = uri.replace(/[?#].*$/, '').toLowerCase();
  if (path.endsWith('.fsig')) return 'fsig';
  // The reader of JSON says of a program that it is one.
  if (programMessage(uri, text) !== undefined) return 'json';
  const head = text.slice(0, SNIFF_LENGTH);
  if (looksLikeOpenApi(head, path) || isSortedOpenApi(head, text)) return 'openapi';
  if (/\.(?:jsonl|ndjson)$/.test(path)) return 'jsonl';
  const start = firstCharacter(head);
  if (start === '{' && isJsonLines(text)) return 'jsonl';
  if (/\.jsonc?$/.test(path) || start === '{' || start === '[') return 'json';
  return 'fsig';
}

function looksLikeOpenApi(head: string, path: string): boolean {
  if (/\.ya?ml$/.test(path)) return true;
  return (
    /^\s*(?:\ufeff)?\{[\s\S]{0,400}?"(?:openapi|swagger)"\s*:\s*"[23]\./.test(head) ||
    /^(?:\ufeff)?(?:[ \t]*(?:#[^\n]*|---[^\n]*)?\r?\n)*(?:["']?)(?:openapi|swagger)["']?\s*:\s*["']?[23]\./.test(head)
  );
}

/** First keys of an OpenAPI document whose keys were sorted, so that its version stands somewhere further down. */
const SORTED_FIRST =
  /^\s*\ufeff?\{\s*"(?:basePath|components|consumes|definitions|externalDocs|host|info|jsonSchemaDialect|x-[^"]*)"\s*:/;

function isSortedOpenApi(head: string, text: string): boolean {
  return SORTED_FIRST.test(head) && /"(?:openapi|swagger)"\s*:\s*"[23]\./.test(text) && /"paths"\s*:\s*\{/.test(text);
}

/** First character that is neither white space, BOM nor part of a comment. */
function firstCharacter(head: string): string {
  const rest = head.replace(/^(?:[\s\ufeff]|\/\/[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/, '');
  return rest.charAt(0);
}

/** A whole JSON object on the first line with something, and another beginning on the next. */
function isJsonLines(text: string): boolean {
  let at = 0;
  const lines: string[] = [];
  while (lines.length < 2 && at < text.length) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end).trim();
    if (line !== '') lines.push(line);
    at = end < 0 ? text.length : end + 1;
  }
  const [first, second] = lines;
  return first?.endsWith('}') === true && second?.startsWith('{') === true;
}
