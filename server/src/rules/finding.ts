import type { Json } from '../json/index.ts';
import {
  type Catalog,
  type CatalogEntry,
  contentOf,
  locate,
  type PartPath,
  type SignatureDocument,
  type Span,
  segmentStart,
} from '../signature/index.ts';
import type { Severity } from './levels.ts';
import type { RuleCode } from './registry.ts';
import type { Report, Rule } from './rule.ts';

/** What a fix needs to know again: plain JSON, so that it survives a trip through an editor. */
export interface FindingData {
  /** Function it is about; absent for problems of the text itself. */
  readonly id?: string;
  readonly part: PartPath;
  /** What filled the message. */
  readonly values: Readonly<Record<string, string>>;
  readonly fix?: Json;
  /** Problems of the text: where it stands, as they have no part to look up again. */
  readonly place?: { readonly uri: string; readonly start: number; readonly end: number };
}

export interface RelatedPlace {
  readonly uri: string;
  readonly span: Span;
  readonly message: string;
}

/** One finding with its place: offsets in the document of `uri`. */
export interface Finding {
  readonly code: RuleCode;
  readonly severity: Severity;
  readonly message: string;
  readonly uri: string;
  readonly span: Span;
  readonly related: readonly RelatedPlace[];
  /** Shown faded. */
  readonly unnecessary: boolean;
  readonly data: FindingData;
}

/** A finding before anybody asked where it is. */
export interface RawFinding {
  readonly rule: Rule;
  readonly report: Report;
  /** Place relative to the entry's segment, once it was looked up. */
  place?: { readonly start: number; readonly end: number };
}

/** Looks up the place of a finding and words it. */
export function materialise(raw: RawFinding, entry: CatalogEntry, severity: Severity, catalog: Catalog): Finding {
  const { rule, report } = raw;
  return {
    code: rule.code as RuleCode,
    severity,
    message: rule.message.format(report.data),
    uri: entry.document.uri,
    span: placeOf(raw, entry),
    related: (report.related ?? []).flatMap((related) => relatedPlace(related, catalog)),
    unnecessary: rule.unnecessary === true,
    data: {
      id: entry.id,
      part: report.part,
      values: report.data,
      ...(report.fix === undefined ? {} : { fix: report.fix }),
    },
  };
}

function relatedPlace(related: NonNullable<Report['related']>[number], catalog: Catalog): RelatedPlace[] {
  const entry = catalog.get(related.id);
  const span = entry === undefined ? undefined : locate(entry, related.part);
  return entry === undefined || span === undefined ? [] : [{ uri: entry.document.uri, span, message: related.message }];
}

/** Looked up once a segment text: kept relative, so that edits elsewhere in the file do not cost a new look. */
export function placeOf(raw: RawFinding, entry: CatalogEntry): Span {
  const base = segmentStart(entry.document, entry.segment);
  if (raw.place !== undefined) return { start: base + raw.place.start, end: base + raw.place.end };
  const { part, what, excerpt } = raw.report;
  const span = locate(entry, part, what ?? 'value') ?? locate(entry, []) ?? { start: base, end: base };
  const exact = excerpt === undefined ? span : within(entry.document, span, excerpt);
  const length = entry.document.segments[entry.segment]?.length ?? 0;
  if (exact.start >= base && exact.end <= base + length) {
    raw.place = { start: exact.start - base, end: exact.end - base };
  }
  return exact;
}

/** The words inside a span, or the whole span where they are written otherwise (escapes, line breaks). */
function within(document: SignatureDocument, span: Span, words: string): Span {
  const text = contentOf(document).slice(span.start, span.end);
  // In JSON the words may be escaped.
  for (const written of [words, JSON.stringify(words).slice(1, -1)]) {
    const at = text.indexOf(written);
    if (at >= 0) return { start: span.start + at, end: span.start + at + written.length };
  }
  return span;
}
