import { frameKeyOf, readContext, segmentText } from './document.ts';
import { readerOf } from './readers.ts';
import type { SegmentReading } from './segment.ts';
import { SegmentRecord } from './segment-record.ts';
import type { FunctionSignature, Segment, SignatureDocument } from './types.ts';

/** The functions of one document, as parallel columns: 16,000 of them stay small. */
export interface Block {
  readonly document: SignatureDocument;
  readonly signatures: readonly FunctionSignature[];
  /** Segment of each signature, and its index there. */
  readonly segments: Uint32Array;
  readonly indices: Uint32Array;
  /** Surroundings the segments were read in, and those whose reading has problems; none for `.fsig`, which is linked. */
  readonly frameKey: string;
  readonly troubled: Uint32Array;
}

/** A reading, and the surroundings it holds for. */
interface KnownReading extends SegmentReading {
  readonly key: string;
}

export function readingOf(document: SignatureDocument, index: number, frameKey: string): SegmentReading {
  const segment = document.segments[index] as Segment;
  const known = SegmentRecord.derived(segment) as KnownReading | undefined;
  if (known?.key === frameKey) return known;
  const { signatures, problems } = readerOf(document.kind).read(
    segmentText(document, index),
    readContext(document, index),
  );
  const reading: KnownReading = { key: frameKey, signatures, problems };
  SegmentRecord.derive(segment, reading);
  return reading;
}

export const NO_SEGMENTS = new Uint32Array();

/** Reads the segments that no block before holds; those at both ends that an edit left alone are not even looked at. */
export function readBlock(document: SignatureDocument, before: Block | undefined, most: number): Block {
  const frameKey = frameKeyOf(document);
  const known = before?.frameKey === frameKey ? before : undefined;
  const { head, tail } = sharedLengths(known?.document.segments ?? [], document.segments);
  const signatures: FunctionSignature[] = [];
  const segments: number[] = [];
  const indices: number[] = [];
  const troubled: number[] = [];
  for (let index = head; index < Math.min(document.segments.length - tail, head + most); index++) {
    const reading = readingOf(document, index, frameKey);
    if (reading.problems.length > 0) troubled.push(index);
    for (let at = 0; at < reading.signatures.length; at++) {
      signatures.push(reading.signatures[at] as FunctionSignature);
      segments.push(index);
      indices.push(at);
    }
  }
  if (known === undefined || head + tail === 0)
    return {
      document,
      signatures,
      segments: Uint32Array.from(segments),
      indices: Uint32Array.from(indices),
      frameKey,
      troubled: Uint32Array.from(troubled),
    };
  const stop = known.document.segments.length - tail;
  const shift = document.segments.length - known.document.segments.length;
  const from = firstFrom(known.segments, head);
  const to = firstFrom(known.segments, stop);
  return {
    document,
    signatures: [...known.signatures.slice(0, from), ...signatures, ...known.signatures.slice(to)],
    segments: joined(known.segments.subarray(0, from), segments, known.segments.subarray(to), shift),
    indices: joined(known.indices.subarray(0, from), indices, known.indices.subarray(to), 0),
    frameKey,
    troubled: joined(
      known.troubled.subarray(0, firstFrom(known.troubled, head)),
      troubled,
      known.troubled.subarray(firstFrom(known.troubled, stop)),
      shift,
    ),
  };
}

/** Segments read ahead so far. */
const ahead = new WeakMap<SignatureDocument, number>();

/**
 * Reads a document for as long as `shouldContinue` says, so that `buildCatalog` finds everything read. Files of `.fsig` are linked
 * as a whole: nothing can be done ahead.
 * @returns whether all of it is read
 */
export function readAhead(document: SignatureDocument, shouldContinue: () => boolean): boolean {
  if (document.kind === 'fsig') return true;
  const frameKey = frameKeyOf(document);
  let index = ahead.get(document) ?? 0;
  while (index < document.segments.length && shouldContinue()) readingOf(document, index++, frameKey);
  ahead.set(document, index);
  return index === document.segments.length;
}

/** How many items two lists share at their start and, of the rest, at their end. */
export function sharedLengths(before: readonly unknown[], after: readonly unknown[]): { head: number; tail: number } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { head, tail };
}

/** Where the first number of at least `wanted` stands in a sorted list. */
function firstFrom(sorted: Uint32Array, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function joined(head: Uint32Array, middle: readonly number[], tail: Uint32Array, shift: number): Uint32Array {
  const all = new Uint32Array(head.length + middle.length + tail.length);
  all.set(head);
  all.set(middle, head.length);
  const from = head.length + middle.length;
  for (let index = 0; index < tail.length; index++) all[from + index] = (tail[index] as number) + shift;
  return all;
}
