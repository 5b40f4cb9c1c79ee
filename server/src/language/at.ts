import { type JsonSchema, type Subschema, type SubschemaRole, subschemas } from '../json/index.ts';
import {
  type Catalog,
  type CatalogEntry,
  locate,
  type PartPath,
  type SignatureDocument,
  type Span,
  segmentStart,
} from '../signature/index.ts';

/** The smallest part of a function's signature around a cursor. */
export interface PartAt {
  readonly entry: CatalogEntry;
  readonly part: PartPath;
  /** The cursor is on the part's key or name, not in its value. */
  readonly onKey: boolean;
  readonly span: Span;
}

export function contains(span: Span | undefined, offset: number): span is Span {
  return span !== undefined && span.start <= offset && offset <= span.end;
}

/** Index of the segment that holds `offset`, or of the nearest one before it; -1 before the first. O(log n). */
export function segmentIndexAt(document: SignatureDocument, offset: number): number {
  let low = 0;
  let high = document.segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (segmentStart(document, middle) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Entries of one document, in document order. */
export function entriesOf(catalog: Catalog, uri: string): readonly CatalogEntry[] {
  let index = indexes.get(catalog);
  if (index === undefined) {
    index = new Map();
    for (const entry of catalog.entries) {
      const list = index.get(entry.document.uri);
      if (list === undefined) index.set(entry.document.uri, [entry]);
      else list.push(entry);
    }
    indexes.set(catalog, index);
  }
  return index.get(uri) ?? [];
}

const indexes = new WeakMap<Catalog, Map<string, CatalogEntry[]>>();

/** Entries of one segment. */
export function entriesInSegment(catalog: Catalog, document: SignatureDocument, segment: number): CatalogEntry[] {
  const entries = entriesOf(catalog, document.uri);
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.segment ?? 0) < segment) low = middle + 1;
    else high = middle;
  }
  const found: CatalogEntry[] = [];
  for (let at = low; entries[at]?.segment === segment; at++) found.push(entries[at] as CatalogEntry);
  return found;
}

/** The function around an offset. */
export function entryAt(catalog: Catalog, document: SignatureDocument, offset: number): CatalogEntry | undefined {
  const segment = segmentIndexAt(document, offset);
  if (segment < 0) return undefined;
  const length = document.segments[segment]?.length ?? 0;
  if (offset > segmentStart(document, segment) + length) return undefined;
  const entries = entriesInSegment(catalog, document, segment);
  if (entries.length <= 1) return entries[0];
  return entries.find((entry) => contains(locate(entry, [], 'whole'), offset)) ?? entries[0];
}

/** The smallest part around an offset, found by asking where the parts lie, so that it holds in every dialect. */
export function partAt(catalog: Catalog, document: SignatureDocument, offset: number): PartAt | undefined {
  const entry = entryAt(catalog, document, offset);
  if (entry === undefined) return undefined;
  const { signature } = entry;
  for (const part of [['name'], ['description']] as const) {
    const span = locate(entry, part, 'value');
    if (contains(span, offset) && isOwn(entry, span)) return { entry, part, onKey: false, span };
  }
  for (const [side, schema] of [
    ['parameters', signature.parameters],
    ['response', signature.response],
  ] as const) {
    const found = schema === undefined ? undefined : schemaAt(entry, [side], schema, offset, 0);
    if (found !== undefined) return found;
  }
  for (const [index] of signature.premises.entries()) {
    const span = locate(entry, ['premises', index], 'value');
    if (contains(span, offset) && isOwn(entry, span)) return { entry, part: ['premises', index], onKey: false, span };
  }
  const whole = locate(entry, [], 'whole');
  return whole === undefined ? undefined : { entry, part: [], onKey: false, span: whole };
}

/** A part that is not written gives its parent's place: the whole function is no place of a name. */
function isOwn(entry: CatalogEntry, span: Span): boolean {
  const whole = locate(entry, [], 'whole');
  return whole === undefined || span.start !== whole.start || span.end !== whole.end;
}

const MAX_DEPTH = 24;

function schemaAt(
  entry: CatalogEntry,
  part: PartPath,
  schema: JsonSchema,
  offset: number,
  depth: number,
): PartAt | undefined {
  if (depth > MAX_DEPTH || typeof schema !== 'object' || schema === null) return undefined;
  for (const { at, schema: child } of childrenOf(schema)) {
    const childPart = [...part, ...at];
    const whole = locate(entry, childPart, 'whole');
    if (!contains(whole, offset)) continue;
    const key = locate(entry, childPart, 'key');
    if (contains(key, offset)) return { entry, part: childPart, onKey: true, span: key };
    const inner = schemaAt(entry, childPart, child, offset, depth + 1);
    return inner ?? { entry, part: childPart, onKey: false, span: whole };
  }
  return undefined;
}

/** Those with a name or place of their own come first: what a text does not write is located where its parent is. */
function childrenOf(schema: JsonSchema): Subschema[] {
  const children = [...subschemas(schema)];
  const rank = ({ role }: Subschema) => ORDER.indexOf(role);
  return children.sort((one, other) => rank(one) - rank(other));
}

const ORDER: readonly SubschemaRole[] = ['property', 'definition', 'items', 'branch', 'other'];

/** The value at a path of a signature. */
export function valueAt(root: unknown, part: PartPath): unknown {
  let node = root;
  for (const step of part) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, step)) return undefined;
    node = (node as Record<string | number, unknown>)[step];
  }
  return node;
}
