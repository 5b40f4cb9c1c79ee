import { contentOf, parseDocument, segmentAt, segmentStart, segmentText } from '../document.ts';
import type { SignatureDocument, Span, TextChange } from '../types.ts';
import { factsOf } from './facts.ts';
import { type Layout, layOut } from './format-declaration.ts';
import { type StreamItem, streamOf } from './format-stream.ts';
import { parseSegment } from './parser.ts';

export interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
  /** Only declarations that touch this range are formatted. */
  readonly range?: Span;
}

/**
 * Changes that format `.fsig`. Only white space changes, comments stay with what they stand at, and a declaration with
 * errors is left as it is. Formatting the result again changes nothing.
 * @returns changes against the given text, last place first, so that they may be applied one after the other.
 */
export function formatFsig(source: string | SignatureDocument, options: FormatOptions): TextChange[] {
  const document = typeof source === 'string' ? parseDocument('', source, { kind: 'fsig' }) : source;
  const layout: Layout = {
    unit: options.insertSpaces ? ' '.repeat(Math.max(0, Math.min(16, options.tabSize))) : '\t',
    eol: contentOf(document).indexOf('\r\n') >= 0 ? '\r\n' : '\n',
  };
  const changes: TextChange[] = [];
  let depth = 0;
  let opened = false;
  for (let index = 0; index < document.segments.length; index++) {
    const facts = factsOf(document, index);
    const start = segmentStart(document, index);
    const end = start + (document.segments[index]?.length ?? 0);
    if (facts.kind === 'close') depth = Math.max(0, depth - 1);
    const { range } = options;
    if (range === undefined || (start <= range.end && end >= range.start)) {
      const last = index === document.segments.length - 1;
      const text = segmentText(document, index);
      const closing = facts.kind === 'close';
      const formatted =
        facts.errors.length > 0
          ? undefined
          : formatSegment(text, { depth, first: index === 0, opened, closing, last, layout });
      if (formatted !== undefined && formatted !== text) changes.push(smallest(start, text, formatted));
    }
    opened = facts.opens !== undefined;
    if (opened) depth++;
  }
  return changes.reverse();
}

/**
 * Changes after a character was typed: the declaration that ends at it is formatted, once it is whole.
 * @param offset place behind the character: `}`, `;` or a line break.
 */
export function formatFsigOnType(
  source: string | SignatureDocument,
  offset: number,
  options: Omit<FormatOptions, 'range'>,
): TextChange[] {
  const document = typeof source === 'string' ? parseDocument('', source, { kind: 'fsig' }) : source;
  const text = contentOf(document);
  let at = offset - 1;
  while (at > 0 && /\s/.test(text.slice(at, at + 1))) at--;
  const index = segmentAt(document, at);
  if (index < 0) return [];
  const start = segmentStart(document, index);
  const end = start + (document.segments[index]?.length ?? 0);
  // In the middle of a declaration, or of a comment, nothing is whole yet.
  if (at !== end - 1 || !/[;}]/.test(text.slice(at, at + 1))) return [];
  return formatFsig(document, { ...options, range: { start: start + 1, end: end - 1 } });
}

interface Surroundings {
  readonly depth: number;
  readonly first: boolean;
  /** The segment before opened a namespace: no blank line behind its brace. */
  readonly opened: boolean;
  /** This segment is the brace that closes a namespace. */
  readonly closing: boolean;
  readonly last: boolean;
  readonly layout: Layout;
}

/** Deeper ones are not indented further: each level would be written before each line, and thousands of them fill memory. */
const MAX_LEVELS = 100;

/** A segment, the white space in front included; undefined where it cannot be formatted. */
function formatSegment(text: string, around: Surroundings): string | undefined {
  const items = streamOf(text, parseSegment(text));
  const { layout } = around;
  if (items.length === 0) return around.last && !around.first ? layout.eol : around.last ? '' : text;
  const outside = Math.min(around.depth, MAX_LEVELS);
  const depth = around.closing ? Math.min(around.depth + 1, MAX_LEVELS) : outside;
  const [head, tail] = around.closing ? [items.slice(0, -1), items.slice(-1)] : [items, []];
  let result = '';
  if (head.length > 0) result = leadingGap(head[0] as StreamItem, depth, around) + layOut(head, depth, layout);
  if (tail.length > 0) result += layout.eol + layout.unit.repeat(outside) + layOut(tail, outside, layout);
  if (!around.last) return result;
  return result + layout.eol;
}

/** White space between the declaration before and this one. */
function leadingGap(item: StreamItem, depth: number, { first, opened, layout }: Surroundings): string {
  const indent = layout.unit.repeat(depth);
  if (first) return indent;
  // A comment on the line where the declaration before ends stays there.
  if (item.breaks === 0 && item.kind !== 'token' && !item.text.startsWith('/**')) return ' ';
  const blank = item.breaks > 1 && !opened;
  return layout.eol.repeat(blank ? 2 : 1) + indent;
}

/** The change without what both texts share at their ends. */
function smallest(start: number, before: string, after: string): TextChange {
  let head = 0;
  const most = Math.min(before.length, after.length);
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < most - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return {
    span: { start: start + head, end: start + before.length - tail },
    text: after.slice(head, after.length - tail),
  };
}
