import type { Json } from '../../json/index.ts';
import type { Span } from '../types.ts';
import { tagDefinition } from './tags.ts';

/** One tag of a documentation comment. Offsets are those of the text the comment was read from. */
export interface DocTag extends Span {
  /** Without the `@`. */
  readonly name: string;
  readonly nameEnd: number;
  /** As written, comment stars removed, trimmed. */
  readonly value: string;
  readonly valueStart: number;
  /** The tag begins its line: it does not belong to the `@param` or `@returns` before it. */
  readonly ownLine: boolean;
}

export interface DocComment {
  readonly description: string;
  readonly descriptionSpan: Span;
  readonly tags: readonly DocTag[];
}

interface Line {
  readonly start: number;
  readonly text: string;
}

interface TagMark {
  readonly line: number;
  /** Column in the line of the `@`, and of the end of the name. */
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly ownLine: boolean;
}

/**
 * Reads a documentation comment: a description, then tags. A tag is any `@name` that begins a line, and a known one
 * after white space within a line. `\@` and `*\/` stand for `@` and for the end of a comment.
 */
export function parseDoc(text: string, span: Span): DocComment {
  const lines = docLines(text, span);
  const marks = lines.flatMap(tagMarks);
  const first = marks[0];
  const lastLine = lines.length - 1;
  const head = piece(lines, 0, 0, first?.line ?? lastLine, first?.from ?? Number.POSITIVE_INFINITY);
  const tags = marks.map((mark, index): DocTag => {
    const next = marks[index + 1];
    const value = piece(lines, mark.line, mark.to, next?.line ?? lastLine, next?.from ?? Number.POSITIVE_INFINITY);
    const start = (lines[mark.line] as Line).start;
    return {
      name: mark.name,
      start: start + mark.from,
      nameEnd: start + mark.to,
      end: value.text === '' ? start + mark.to : value.end,
      value: value.text,
      valueStart: value.text === '' ? start + mark.to : value.start,
      ownLine: mark.ownLine,
    };
  });
  return {
    description: unescapeText(head.text),
    descriptionSpan: head.text === '' ? span : { start: head.start, end: head.end },
    tags,
  };
}

/** The lines inside `/**` and its end, without their stars and the blank after them. */
function docLines(text: string, span: Span): Line[] {
  const close = text.endsWith('*/', span.end) && span.end - span.start >= 5 ? span.end - 2 : span.end;
  const lines: Line[] = [];
  for (let at = span.start + 3, first = true; at <= close; first = false) {
    let end = at;
    while (end < close && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
    let start = at;
    if (!first) {
      while (start < end && isBlank(text.charCodeAt(start))) start++;
      if (text[start] === '*' && start < end) start++;
      else start = at;
    }
    if (start < end && isBlank(text.charCodeAt(start))) start++;
    lines.push({ start, text: text.slice(start, end).trimEnd() });
    at = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
  }
  return lines;
}

const isBlank = (unit: number): boolean => unit === 32 || unit === 9;

const TAG = /(^|\s)@([A-Za-z][A-Za-z0-9]*)(?![A-Za-z0-9_./-]*@)/g;

function tagMarks(line: Line, index: number): TagMark[] {
  if (!line.text.includes('@')) return [];
  const marks: TagMark[] = [];
  TAG.lastIndex = 0;
  for (let match = TAG.exec(line.text); match !== null; match = TAG.exec(line.text)) {
    const name = match[2] as string;
    const from = match.index + (match[1] as string).length;
    const ownLine = line.text.slice(0, from).trim() === '';
    if (!ownLine && tagDefinition(name) === undefined) continue;
    marks.push({ line: index, from, to: from + 1 + name.length, name, ownLine });
  }
  return marks;
}

/** Text from a column of one line to a column of another, trimmed, with its place. */
function piece(
  lines: readonly Line[],
  fromLine: number,
  from: number,
  toLine: number,
  to: number,
): { text: string; start: number; end: number } {
  const parts: string[] = [];
  let start = -1;
  let end = -1;
  for (let index = fromLine; index <= toLine; index++) {
    const line = lines[index];
    if (line === undefined) break;
    const low = index === fromLine ? from : 0;
    const part = line.text.slice(low, index === toLine ? to : undefined);
    const trimmed = part.trim();
    if (trimmed !== '') {
      if (start < 0) start = line.start + low + part.indexOf(trimmed);
      end = line.start + low + part.indexOf(trimmed) + trimmed.length;
    }
    parts.push(part.trimEnd());
  }
  return { text: parts.join('\n').trim(), start, end };
}

/** Text of a description, escapes resolved: `\@`, `*\/`, and characters by number, `&#10;`. */
export function unescapeText(text: string): string {
  const plain = text.includes('\\') ? text.replaceAll('\\@', '@').replaceAll('*\\/', '*/') : text;
  return plain.includes('&') ? plain.replace(CHARACTER, characterOf) : plain;
}

/** A character by its number; with `&amp;` for its `&`, the text of one. */
const CHARACTER = /&((?:amp;)*)#(\d{1,7});/g;

function characterOf(whole: string, escapes: string, digits: string): string {
  if (escapes !== '') return `&${whole.slice('&amp;'.length)}`;
  const point = Number(digits);
  return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
}

/** Text in which nothing is taken for a character by number. */
export function escapeCharacters(text: string): string {
  return text.replace(/&(?=(?:amp;)*#\d{1,7};)/g, '&amp;');
}

/** Text of a `text` tag: plain, or one JSON string where the plain text could not hold it. */
export function textValue(value: string): string {
  if (value.length >= 2 && value.startsWith('"') && value.endsWith('"')) {
    const parsed = parseJson(value);
    if (typeof parsed === 'string') return parsed;
  }
  return unescapeText(value);
}

/** Brackets open at once in a JSON value of a tag; deeper ones are refused, every later stage may recurse. */
const MAX_JSON_DEPTH = 128;

/** A JSON value, undefined where the text is none or is nested too deep. */
export function parseJson(text: string): Json | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at) | 32;
    if (unit === 123 && ++depth > MAX_JSON_DEPTH) return undefined;
    if (unit === 125) depth--;
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The name a `named` tag begins with (plain or quoted) and the text after it. */
export function splitNamed(value: string): { name: string; nameLength: number; rest: string; restStart: number } {
  const match = /^(?:\{[^}]*\}\s*)?("(?:[^"\\]|\\.)*"|[^\s]+)/.exec(value);
  if (match === null) return { name: '', nameLength: 0, rest: '', restStart: 0 };
  const token = match[1] as string;
  const quoted = token.startsWith('"') ? parseJson(token) : undefined;
  const after = value.slice(match[0].length);
  const rest = after.replace(/^\s*(?:-\s+)?/, '');
  return {
    name: typeof quoted === 'string' ? quoted : token,
    nameLength: match[0].length,
    rest,
    restStart: value.length - rest.length,
  };
}
