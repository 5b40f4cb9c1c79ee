import { contentOf, type SignatureDocument } from '../signature/index.ts';

/** `// magnet-ignore code` and what it covers. */
interface Directive {
  /** Line of the comment. */
  readonly line: number;
  /** Codes named; empty for all. */
  readonly codes: readonly string[];
  readonly scope: 'line' | 'next' | 'file';
  /** For `next`: the first line of code below. */
  readonly target: number;
}

export interface Directives {
  /** True when a finding of `code` on `line`, in a function that starts on one of `starts`, is to be kept quiet. */
  ignores(code: string, line: number, starts: readonly number[]): boolean;
}

const MARK = 'magnet-ignore';
const DIRECTIVE = /(?:\/\/|\/\*)\s*magnet-ignore(-file)?\b[ \t]*([\w\-, \t]*)/;
const COMMENT_OR_BLANK = /^\s*(?:$|\/\/|\/\*|\*)/;

/** Whether a text can hold any directive; decides for almost every file without looking further. */
export function maySuppress(document: SignatureDocument): boolean {
  return contentOf(document).indexOf(MARK) >= 0;
}

/**
 * Reads the comments of a document: beside something they cover its line; on a line of their own, the line of code
 * below them, and all of a function when that line starts it; `magnet-ignore-file` covers the file.
 */
export function readDirectives(text: string): Directives {
  const lines = text.split(/\r\n|\r|\n/);
  const found: Directive[] = [];
  lines.forEach((content, line) => {
    const match = content.includes(MARK) ? DIRECTIVE.exec(content) : null;
    if (match === null) return;
    const own = COMMENT_OR_BLANK.test(content);
    found.push({
      line,
      codes: (match[2] ?? '').split(/[\s,]+/).filter((code) => /^[a-z][a-z-]*$/.test(code)),
      scope: match[1] === undefined ? (own ? 'next' : 'line') : 'file',
      target: own ? nextCode(lines, line) : line,
    });
  });
  return {
    ignores: (code, line, starts) =>
      found.some((directive) => {
        if (directive.codes.length > 0 && !directive.codes.includes(code)) return false;
        if (directive.scope === 'file') return true;
        return directive.target === line || (directive.scope === 'next' && starts.includes(directive.target));
      }),
  };
}

function nextCode(lines: readonly string[], from: number): number {
  for (let line = from + 1; line < lines.length; line++) {
    if (!COMMENT_OR_BLANK.test(lines[line] ?? '')) return line;
  }
  return -1;
}

/** Codes under an `x-magnet-ignore` key: one string or a list. `*` covers every rule. */
export function suppressedByKey(holder: unknown, code: string): boolean {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, 'x-magnet-ignore')) return false;
  const value: unknown = (holder as Record<string, unknown>)['x-magnet-ignore'];
  const codes = Array.isArray(value) ? value : [value];
  return codes.includes(code) || codes.includes('*');
}
