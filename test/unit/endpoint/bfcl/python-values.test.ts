import { describe, expect, it } from 'vitest';
import { overallV3 } from '../../../../server/src/endpoint/bfcl/overall.ts';
import { arithmetic } from '../../../../server/src/endpoint/bfcl/python-sums.ts';
import { parsePython } from '../../../../server/src/endpoint/bfcl/python-tree.ts';
import { type Py, PyTuple, repr } from '../../../../server/src/endpoint/bfcl/value.ts';

/** Expected values are what CPython 3.11 prints. */
function pythonValue(text: string): Py {
  return arithmetic(parsePython(text));
}

describe('texts of Python', () => {
  it.each([
    [String.raw`"\101\60"`, 'A0'],
    [String.raw`"\0"`, '\0'],
    [String.raw`"\x41\u0042\U00000043"`, 'ABC'],
    [String.raw`"\U0010ffff"`, '\u{10ffff}'],
    [String.raw`r"\x41"`, String.raw`\x41`],
    [String.raw`"\q"`, String.raw`\q`],
    ['"a" "b"', 'ab'],
  ])('%s', (text, value) => {
    expect(pythonValue(text)).toBe(value);
  });

  it.each([
    String.raw`"\x4"`,
    String.raw`"\u00"`,
    String.raw`"\xzz"`,
    String.raw`"\U00110000"`,
    String.raw`"\N{BULLET}"`,
    '"open',
  ])('%s is none', (text) => {
    expect(() => pythonValue(text)).toThrow();
  });
});

describe('sums of Python', () => {
  it.each([
    ['2 ** 10', 1024n],
    ['2 ** -1', 0.5],
    ['-7 // 2', -4n],
    ['-7 % 3', 2n],
    ['7 % -3', -2n],
    ['(1 + 2) * 3', 9n],
  ])('%s', (text, value) => {
    expect(pythonValue(text)).toBe(value);
  });

  it.each(['2 ** 30000', '0 ** -1', '1 / 0'])('%s is refused', (text) => {
    expect(() => pythonValue(text)).toThrow();
  });
});

describe('how Python writes', () => {
  it.each([
    [new PyTuple([1n]), '(1,)'],
    [new PyTuple([1n, 2n]), '(1, 2)'],
    [new PyTuple([]), '()'],
    [[true, null, -0], '[True, None, -0.0]'],
    [3, '3.0'],
    [new Map<Py, Py>([['a', "it's"]]), `{'a': "it's"}`],
  ] as [Py, string][])('%#: %s', (value, text) => {
    expect(repr(value)).toBe(text);
  });
});

describe('brackets', () => {
  it.each([
    ['(1)', 'constant'],
    ['(1,)', 'tuple'],
    ['(1, 2)', 'tuple'],
    ['()', 'tuple'],
  ])('%s is a %s', (text, kind) => {
    expect(parsePython(text).kind).toBe(kind);
  });
});

describe('shares of the leaderboard', () => {
  it('are 0 where a category has no rows, and counted by rows where it has', () => {
    expect(overallV3({}).live).toBe(0);
    const live = overallV3({
      live_simple: { total: 1, correct: 1 },
      live_multiple: { total: 3, correct: 0 },
    }).live;
    expect(live).toBe(0.25);
  });
});
