import { describe, expect, test } from 'vitest';
import { FirstLooks } from '../../../server/src/lsp/first-looks.ts';
import { editDocument, parseDocument, type SignatureDocument } from '../../../server/src/signature/index.ts';

const settings = { rules: {}, targets: 'auto' } as const;
const TEXT = JSON.stringify(
  Array.from({ length: 6 }, (_, index) => ({ name: `f${index}`, description: 'Does it.', parameters: {} })),
  null,
  1,
);
const parsed = parseDocument('file:///a.tools.json', TEXT);

/** Answers about the first two functions; each look is counted, so an answer that was kept has an old number. */
function looker() {
  const looks = new FirstLooks<number>();
  let count = 0;
  return {
    looks,
    ask: (document: SignatureDocument, given: typeof settings = settings, limit = 500) =>
      looks.answer(document, 2, given, limit, () => ++count),
  };
}

function typed(at: number, text: string, cut = 0): SignatureDocument {
  return editDocument(parsed, [{ span: { start: at, end: at + cut }, text }]);
}

describe('an answer about the first functions', () => {
  test('is kept while somebody types behind them', () => {
    const { ask } = looker();
    expect(ask(parsed)).toBe(1);
    expect(ask(typed(TEXT.indexOf('Does', TEXT.indexOf('"f4"')), 'x'))).toBe(1);
    expect(ask(parsed)).toBe(1);
  });

  test('is made anew after a key in one of them, or between them, that moves nothing', () => {
    const { ask } = looker();
    expect(ask(parsed)).toBe(1);
    expect(ask(typed(TEXT.indexOf('Does'), 'd', 1))).toBe(2);
    expect(ask(typed(TEXT.indexOf('\n', TEXT.indexOf('}')), ' ', 1))).toBe(3);
    expect(ask(typed(0, '\n'))).toBe(4);
  });

  test('is made anew for another file, other settings, another limit, and after it was forgotten', () => {
    const { ask, looks } = looker();
    expect(ask(parsed)).toBe(1);
    expect(ask(parseDocument('file:///b.tools.json', TEXT))).toBe(2);
    expect(ask(parsed)).toBe(3);
    expect(ask(parsed, { ...settings })).toBe(4);
    expect(ask(parsed, settings, 10)).toBe(5);
    looks.forget();
    expect(ask(parsed, settings, 10)).toBe(6);
  });
});
