import { parseTree } from 'jsonc-parser';
import { type Catalog, locate, rawOf, type SignatureDocument } from '../signature/index.ts';
import { entryAt } from './at.ts';
import type { Edit } from './types.ts';

/**
 * The edit that keeps a rule quiet at a place: a comment line in `.fsig`, an `x-magnet-ignore` key in JSON, which has
 * no comments of its own.
 */
export function ignoreHere(catalog: Catalog, document: SignatureDocument, offset: number, code: string): Edit[] {
  if (document.kind === 'fsig') return [commentAbove(document, offset, code)];
  const entry = entryAt(catalog, document, offset);
  const whole = entry === undefined ? undefined : locate(entry, [], 'whole');
  if (entry === undefined || whole === undefined) return [];
  const raw = rawOf(entry);
  const inner = document.text.slice(whole.start, whole.end);
  const root = parseTree(inner);
  const object = root?.type === 'object' ? root : undefined;
  if (object === undefined || typeof raw !== 'object' || raw === null) return [];
  const present = object.children?.find((property) => property.children?.[0]?.value === 'x-magnet-ignore');
  const value = present?.children?.[1];
  if (value !== undefined) {
    const codes =
      value.type === 'array' ? (value.children ?? []).map((item) => String(item.value)) : [String(value.value)];
    const text = JSON.stringify([...new Set([...codes, code])]);
    return [{ span: { start: whole.start + value.offset, end: whole.start + value.offset + value.length }, text }];
  }
  const at = whole.start + object.offset + 1;
  const rest = (object.children?.length ?? 0) > 0 ? ',' : '';
  const indent = /^\s*/.exec(inner.slice(object.offset + 1))?.[0] ?? '';
  return [{ span: { start: at, end: at }, text: `${indent}"x-magnet-ignore": ${JSON.stringify([code])}${rest}` }];
}

function commentAbove(document: SignatureDocument, offset: number, code: string): Edit {
  const { text } = document;
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line, offset))?.[0] ?? '';
  const inComment = text.slice(line, offset).trimStart().startsWith('*');
  const start = inComment ? commentStart(text, line) : line;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const margin = inComment ? (/^[ \t]*/.exec(text.slice(start))?.[0] ?? '') : indent;
  return { span: { start, end: start }, text: `${margin}// magnet-ignore ${code}${eol}` };
}

/** Start of the line on which the documentation comment around `line` opens: a line comment cannot stand inside it. */
function commentStart(text: string, line: number): number {
  const open = text.lastIndexOf('/**', line);
  return open < 0 ? line : text.lastIndexOf('\n', open) + 1;
}
