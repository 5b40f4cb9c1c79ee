import { getLocation, type Node, parseTree } from 'jsonc-parser';
import {
  type CatalogEntry,
  contentOf,
  type DialectId,
  type Span,
  segmentAt,
  segmentStart,
  segmentText,
} from '../../signature/index.ts';
import { entriesInSegment, entriesOf } from '../at.ts';
import type { Cursor, Workspace } from '../types.ts';

/** Path of keys and indexes. */
export type RawPath = readonly (string | number)[];

/** Where a cursor stands in one element of a JSON signature file. */
export interface JsonPlace {
  /** Text of the element, up to the cursor where it has no end yet. */
  readonly text: string;
  /** Offset of `text` in the document. */
  readonly base: number;
  readonly root: Node | undefined;
  /** Undefined where neither the element nor others of the file tell. */
  readonly dialect: DialectId | undefined;
  readonly entry: CatalogEntry | undefined;
  /** From the element's root; ends with the key or index that is being written. */
  readonly path: RawPath;
  /** The same from the function on. */
  readonly inner: RawPath;
  readonly isKey: boolean;
  /** The key or value under the cursor, its quotes included; empty between things. */
  readonly span: Span;
}

/** The place of a cursor; undefined between elements. */
export function jsonPlaceAt(workspace: Workspace, { document, offset }: Cursor): JsonPlace | undefined {
  const segment = segmentAt(document, offset);
  const base = segment < 0 ? 0 : segmentStart(document, segment);
  const written = segment < 0 ? '' : segmentText(document, segment);
  const behind = offset > base + written.length;
  if (segment < 0 || (behind && !isOpen(written))) return undefined;
  // Blanks at the end of an element that is still being written belong to it.
  const text = behind ? contentOf(document).slice(base, offset) : written;
  const entry = entriesInSegment(workspace.catalog, document, segment)[0];
  const local = offset - base;
  const { path, isAtPropertyKey: isKey, previousNode: node } = getLocation(text, local);
  const inner = path.slice(functionStart(path));
  // Nobody else writes a function inside a `function`.
  const wrapped = inner.length > 1 && inner[0] === 'function' ? 'openai-chat' : undefined;
  const dialect = entry?.signature.source.dialect ?? usualDialect(workspace, document.uri) ?? wrapped;
  const inside = node !== undefined && node.offset <= local && local <= node.offset + node.length;
  const span = inside
    ? { start: base + node.offset, end: base + node.offset + node.length }
    : { start: offset, end: offset };
  return {
    text,
    base,
    root: parseTree(text),
    dialect,
    entry,
    path,
    inner,
    isKey,
    span,
  };
}

/** Whether an object or list of the text has no end yet. */
function isOpen(text: string): boolean {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"?/g, '');
  return (bare.match(/[{[]/g)?.length ?? 0) > (bare.match(/[}\]]/g)?.length ?? 0);
}

/** Elements may stand in wrappers (`tools`, `functionDeclarations`): the function begins behind the last of them. */
function functionStart(path: RawPath): number {
  for (let at = path.length - 1; at > 0; at--) {
    const holder = path[at - 1];
    if (typeof path[at] === 'number' && typeof holder === 'string' && WRAPPERS.has(holder)) return at + 1;
  }
  return typeof path[0] === 'number' ? 1 : 0;
}

const WRAPPERS = new Set(['tools', 'functionDeclarations', 'function_declarations', 'functions', 'function']);

/** The dialect of a file's first function. */
export function usualDialect(workspace: Workspace, uri: string): DialectId | undefined {
  return entriesOf(workspace.catalog, uri)[0]?.signature.source.dialect;
}
