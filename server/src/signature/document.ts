import { kindOf } from './kind.ts';

import { readerOf } from './readers.ts';
import type { OneChange, ReadContext, Resplit, SegmentSpan, SegmentTable, SplitOptions } from './segment.ts';
import { SegmentRecord } from './segment-record.ts';
import type { SourceText } from './source-text.ts';
import { editText, keptText } from './text.ts';
import type { DialectId, DocumentKind, Segment, SignatureDocument, SignatureProblem, TextChange } from './types.ts';

export interface ParseOptions {
  /** Read as this kind instead of recognising it by name and content. */
  readonly kind?: DocumentKind;
  /** Read every element as this dialect. */
  readonly dialect?: DialectId;
  /** The same text in the form in which it is kept, where the caller has that: else it is made. */
  readonly kept?: SourceText;
}

/** What a document keeps beside its public face. Plain values, immutable, shared between versions where unchanged. */
interface DocumentState {
  /** The text; not put together again after edits near each other. */
  readonly content: SourceText;
  /** Start of each segment. */
  readonly starts: Uint32Array;
  /** Tag of each segment; absent when none has one. */
  readonly tags: readonly string[] | undefined;
  readonly frame: unknown;
  readonly frameKey: string;
  readonly problems: readonly SignatureProblem[];
  readonly options: SplitOptions;
  /** The document came from an edit, see `segmentText`. */
  readonly edited: boolean;
}

const states = new WeakMap<SignatureDocument, DocumentState>();

/**
 * Reads a text of any kind into its segments. Never throws: a text that is nothing known is a document without
 * functions and with a problem. Only the cut is made here; `buildCatalog` reads the segments.
 */
export function parseDocument(uri: string, text: string, options: ParseOptions = {}): SignatureDocument {
  const forced = options.dialect === 'fsig' || options.dialect === 'openapi' ? options.dialect : undefined;
  const kind = options.kind ?? forced ?? kindOf(uri, text);
  const split: SplitOptions = { uri, kind, dialect: options.dialect };
  const { segments, frame, frameKey, problems } = readerOf(kind).split(text, split);
  return makeDocument(
    segments.map((span) => newSegment(text, span)),
    {
      content: options.kept ?? keptText(text),
      starts: Uint32Array.from(segments, (span) => span.start),
      tags: tagsOf(segments),
      frame,
      frameKey,
      problems,
      options: split,
      edited: false,
    },
  );
}

/**
 * The document after edits, which apply one after the other as in LSP. Equal to parsing the new text; the work follows
 * the edits, and segments whose text did not change stay the same objects.
 *
 * @param result the text after all changes, where the caller has it: then it is kept once and not put together again
 */
export function editDocument(
  document: SignatureDocument,
  changes: readonly TextChange[],
  result?: SourceText,
): SignatureDocument {
  return changes.reduce(
    (edited, change, index) => editOnce(edited, change, index === changes.length - 1 ? result : undefined),
    document,
  );
}

function editOnce(document: SignatureDocument, change: TextChange, result: SourceText | undefined): SignatureDocument {
  const state = stateOf(document);
  const start = clamp(change.span.start, 0, state.content.length);
  const end = clamp(change.span.end, start, state.content.length);
  const text = result ?? editText(state.content, start, end, change.text);
  const one: OneChange = { span: { start, end }, inserted: change.text.length };
  const reader = readerOf(document.kind);
  const resplit = reader.resplit(text, one, tableOf(document), state.frame, state.options);
  return resplit === undefined
    ? replaceAll(document, state, text.toString())
    : splice(document, state, text, one, resplit);
}

/** Cuts the whole text again, keeping the segment objects at both ends that did not change. */
function replaceAll(document: SignatureDocument, state: DocumentState, text: string): SignatureDocument {
  const fresh = parseDocument(document.uri, text, {
    kind: document.kind,
    ...(state.options.dialect === undefined ? {} : { dialect: state.options.dialect }),
  });
  const kept = [...fresh.segments];
  const freshState = stateOf(fresh);
  const reuse = (at: number, from: number): boolean => {
    const before = document.segments[from];
    const now = kept[at];
    if (before === undefined || now === undefined || before.hash !== now.hash) return false;
    if (before.length !== now.length || state.tags?.[from] !== freshState.tags?.[at]) return false;
    kept[at] = before;
    return true;
  };
  let head = 0;
  while (head < kept.length && reuse(head, head)) head++;
  const oldLast = document.segments.length - 1;
  for (let tail = 0; kept.length - 1 - tail >= head && oldLast - tail >= head; tail++) {
    if (!reuse(kept.length - 1 - tail, oldLast - tail)) break;
  }
  return makeDocument(kept, { ...freshState, edited: true });
}

