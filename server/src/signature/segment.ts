/**
 * The contract between documents and the readers of each kind of text. A reader cuts a text into segments (a JSON
 * element, a line, an operation) and turns one segment at a time into signatures, so that the cost of an edit
 * follows the edit and not the file. Everything inside a segment is relative to its start.
 */

import type { Json } from '../json/index.ts';
import type { SourceText } from './source-text.ts';
import type { DialectId, DocumentKind, FunctionSignature, PartPath, SignatureProblem, Span } from './types.ts';

/** Where one segment lies. Text between segments (commas, brackets, blank lines) belongs to none. */
export interface SegmentSpan {
  /** UTF-16 offset in the document. */
  readonly start: number;
  readonly length: number;
  /**
   * What the surroundings say of this segment (an OpenAPI method and path, the wrapper it stands in); '' or absent for
   * nothing. Handed back to `read`; segments of equal text and equal tag have equal readings.
   */
  readonly tag?: string;
}

export interface SplitOptions {
  readonly uri: string;
  readonly kind: DocumentKind;
  /** The dialect the caller forces, instead of recognising it per element. */
  readonly dialect?: DialectId | undefined;
}

/** A text, cut. */
export interface SplitText {
  /** In order, not overlapping. */
  readonly segments: readonly SegmentSpan[];
  /** Whatever the reader wants to see again (shared definitions, wrapper). Immutable. */
  readonly frame: unknown;
  /**
   * Readings made under another key are made again: put in it a hash of what `read` takes from the frame
   * (shared definitions, a document-wide dialect). '' when segments stand alone.
   */
  readonly frameKey: string;
  /** Problems of the text outside all segments; absolute spans. */
  readonly problems: readonly SignatureProblem[];
}

/** One replacement: `span` is in the old text, `inserted` is the length of what took its place. */
export interface OneChange {
  readonly span: Span;
  readonly inserted: number;
}

/** The segments of a document before an edit, without the objects. */
export interface SegmentTable {
  readonly count: number;
  start(index: number): number;
  length(index: number): number;
  tag(index: number): string;
  /** The first segment that ends at or after an offset (`count` when there is none). O(log n). */
  firstEndingFrom(offset: number): number;
}

/** The part of a cut that an edit changed: segments `from` (included) to `to` (excluded) of the table are replaced. */
export interface Resplit {
  readonly from: number;
  readonly to: number;
  /** Their replacements, with starts in the new text. */
  readonly segments: readonly SegmentSpan[];
  readonly frame: unknown;
  readonly frameKey: string;
  readonly problems: readonly SignatureProblem[];
}

/** What a reader is told beside the text of a segment. */
export interface ReadContext extends SplitOptions {
  readonly frame: unknown;
  /** The segment's tag, '' when it has none. */
  readonly tag: string;
}

/** What one segment says. Signatures carry `source: {uri, dialect}`; problems are relative to the segment's start. */
export interface SegmentReading {
  readonly signatures: readonly FunctionSignature[];
  readonly problems: readonly SignatureProblem[];
}

export type LocateWhat = 'value' | 'key' | 'whole';

/** Reads one kind of text. Every method takes any text and never throws. */
export interface SegmentReader {
  split(text: string, options: SplitOptions): SplitText;
  /**
   * The same cut as `split(text)`, found near the edit alone; undefined when the edit touches the frame and the
   * whole text must be cut again. `previous` describes the old text, `frame` is the one `split` or `resplit` gave last.
   */
  resplit(
    text: SourceText,
    change: OneChange,
    previous: SegmentTable,
    frame: unknown,
    options: SplitOptions,
  ): Resplit | undefined;
  read(segmentText: string, context: ReadContext): SegmentReading;
  /** Place of a part of the `index`-th signature of the segment, relative; nearest existing parent for a missing part. */
  locate(segmentText: string, context: ReadContext, index: number, part: PartPath, what: LocateWhat): Span | undefined;
  /** The `index`-th signature as it was written, before it was mapped to the canonical form. */
  raw(segmentText: string, context: ReadContext, index: number): Json | undefined;
}
