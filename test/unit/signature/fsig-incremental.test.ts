import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildCatalog,
  editDocument,
  locate,
  parseDocument,
  parseSegment,
  type SignatureDocument,
  segmentStart,
  segmentText,
} from '../../../server/src/signature/index.ts';
import { anyEdit, anyText, toChange } from './edits.ts';

/** `FUZZ_EDITS=100000` is the long form, `npm run fuzz`; six edits a run. */
const RUNS = Math.ceil(Number(process.env.FUZZ_EDITS ?? 1_200) / 6);
const URI = 'file:///a.fsig';

const cut = (document: SignatureDocument) =>
  document.segments.map(({ length, hash }, index) => ({ start: segmentStart(document, index), length, hash }));

const content = (document: SignatureDocument, previous?: ReturnType<typeof buildCatalog>) => {
  const catalog = buildCatalog([document], previous);
  return {
    catalog,
    said: catalog.entries.map(({ id, signature, segment }) => ({ id, signature, segment })),
    problems: catalog.problems(document.uri),
  };
};

describe('an edited .fsig document', () => {
  it('equals the document parsed from the new text, whatever the edits', () => {
    fc.assert(
      fc.property(anyText, fc.array(anyEdit, { minLength: 1, maxLength: 11 }), (text, edits) => {
        let document = parseDocument(URI, text);
        let catalog = buildCatalog([document]);
        for (const edit of edits) {
          document = editDocument(document, [toChange(document.text, edit)]);
          const fresh = parseDocument(URI, document.text);
          expect(cut(document)).toEqual(cut(fresh));
          const incremental = content(document, catalog);
          const full = content(fresh);
          expect(incremental.said).toEqual(full.said);
          expect(incremental.problems).toEqual(full.problems);
          catalog = incremental.catalog;
        }
      }),
      { numRuns: RUNS },
    );
  }, 3_600_000);

  it('is tiled by its segments, and every place lies inside the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const document = parseDocument(URI, text);
        expect(document.segments.map((_, index) => segmentText(document, index)).join('')).toBe(text);
        const catalog = buildCatalog([document]);
        const spans = catalog.problems(URI).map((problem) => problem.span);
        for (const entry of catalog.entries) spans.push(locate(entry, []) ?? { start: -1, end: -1 });
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: Math.min(RUNS, 2_000) },
    );
  }, 600_000);

  it('gives a tree whose nodes lie in each other', () => {
    // Whole declarations with a token too many or too few, behind white space: where names and types go missing.
    const holes = [
      'function f(\n  #: A,\n  b?: [\n #]);',
      'enum E {\n  #,\n # = 1 }',
      'import {\n #, a as # } from "x";',
    ];
    const holed = fc
      .tuple(
        fc.constantFrom(...holes),
        fc.array(fc.constantFrom('', ':', '?', '|', '\u0001', '...', '- ', '<'), { minLength: 3, maxLength: 3 }),
      )
      .map(([text, marks]) => marks.reduce((left, mark) => left.replace('#', mark), text));
    fc.assert(
      fc.property(fc.oneof(anyText, holed), (text) => {
        const within = (node: unknown, low: number, high: number): void => {
          if (typeof node !== 'object' || node === null) return;
          const { start, end } = node as { start?: number; end?: number };
          const placed = typeof start === 'number' && typeof end === 'number';
          if (placed) expect([start >= low, end >= start, end <= high]).toEqual([true, true, true]);
          for (const [key, child] of Object.entries(node)) {
            // Documentation stands before the node it belongs to; a value is no node.
            if (key !== 'doc' && key !== 'value') within(child, placed ? start : low, placed ? end : high);
          }
        };
        const document = parseDocument(URI, text);
        document.segments.forEach((segment, index) => {
          within(parseSegment(segmentText(document, index)).declaration, 0, segment.length);
        });
      }),
      { numRuns: Math.min(RUNS, 2_000) },
    );
  }, 600_000);
});