function splice(
  document: SignatureDocument,
  state: DocumentState,
  text: SourceText,
  change: OneChange,
  resplit: Resplit,
): SignatureDocument {
  const { from, to, segments: fresh } = resplit;
  const delta = change.inserted - (change.span.end - change.span.start);
  const old = new Map<string, Segment>();
  for (let index = from; index < to; index++) {
    const segment = document.segments[index] as Segment;
    old.set(`${state.tags?.[index] ?? ''}\n${segment.hash}`, segment);
  }
  const middle = fresh.map((span) => {
    const segment = newSegment(text, span);
    const key = `${span.tag ?? ''}\n${segment.hash}`;
    const same = old.get(key);
    if (same === undefined || same.length !== segment.length) return segment;
    // One object stands for one place, also where two segments read the same.
    old.delete(key);
    return same;
  });
  const count = document.segments.length - (to - from) + fresh.length;
  const starts = new Uint32Array(count);
  starts.set(state.starts.subarray(0, from));
  for (let index = 0; index < fresh.length; index++) starts[from + index] = (fresh[index] as SegmentSpan).start;
  for (let index = to, at = from + fresh.length; at < count; index++, at++) {
    starts[at] = (state.starts[index] as number) + delta;
  }
  const freshTags = tagsOf(fresh);
  const tagged = state.tags !== undefined || freshTags !== undefined;
  const noTags = (length: number): string[] => new Array<string>(length).fill('');
  const oldTags = state.tags ?? (tagged ? noTags(document.segments.length) : []);
  return makeDocument(replaced(document.segments, from, to, middle), {
    content: text,
    starts,
    tags: tagged ? replaced(oldTags, from, to, freshTags ?? noTags(fresh.length)) : undefined,
    frame: resplit.frame,
    frameKey: resplit.frameKey,
    problems: resplit.problems,
    options: state.options,
    edited: true,
  });
}

/** A list with other items from `from` to before `to`: one copy where they are as many, as a keystroke leaves them. */
function replaced<T>(list: readonly T[], from: number, to: number, items: readonly T[]): T[] {
  if (items.length !== to - from) return [...list.slice(0, from), ...items, ...list.slice(to)];
  const copy = list.slice();
  for (let index = 0; index < items.length; index++) copy[from + index] = items[index] as T;
  return copy;
}

function makeDocument(segments: readonly Segment[], state: DocumentState): SignatureDocument {
  const document: SignatureDocument = {
    uri: state.options.uri,
    kind: state.options.kind,
    get text() {
      return state.content.toString();
    },
    segments,
  };
  states.set(document, state);
  return document;
}

/** State of a document; of one that came as plain JSON, made again from its text. */
function stateOf(document: SignatureDocument): DocumentState {
  const state = states.get(document);
  if (state !== undefined) return state;
  const again = parseDocument(document.uri, document.text, { kind: document.kind });
  const made = states.get(again) as DocumentState;
  states.set(document, made);
  return made;
}

function newSegment(text: SourceText, span: SegmentSpan): Segment {
  // Of an edited text its piece alone is read.
  if (typeof text !== 'string')
    return new SegmentRecord(text.slice(span.start, span.start + span.length), 0, span.length);
  return new SegmentRecord(text, span.start, span.length);
}

function tagsOf(segments: readonly SegmentSpan[]): readonly string[] | undefined {
  return segments.some((span) => span.tag !== undefined && span.tag !== '')
    ? segments.map((span) => span.tag ?? '')
    : undefined;
}

function tableOf(document: SignatureDocument): SegmentTable {
  const { starts, tags, content } = stateOf(document);
  const { segments } = document;
  return {
    count: segments.length,
    start: (index) => starts[index] ?? content.length,
    length: (index) => segments[index]?.length ?? 0,
    tag: (index) => tags?.[index] ?? '',
    firstEndingFrom(offset) {
      let low = 0;
      let high = segments.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((starts[middle] as number) + (segments[middle] as Segment).length >= offset) high = middle;
        else low = middle + 1;
      }
      return low;
    },
  };
}

/** Offset of a segment in its document; the text's length for an index past the last. */
export function segmentStart(document: SignatureDocument, index: number): number {
  const { starts, content } = stateOf(document);
  return starts[index] ?? content.length;
}

/** Index of the segment at an offset: the last one that starts at or before it; -1 before the first. O(log n). */
export function segmentAt(document: SignatureDocument, offset: number): number {
  const { starts } = stateOf(document);
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Text of a segment. JavaScript keeps the whole text alive behind each slice of it: a version made by an edit gives
 * copies, else every edited segment would keep a version of the file in memory.
 */
export function segmentText(document: SignatureDocument, index: number): string {
  const { starts, edited, content } = stateOf(document);
  const start = starts[index] ?? content.length;
  const text = content.slice(start, start + (document.segments[index]?.length ?? 0));
  return edited ? detach(text) : text;
}

/** The text of a document for those who need a part of it: `document.text` puts the whole together. */
export function contentOf(document: SignatureDocument): SourceText {
  return stateOf(document).content;
}

/** The same text, sharing memory with no other. */
export function detach(text: string): string {
  return ` ${text}`.slice(1);
}

/** What the reader of a document's segments is told. */
export function readContext(document: SignatureDocument, index: number): ReadContext {
  const { options, frame, tags } = stateOf(document);
  return { ...options, frame, tag: tags?.[index] ?? '' };
}

/** Key of the surroundings that readings depend on, see `SplitText.frameKey`. */
export function frameKeyOf(document: SignatureDocument): string {
  return stateOf(document).frameKey;
}

/** Problems of the text outside all segments; absolute spans. */
export function frameProblems(document: SignatureDocument): readonly SignatureProblem[] {
  return stateOf(document).problems;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
