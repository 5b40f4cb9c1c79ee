import type { Json } from '../json/index.ts';
import { readContext, segmentStart, segmentText } from './document.ts';
import { declaringSegment } from './fsig/defs.ts';
import { locateInDeclaration } from './fsig/locate.ts';
import { readerOf } from './readers.ts';
import type { LocateWhat } from './segment.ts';
import type { CatalogEntry, PartPath, Span } from './types.ts';

/**
 * Place of a part of a function in `entry.document.text`, absolute. `[]` is the whole function; a part that is not
 * written falls back to its nearest parent. The segment is read again for it: nothing keeps spans in memory.
 * @param what the part's `value` (default), its `key`, or the `whole` of both.
 */
export function locate(entry: CatalogEntry, part: PartPath, what: LocateWhat = 'value'): Span | undefined {
  const { document, segment } = entry;
  const [, table, key, ...inside] = part;
  if (document.kind === 'fsig' && table === '$defs' && typeof key === 'string') {
    const declared = locateInType(entry, key, inside, what);
    if (declared !== undefined) return declared;
  }
  const span = readerOf(document.kind).locate(
    segmentText(document, segment),
    readContext(document, segment),
    entry.indexInSegment,
    part,
    what,
  );
  if (span === undefined) return undefined;
  const start = segmentStart(document, segment);
  return { start: start + span.start, end: start + span.end };
}

/** A definition of `.fsig` is a declaration: found where it stands, if that is in the same file. */
function locateInType(entry: CatalogEntry, key: string, part: PartPath, what: LocateWhat): Span | undefined {
  const { document } = entry;
  const index = declaringSegment(document, entry.segment, key);
  const span = index === undefined ? undefined : locateInDeclaration(segmentText(document, index), part, what);
  if (index === undefined || span === undefined) return undefined;
  const start = segmentStart(document, index);
  return { start: start + span.start, end: start + span.end };
}

/** The element as it was written, before it was mapped to the canonical form; undefined for `.fsig`. */
export function rawOf(entry: CatalogEntry): Json | undefined {
  const { document, segment } = entry;
  return readerOf(document.kind).raw(
    segmentText(document, segment),
    readContext(document, segment),
    entry.indexInSegment,
  );
}
