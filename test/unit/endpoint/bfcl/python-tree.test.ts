import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../server/src/endpoint/bfcl/python-calls.ts';
import { arithmetic } from '../../../../server/src/endpoint/bfcl/python-sums.ts';
import { parsePython } from '../../../../server/src/endpoint/bfcl/python-tree.ts';
import { repr } from '../../../../server/src/endpoint/bfcl/value.ts';

/** Expected kinds, spellings and values are those of CPython 3.11 (`ast.parse`, `ast.unparse`, `eval`). */
describe('the kind of an expression', () => {
  it.each([
    ['name', ['x', '(# said\nx)', '(x)']],
    ['attribute', ['x.y', 'x.y.z']],
    ['call', ['x.y.z()', "f(a=1, b='x')", 'f(x, a=1)', 'f(*x, a=1)', 'f(**x)', 'f(i for i in x)', 'f(a=1,)', 'f()()']],
    ['subscript', ['x[0]', 'x[1:2, ::3]', 'x[0][1]']],
    ['list', ['[1, [2], x]', '[1,]', '[]', '[1\n, 2]']],
    ['tuple', ['(1, 2)', '(1,)', '()']],
    ['dict', ["{'k': 1, 2: [3]}", '{}', '{1: 2,}']],
    ['unary', ['-1', '- -1', '+1', '~1', 'not x', 'not not x', '-2 ** 2']],
    ['binary', ['1 + 2', '1 - 2 * 3', '2 ** -1', '1 << 2 | 3 & 4 ^ 5', '7 // 2 % 3', 'x @ y']],
    ['constant', ['True', 'None', '...', '1_000', '0x1F', '"""a\nb"""', `'a' "b"`, '(1)', '.5', '5.', '1e3']],
    [
      'other',
      ['x or y', 'x and y', 'x < 1', 'x <= 1 < 2', 'x != y', 'x is not None', 'x is y', 'x not in y', 'x in y'],
    ],
    ['other', ['x if y else z', 'lambda x, y: x', 'lambda: 1']],
    ['other', ['[i for i in x]', '[i for i, *j in x if i if j]', '[i for i in x for j in i]', '{k: v for k, v in x}']],
    ['other', ['{1, 2}', '{1}', "{**x, 'k': 1}", '[*x, 1]', '(*x, 1)', '(i for i in x)']],
    ['other', ['1j', "b'x'", "f'{x}'", "'a' f'{x}'"]],
  ])('%s', (kind, texts) => {
    expect(texts.map((text) => [text, parsePython(text).kind])).toEqual(texts.map((text) => [text, kind]));
  });

  it.each([
    ['nothing, or two of them', ['', '1 2', 'x y', 'x\ny', '$', "'a\nb'"]],
    ['open brackets', ['f(', 'f)', '[1', '(1', '{1: }', 'x[]']],
    ['missing commas', ['[1 2]', '{1 2}', '{1: 2 3: 4}', 'f(1 2)', 'f(a b)']],
    ['a value behind a keyword', ['f(a=1, 2)', 'f(a=)']],
    ['reserved words as names', ['x.if', 'if', 'f(if=1)', 'f(None=1)', '[i for in x]']],
    [
      'half of two words',
      ['1 if 2', '1 if else 3', 'lambda x', 'x not y', 'x is in y', '[i for i x]', 'not', '1 +', 'x **'],
    ],
    ['numbers', ['0777', '12x', '1__0', '1_', '0b12', '0o8', '0x', 'x.1']],
  ])('is none for %s', (_what, texts) => {
    for (const text of texts)
      expect(() => parsePython(text), text).toThrow(expect.objectContaining({ name: 'NotPython' }));
  });

  it('is none where brackets stand too deep', () => {
    const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(parsePython(deep(180)).kind).toBe('list');
    expect(() => parsePython(deep(181))).toThrow();
  });
});

describe('the spelling of an expression', () => {
  it.each([
    ['x [ 0 ]', 'x[0]'],
    ['x[ 1 : 2 , 3 ]', 'x[1:2, 3]'],
    ['x[a+b]', 'x[a + b]'],
    ['x[a*-b]', 'x[a * -b]'],
    ['x[-1]', 'x[-1]'],
    ['a . b ( )', 'a.b()'],
    ['f( [1,2] , {1:2} )', 'f([1, 2], {1: 2})'],
    ['f(x if y else z)', 'f(x if y else z)'],
    ['f(x is  y)', 'f(x is y)'],
    ['f(x<1)', 'f(x < 1)'],
    ['f(x!=y)', 'f(x != y)'],
    ['x["k"]', "x['k']"],
    [`f('it\\'s')`, `f("it's")`],
    ['f(1.0, 1e3)', 'f(1.0, 1000.0)'],
    ['f(*x)', 'f(*x)'],
    ['x[0x1F]', 'x[31]'],
    ['f((1,))', 'f((1,))'],
    ['x[(a+b)*c]', 'x[(a + b) * c]'],
    ['x[a] [ b ]', 'x[a][b]'],
    ['f(2j)', 'f(2j)'],
    ['x[lambda y,z : y]', 'x[lambda y, z: y]'],
  ])('%s', (text, spelled) => {
    expect(parsePython(text).source).toBe(spelled);
  });
});

