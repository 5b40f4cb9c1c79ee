import { getLocation } from 'jsonc-parser';
import {
  type Catalog,
  type CatalogEntry,
  locate,
  type PartPath,
  type Span,
  segmentAt,
  segmentStart,
  segmentText,
} from '../../signature/index.ts';
import { entryAt, valueAt } from '../at.ts';
import type { Cursor } from '../types.ts';

export interface JsonRef {
  readonly entry: CatalogEntry;
  /** The definition the reference leads to. */
  readonly part: PartPath;
  readonly span: Span;
}

/** A `$ref` under the cursor that leads to a definition of the same element. */
export function jsonRefAt(catalog: Catalog, { document, offset }: Cursor): JsonRef | undefined {
  const segment = segmentAt(document, offset);
  if (segment < 0 || document.kind === 'fsig' || document.kind === 'openapi') return undefined;
  const base = segmentStart(document, segment);
  const { path, previousNode, isAtPropertyKey } = getLocation(segmentText(document, segment), offset - base);
  if (isAtPropertyKey || path.at(-1) !== '$ref' || previousNode?.type !== 'string') return undefined;
  const entry = entryAt(catalog, document, offset);
  const part = entry === undefined ? undefined : refPart(entry, String(previousNode.value));
  if (entry === undefined || part === undefined) return undefined;
  const start = base + previousNode.offset;
  return { entry, part, span: { start, end: start + previousNode.length } };
}

/** Part of a signature that a local `$ref` names: definitions belong to parameters or response. */
export function refPart(entry: CatalogEntry, ref: string): PartPath | undefined {
  const match = /^#\/(\$defs|definitions)\/(.+)$/.exec(ref);
  if (match === null) return undefined;
  const name = (match[2] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
  for (const side of ['parameters', 'response'] as const) {
    for (const group of [match[1] ?? '', '$defs', 'definitions']) {
      const part = [side, group, name];
      if (valueAt(entry.signature, part) !== undefined) return part;
    }
  }
  return undefined;
}

export function locatePart(entry: CatalogEntry, part: PartPath): { span: Span; whole: Span } | undefined {
  const whole = locate(entry, part, 'whole');
  if (whole === undefined) return undefined;
  return { whole, span: locate(entry, part, 'key') ?? whole };
}
