import { expect, test } from 'vitest';
import { type Checker, createChecker } from '../../../server/src/rules/index.ts';
import { buildCatalog, type Catalog, editDocument, parseDocument } from '../../../server/src/signature/index.ts';

const URI = 'file:///many.fsig';

/** Functions with something to find in each alone, and in some beside the others. */
function many(count: number): string {
  const one = (index: number) =>
    index % 50 === 7
      ? `/** Says it twice. */\nfunction twice(a: Nope): string;\n`
      : `/** Does ${index}. */\nfunction do_${index}(x: string): string;\n`;
  return Array.from({ length: count }, (_, index) => one(index)).join('\n');
}

/** Looks on, so many steps at a time, and counts the looks. */
function lookOn(checker: Checker, steps: number, after: (looks: number) => void = () => {}): void {
  for (let looks = 1; ; looks++) {
    let left = steps;
    if (checker.check(URI, () => left-- > 0)) return;
    after(looks);
  }
}

function whole(catalog: Catalog) {
  const checker = createChecker();
  checker.update({ catalog });
  return checker.findings(URI);
}

test('slice after slice ends at what one look finds, and each slice says how much is missing', () => {
  const catalog = buildCatalog([parseDocument(URI, many(600))]);
  const checker = createChecker();
  checker.update({ catalog });
  const missing: number[] = [];
  const known: number[] = [];
  lookOn(checker, 100, () => {
    const { findings, unchecked } = checker.findings(URI, { knownOnly: true });
    missing.push(unchecked);
    known.push(findings.length);
  });
  expect(missing.slice(0, 6)).toEqual([500, 400, 300, 200, 100, 0]);
  expect(known).toEqual([...known].sort((a, b) => a - b));
  expect(checker.findings(URI, { knownOnly: true })).toEqual(whole(catalog));
});

test('an edit between two slices is looked at first, and nothing is lost', () => {
  const text = many(600);
  const before = parseDocument(URI, text);
  const checker = createChecker();
  checker.update({ catalog: buildCatalog([before]) });
  checker.check(URI, () => false);
  const at = text.indexOf('function do_500(');
  const change = {
    span: { start: at + 'function do_500('.length, end: at + 'function do_500(x'.length },
    text: 'x: Zzz, y',
  };
  const after = editDocument(
    before,
    [change],
    text.slice(0, change.span.start) + change.text + text.slice(change.span.end),
  );
  const catalog = buildCatalog([after], buildCatalog([before]));
  checker.update({ catalog });
  checker.check(URI, () => false);
  const { findings, unchecked } = checker.findings(URI, { knownOnly: true });
  expect(unchecked).toBeGreaterThan(500);
  expect(findings.some(({ data }) => data.id === 'do_500')).toBe(true);
  lookOn(checker, 77);
  expect(checker.findings(URI, { knownOnly: true })).toEqual(whole(catalog));
});

test('one long look asks before each step and leaves nothing undone', () => {
  const catalog = buildCatalog([parseDocument(URI, many(40))]);
  const checker = createChecker();
  checker.update({ catalog });
  expect(checker.check(URI, () => true)).toBe(true);
  expect(checker.findings(URI, { knownOnly: true })).toEqual(whole(catalog));
  expect(checker.check(URI, () => false)).toBe(true);
});