describe('the value of a sum', () => {
  it.each([
    ['1 + 2', '3'],
    ['5 - 7', '-2'],
    ['3 * 4', '12'],
    ['7 / 2', '3.5'],
    ['4 / 2', '2.0'],
    ['7 // 2', '3'],
    ['7 // -2', '-4'],
    ['-7 % 3', '2'],
    ['0 % 5', '0'],
    ['2 ** 0', '1'],
    ['0 ** 0', '1'],
    ['2 ** -1', '0.5'],
    ['1 << 4', '16'],
    ['1 << 0', '1'],
    ['-1 >> 1', '-1'],
    ['6 & 3', '2'],
    ['6 | 3', '7'],
    ['6 ^ 3', '5'],
    ['1 + 0.5', '1.5'],
    ['1.5 - 1', '0.5'],
    ['1.5 * 2', '3.0'],
    ['3.0 / 2', '1.5'],
    ['-7.5 // 2', '-4.0'],
    ['-7.5 % 2', '0.5'],
    ['4 ** 0.5', '2.0'],
    ['~5', '-6'],
    ['+5', '5'],
    ['--5', '5'],
    ['not 0', 'True'],
    ['not 1', 'False'],
    ['True + 1', '2'],
    ['False + 0', '0'],
    ["'a' + 'b'", "'ab'"],
    ['[1] + [2]', '[1, 2]'],
    ["'ab' * 2", "'abab'"],
    ["2 * 'ab'", "'abab'"],
    ['[1, 2] * 2', '[1, 2, 1, 2]'],
    ["'a' * -1", "''"],
    ['1 - 2 - 3', '-4'],
    ['2 ** 3 ** 2', '512'],
    ['-2 ** 2', '-4'],
    ['(2 + 3) * 4', '20'],
    ['1 << 2 + 1', '8'],
    ['1 | 2 ^ 3 & 2', '1'],
    ['10 - 2 * 3 // 4', '9'],
  ])('%s', (text, value) => {
    expect(repr(arithmetic(parsePython(text)))).toBe(value);
  });

  it.each([
    ...['1 // 0', '1 % 0', '1.0 / 0', '1.0 // 0', '1.0 % 0', '0 ** -1', '1 << -1', '1 >> -1', '1 @ 2'],
    ...[
      "'a' - 'b'",
      "'a' + 1",
      '[1] - [1]',
      "[1] + 'a'",
      "'a' * 'b'",
      '1.5 & 1',
      '1.5 << 1',
      '~1.5',
      "-'a'",
      '-x',
      'x + 1',
    ],
    // Values so large that no argument means them.
    ...['1 << 20001', '2 ** 20001', "'a' * 100000", '[0] * 100000'],
  ])('%s has none', (text) => {
    expect(() => arithmetic(parsePython(text))).toThrow(expect.objectContaining({ name: 'NotPython' }));
  });
});

describe('calls in a text', () => {
  const shown = (text: string) => decodeText(text)?.map(({ name, arguments: args }) => `${name} ${repr(args)}`);

  it.each([
    ['f(a=1)', ["f {'a': 1}"]],
    ['```[f(a=1), g.h(b=x)]```\n', ["f {'a': 1}", "g.h {'b': 'x'}"]],
    ['', []],
    ['f(1, a=2)', ["f {'a': 2}"]],
    ['f(a=+5)', ["f {'a': -5}"]],
    ['f(a=not 1)', ["f {'a': -1}"]],
    ['f(a=(1, [2]), b={"k": x.y()})', ["f {'a': (1, [2]), 'b': {'k': 'x.y()'}}"]],
    ['f(a=x[ 0 ])', ["f {'a': 'x[0]'}"]],
    ['f(a=g(b=1))', ["f {'a': {'g': {'b': 1}}}"]],
    ['f(a=2 * 3)', ["f {'a': 6}"]],
    ['f(a=1, a=2)', ["f {'a': 2}"]],
    ['g()()', [' {}']],
    ['g().h(a=1)', ["h {'a': 1}"]],
  ])('%s', (text, calls) => {
    expect(shown(text)).toEqual(calls);
  });

  it.each(['f', 'f(a=1', '1', 'f(a=x or y)', 'f(a={[1]: 2})', "f(a=-'x')", 'f(a=x.y)', '[f(a=1)] + [g()]'])(
    '%s holds none',
    (text) => {
      expect(decodeText(text)).toBeUndefined();
    },
  );
});
