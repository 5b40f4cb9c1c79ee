import {
  type DocumentKind,
  type Segment,
  type SignatureDocument,
  type Span,
  segmentStart,
  segmentText,
  sharedLengths,
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
    { readonly segments: readonly Segment[]; readonly found: (SegmentFindings | undefined)[] }
  >();

  constructor(rules: readonly Rule[], failed: OnFailure) {
    this.#rules = rules.filter((rule) => rule.checkText !== undefined);
    this.#failed = failed;
  }

  /** Forgets the documents that are no longer there. */
  retain(documents: ReadonlyMap<string, SignatureDocument>): void {
    for (const uri of this.#known.keys()) if (!documents.has(uri)) this.#known.delete(uri);
  }

  /** Looks at segments for as long as `shouldContinue` says. @returns whether all of them have been looked at */
  check(document: SignatureDocument, shouldContinue: () => boolean): boolean {
    const found = this.#update(document);
    for (let index = 0; index < found.length; index++) {
      if (found[index] !== undefined) continue;
      if (!shouldContinue()) return false;
      found[index] = this.#run(segmentText(document, index), document.kind);
    }
    return true;
  }

  /** What was found in the segments looked at so far. */
  findings(document: SignatureDocument): PlacedTextFinding[] {
    const placed: PlacedTextFinding[] = [];
    const found = this.#update(document);
    for (let index = 0; index < found.length; index++) {
      const list = found[index];
      if (list === undefined || list.length === 0) continue;
      const start = segmentStart(document, index);
      for (const { rule, finding } of list) {
        const span = { start: start + finding.span.start, end: start + finding.span.end };
        placed.push({ rule, span, data: finding.data });
      }
    }
    return placed;
  }

  /** What was found in each segment, undefined where nobody looked; those that an edit left alone stand at both ends. */
  #update(document: SignatureDocument): (SegmentFindings | undefined)[] {
    const { segments } = document;
    const before = this.#known.get(document.uri) ?? { segments: [], found: [] };
    if (before.segments === segments) return before.found;
    const { head, tail } = sharedLengths(before.segments, segments);
    const removed = before.segments.length - tail - head;
    const added = segments.length - tail - head;
    let { found } = before;
    // The same number of segments is the rule while somebody types: then nothing moves.
    if (removed === added) found.fill(undefined, head, head + added);
    else found = [...found.slice(0, head), ...new Array(added).fill(undefined), ...found.slice(head + removed)];
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
