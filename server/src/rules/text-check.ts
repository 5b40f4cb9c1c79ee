import type { DocumentKind, Segment, SignatureDocument, Span } from '../signature/index.ts';
import { segmentStart } from '../signature/index.ts';
import type { Rule, TextFinding } from './rule.ts';
import type { OnFailure } from './run.ts';

/** A finding in a text, absolute. */
export interface PlacedTextFinding {
  readonly rule: Rule;
  readonly span: Span;
  readonly data: Readonly<Record<string, string>>;
}

type SegmentFindings = readonly { readonly rule: Rule; readonly finding: TextFinding }[];

/**
 * Runs the rules that look at the text itself, segment by segment. What was found in a segment is kept with it, so that
 * an edit elsewhere costs nothing.
 */
export class TextChecks {
  readonly #rules: readonly Rule[];
  readonly #failed: OnFailure;
  /** By document: what was found in each of its segments. */
  readonly #known = new Map<string, Map<Segment, SegmentFindings>>();

  constructor(rules: readonly Rule[], failed: OnFailure) {
    this.#rules = rules.filter((rule) => rule.checkText !== undefined);
    this.#failed = failed;
  }

  /** Forgets the documents that are no longer there. */
  retain(documents: ReadonlyMap<string, SignatureDocument>): void {
    for (const uri of this.#known.keys()) if (!documents.has(uri)) this.#known.delete(uri);
  }

  findings(document: SignatureDocument): PlacedTextFinding[] {
    const placed: PlacedTextFinding[] = [];
    const before = this.#known.get(document.uri);
    const now = new Map<Segment, SegmentFindings>();
    this.#known.set(document.uri, now);
    document.segments.forEach((segment, index) => {
      let found = before?.get(segment);
      if (found === undefined) {
        const start = segmentStart(document, index);
        found = this.#run(document.text.slice(start, start + segment.length), document.kind);
      }
      now.set(segment, found);
      if (found.length === 0) return;
      const start = segmentStart(document, index);
      for (const { rule, finding } of found) {
        placed.push({
          rule,
          span: { start: start + finding.span.start, end: start + finding.span.end },
          data: finding.data,
        });
      }
    });
    return placed;
  }

  #run(text: string, kind: DocumentKind): { rule: Rule; finding: TextFinding }[] {
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
    return found;
  }
}
