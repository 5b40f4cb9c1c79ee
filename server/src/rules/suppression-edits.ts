import type { Json } from '../json/index.ts';
import {
  type Catalog,
  type CatalogEntry,
  contentOf,
  lineIndex,
  locate,
  type PartPath,
  type SignatureDocument,
  type TextChange,
} from '../signature/index.ts';
import { patchObject } from './edit/json-text.ts';
import type { FileEdit } from './edit/types.ts';
import type { Finding } from './finding.ts';

/** Where a finding is and what it is about: enough to keep it quiet. */
export type Suppressible = Pick<Finding, 'code' | 'uri' | 'span' | 'data'>;

/**
 * "Ignore here": a comment above the place in `.fsig`, an `x-magnet-ignore` key in the nearest schema or function in
 * JSON. Undefined where neither can be written (text that cannot be read, YAML).
 */
export function suppressHere(finding: Suppressible, catalog: Catalog): readonly FileEdit[] | undefined {
  const document = catalog.documents.get(finding.uri);
  const entry = finding.data.id === undefined ? undefined : catalog.get(finding.data.id);
  if (document === undefined) return undefined;
  if (document.kind === 'fsig') return [{ uri: document.uri, changes: [commentAbove(finding, document, entry)] }];
  return document.kind === 'openapi' || entry === undefined ? undefined : keyInside(finding, entry);
}

const COMMENT_LINE = /^\s*(?:\/\/|\/\*|\*)/;
const DIRECTIVE = /^\s*\/\/ magnet-ignore (?!-)([a-z, -]+?)\s*$/;

function commentAbove(finding: Suppressible, document: SignatureDocument, entry: CatalogEntry | undefined): TextChange {
  const text = contentOf(document);
  const lines = lineIndex(text);
  const lineText = (line: number) =>
    text.slice(lines.lineStart(line), line + 1 < lines.lineCount ? lines.lineStart(line + 1) : undefined);
  let { line } = lines.positionAt(finding.span.start);
  // Inside documentation no comment can stand: it goes above all of the declaration.
  const whole = entry === undefined ? undefined : locate(entry, [], 'whole');
  if (COMMENT_LINE.test(lineText(line)) && whole !== undefined) line = lines.positionAt(whole.start).line;
  const above = line > 0 ? DIRECTIVE.exec(lineText(line - 1).replace(/[\r\n]+$/, '')) : null;
  if (above !== null) {
    const end = lines.lineStart(line - 1) + lineText(line - 1).trimEnd().length;
    return { span: { start: end, end }, text: `, ${finding.code}` };
  }
  const start = lines.lineStart(line);
  const indent = /^[ \t]*/.exec(lineText(line))?.[0] ?? '';
  const eol = text.indexOf('\r\n') >= 0 ? '\r\n' : '\n';
  return { span: { start, end: start }, text: `${indent}// magnet-ignore ${finding.code}${eol}` };
}

function keyInside(finding: Suppressible, entry: CatalogEntry): readonly FileEdit[] | undefined {
  const { document } = entry;
  for (let length = finding.data.part.length; length >= 0; length--) {
    const part = finding.data.part.slice(0, length);
    if (!isHolder(part)) continue;
    const span = locate(entry, part, 'value');
    if (span === undefined) continue;
    const text = contentOf(document).slice(span.start, span.end);
    const changes = patchObject(text, { 'x-magnet-ignore': codesWith(finding.code, written(text)) });
    if (changes === undefined || changes.length === 0) continue;
    const moved = changes.map(({ span: { start, end }, text: inserted }) => ({
      span: { start: span.start + start, end: span.start + end },
      text: inserted,
    }));
    return [{ uri: document.uri, changes: moved }];
  }
  return undefined;
}

/** Whether a part is a schema or the function: an object that may carry the key. */
function isHolder(part: PartPath): boolean {
  const last = part.at(-1);
  const before = part.at(-2);
  if (part.length === 0 || last === 'items' || (part.length === 1 && (last === 'parameters' || last === 'response'))) {
    return true;
  }
  return (
    before === 'properties' ||
    before === '$defs' ||
    (typeof last === 'number' && /^(?:any|one|all)Of$/.test(String(before)))
  );
}

function written(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as { [key: string]: Json };
    return value['x-magnet-ignore'];
  } catch {
    return undefined;
  }
}

function codesWith(code: string, before: Json | undefined): Json {
  const codes = Array.isArray(before) ? before : before === undefined ? [] : [before];
  return codes.includes(code) ? codes : [...codes, code];
}
