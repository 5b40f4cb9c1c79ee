import { findNodeAtOffset, type Node, parseTree } from 'jsonc-parser';
import { contentOf, type Span, segmentAt, segmentStart, segmentText } from '../signature/index.ts';
import { docSpans, membersIn } from './fsig/names.ts';
import { treeAt, typesIn } from './fsig/tree.ts';
import type { Cursor } from './types.ts';

/** Ever larger ranges around a cursor, the smallest first. */
export function selectionAt(cursor: Cursor): Span[] {
  const spans = cursor.document.kind === 'fsig' ? fsigSpans(cursor) : jsonSpans(cursor);
  const all = [...spans, { start: 0, end: contentOf(cursor.document).length }];
  const around = all.filter((span) => span.start <= cursor.offset && cursor.offset <= span.end);
  around.sort((a, b) => a.end - a.start - (b.end - b.start));
  const nested: Span[] = [];
  for (const span of around) {
    const last = nested.at(-1);
    const same = last !== undefined && last.start === span.start && last.end === span.end;
    if (!same && (last === undefined || (span.start <= last.start && span.end >= last.end))) nested.push(span);
  }
  return nested;
}

function fsigSpans({ document, offset }: Cursor): Span[] {
  const tree = treeAt(document, offset);
  if (tree === undefined) return [];
  const { declaration, base } = tree;
  const local: Span[] = [declaration, ...typesIn(declaration), ...tree.comments, ...docSpans(tree)];
  for (const member of membersIn(tree)) local.push(member, ...(member.kind === 'property' ? [member.name] : []));
  if ('name' in declaration) local.push(declaration.name);
  if (declaration.kind === 'function')
    for (const parameter of declaration.parameters) local.push(parameter, parameter.name);
  return local.map((span) => ({ start: base + span.start, end: base + span.end }));
}

function jsonSpans({ document, offset }: Cursor): Span[] {
  const segment = segmentAt(document, offset);
  if (segment < 0) return [];
  const base = segmentStart(document, segment);
  const root = parseTree(segmentText(document, segment));
  const spans: Span[] = [];
  let node: Node | undefined = root === undefined ? undefined : findNodeAtOffset(root, offset - base, true);
  for (; node !== undefined; node = node.parent)
    spans.push({ start: base + node.offset, end: base + node.offset + node.length });
  return spans;
}
