import { getLocation } from 'jsonc-parser';
import { type CatalogEntry, contentOf, locate, type Span } from '../signature/index.ts';
import { nameSpan } from './symbol.ts';
import type { Completion, Cursor, Workspace } from './types.ts';

/** Keys of `magnet.graph.json` whose values are ids of functions. */
const ID_KEYS: ReadonlySet<unknown> = new Set(['from', 'to']);

/** Names offered at most. */
const MAX_NAMES = 1_000;

/** The string with a function's id under the cursor of a curation file; quotes are part of the span. */
function idAt(text: string, offset: number): { readonly id: string; readonly span: Span } | undefined {
  const { path, previousNode, isAtPropertyKey } = getLocation(text, offset);
  if (isAtPropertyKey || !ID_KEYS.has(path.at(-1)) || previousNode?.type !== 'string') return undefined;
  const span = { start: previousNode.offset, end: previousNode.offset + previousNode.length };
  return offset < span.start || offset > span.end ? undefined : { id: String(previousNode.value), span };
}

/**
 * A function named in a curation file stands for its declaration.
 * @returns the cursor on the declared name, and where the curation file names it
 */
export function declarationNamed(
  { catalog }: Workspace,
  text: string,
  offset: number,
): { readonly cursor: Cursor; readonly span: Span } | undefined {
  const found = idAt(text, offset);
  const entry = found === undefined ? undefined : (catalog.get(found.id) ?? catalog.lookup(found.id)[0]);
  const name = entry === undefined ? undefined : nameSpan(entry);
  if (found === undefined || entry === undefined || name === undefined) return undefined;
  return { cursor: { document: entry.document, offset: insideName(entry, name) }, span: found.span };
}

/** In a JSON file the name is what the quotes hold. */
function insideName(entry: CatalogEntry, name: Span): number {
  const written = locate(entry, ['name'], 'value') !== undefined;
  return written && /["']/.test(contentOf(entry.document).slice(name.start, name.start + 1))
    ? name.start + 1
    : name.start;
}

/** Ids of functions, where a curation file names one. */
export function completeNaming({ catalog }: Workspace, text: string, offset: number): Completion[] {
  const { path, previousNode, isAtPropertyKey } = getLocation(text, offset);
  if (isAtPropertyKey || !ID_KEYS.has(path.at(-1))) return [];
  const within = previousNode?.type === 'string' && previousNode.offset + previousNode.length >= offset;
  const span =
    within && previousNode.offset <= offset
      ? { start: previousNode.offset, end: previousNode.offset + previousNode.length }
      : { start: offset, end: offset };
  const typed = text.slice(span.start, offset).replace(/^"/, '').toLowerCase();
  const found: Completion[] = [];
  for (const { id, signature } of catalog.entries) {
    if (!id.toLowerCase().includes(typed)) continue;
    const detail = signature.description.slice(0, 80);
    found.push({ label: id, kind: 'function', detail, span, insert: JSON.stringify(id) });
    if (found.length >= MAX_NAMES) break;
  }
  return found;
}
