import {
  contentOf,
  type DocumentKind,
  type Segment,
  type SignatureDocument,
  type Span,
  segmentStart,
} from '../signature/index.ts';
import type { Rule, TextFinding } from './rule.ts';
import type { OnFailure } from './run.ts';

/** A finding in a text, absolute. */
export interface PlacedTextFinding {
  readonly rule: Rule;
  readonly span: Span;
  readonly data: Readonly<Record<string, string>>;
}

type SegmentFindings = readonly { readonly rule: Rule; readonly finding: TextFinding }[];

const NONE: SegmentFindings = [];

/**
 * Runs the rules that look at the text itself, segment by segment. What was found in a segment is kept with it, so that
 * an edit elsewhere costs nothing.
 */
export class TextChecks {
  readonly #rules: readonly Rule[];
  readonly #failed: OnFailure;
  /** By document: its segments, and what was found in each. */
  readonly #known = new Map<
    string,
    { readonly segments: readonly Segment[]; readonly found: readonly SegmentFindings[] }
  >();

  constructor(rules: readonly Rule[], failed: OnFailure) {
    this.#rules = rules.filter((rule) => rule.checkText !== undefined);
    this.#failed = failed;
  }

  /** Forgets the documents that are no longer there. */
  retain(documents: ReadonlyMap<string, SignatureDocument>): void {
    for (const uri of this.#known.keys()) if (!documents.has(uri)) this.#known.delete(uri);
  }

  findings(document: SignatureDocument): PlacedTextFinding[] {
    const found = this.#update(document);
    const placed: PlacedTextFinding[] = [];
    for (const [index, list] of found.entries()) {
      if (list.length === 0) continue;
      const start = segmentStart(document, index);
      for (const { rule, finding } of list) {
        const span = { start: start + finding.span.start, end: start + finding.span.end };
        placed.push({ rule, span, data: finding.data });
      }
    }
    return placed;
  }

  /** What was found in each segment; those that an edit left alone stand at both ends. */
  #update(document: SignatureDocument): readonly SegmentFindings[] {
    const { segments } = document;
    const before = this.#known.get(document.uri) ?? { segments: [], found: [] };
    const shorter = Math.min(before.segments.length, segments.length);
    let head = 0;
    while (head < shorter && before.segments[head] === segments[head]) head++;
    let tail = 0;
    while (tail < shorter - head && before.segments.at(-1 - tail) === segments.at(-1 - tail)) tail++;
    const middle = segments.slice(head, segments.length - tail).map((segment, index) => {
      const start = segmentStart(document, head + index);
      return this.#run(contentOf(document).slice(start, start + segment.length), document.kind);
    });
    const found = [...before.found.slice(0, head), ...middle, ...before.found.slice(before.found.length - tail)];
    this.#known.set(document.uri, { segments, found });
    return found;
  }

  #run(text: string, kind: DocumentKind): SegmentFindings {
    const found: { rule: Rule; finding: TextFinding }[] = [];
    for (const rule of this.#rules) {
      try {
        rule.checkText?.(text, kind, (finding) => {
          found.push({ rule, finding });
        });
      } catch (error) {
        this.#failed({ code: rule.code, function: '', error: String(error) });
      }
    }
    return found.length === 0 ? NONE : found;
  }
}
