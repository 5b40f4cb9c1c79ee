import type { OneChange, Resplit, SegmentReader, SegmentSpan, SegmentTable } from '../segment.ts';
import type { SourceText } from '../source-text.ts';
import { locateInSegment } from './locate.ts';
import { segmentEnd, splitFsig } from './split.ts';

/**
 * How many segments before the edit are cut again. A segment ends before a declaration word that has a name behind it:
 * the word begins the next segment, and the name may already stand in the one after that (`type type A`).
 */
const LOOK_BACK = 2;

/** The cut of the new text, found near the edit alone. Equal to `splitFsig(text)`. */
export function resplitFsig(text: SourceText, change: OneChange, previous: SegmentTable): Resplit {
  const delta = change.inserted - (change.span.end - change.span.start);
  const from = Math.max(0, Math.min(previous.firstEndingFrom(change.span.start), previous.count) - LOOK_BACK);
  const segments: SegmentSpan[] = [];
  let to = previous.firstEndingFrom(change.span.end);
  let start = from < previous.count ? previous.start(from) : 0;
  while (start < text.length) {
    const end = segmentEnd(text, start);
    segments.push({ start, length: end - start });
    start = end;
    while (to < previous.count && previous.start(to) + delta < start) to++;
    // From an old boundary behind the edit on, everything is as before.
    if (to < previous.count && previous.start(to) >= change.span.end && previous.start(to) + delta === start) break;
  }
  if (start >= text.length) to = previous.count;
  return { from, to, segments, frame: undefined, frameKey: '', problems: [] };
}

/**
 * Reader of `.fsig`. Its segments need each other (types, namespaces, imports), so they are linked by `linkFiles` and
 * not read one by one.
 */
export const fsigReader: SegmentReader = {
  split: splitFsig,
  resplit: resplitFsig,
  read: () => ({ signatures: [], problems: [] }),
  locate: (segmentText, _context, _index, part, what) => locateInSegment(segmentText, part, what),
  raw: () => undefined,
};
