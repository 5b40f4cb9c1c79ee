import { describe, expect, it } from 'vitest';
import { judgeSingleTurn, type SingleTurnRow } from '../../../../server/src/endpoint/bfcl/single.ts';
import { strictly, strictSingleTurn } from '../../../../server/src/endpoint/bfcl/strict.ts';
import { isDict, type Py, type PyDict } from '../../../../server/src/endpoint/bfcl/value.ts';

/** A value as Python holds it: whole numbers are integers; `{ float: n }` is a float. */
function py(value: unknown): Py {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(py);
  if (typeof value !== 'object' || value === null) return value as Py;
  if ('float' in value) return value.float as number;
  return new Map(Object.entries(value).map(([key, item]) => [key, py(item)]));
}
const dict = (value: object) => py(value) as PyDict;

function row(category: string, type: string, ...answers: object[]): SingleTurnRow {
  const functions = ['house.set', 'house.get'].map((name) =>
    dict({ name, parameters: { type: 'dict', properties: { x: { type, items: { type: 'dict' } } }, required: [] } }),
  );
  return { category, functions, answers: answers.map(dict) };
}
const set = (x: unknown) => ({ 'house.set': { x } });
const get = (x: unknown) => ({ 'house.get': { x } });

/** The published verdict and the strict one, as `+` and `-`. */
function verdicts(of: SingleTurnRow, result: string | readonly object[]): string {
  const given = typeof result === 'string' ? result : result.map(dict);
  const published = judgeSingleTurn(of, given);
  const strict = strictSingleTurn(of, given, published);
  return `${published.correct ? '+' : '-'}${strict.correct ? '+' : '-'}`;
}

describe('a call of one turn', () => {
  it.each<[string, string, unknown[], string, string]>([
    ['equal', 'string', ['New York'], '"New York"', '++'],
    ['equal but for case and blanks', 'string', ['New York'], '"new  york"', '++'],
    ['another number once the point is gone', 'string', ['1.5 km'], '"15 km"', '+-'],
    ['a thousand with its comma', 'string', ['1,000'], '"1000"', '++'],
    ['no thousand', 'string', ['1,00'], '"100"', '+-'],
    ['a whole float for a float', 'float', [{ float: 5 }], '5', '++'],
    ['an integer that an answer of floats allows', 'integer', [5, { float: 6 }], '5', '++'],
    ['truth for 1', 'boolean', [1], 'True', '+-'],
    ['another entry that fits', 'string', ['1.5', '15'], '"15"', '++'],
    ['a list', 'any', [[1, 2]], '[1, 2]', '++'],
    ['a wrong value', 'string', ['a'], '"b"', '--'],
    ['a dict with allowed values', 'dict', [{ k: ['a', 'b'] }], '{"k": "b"}', '++'],
    ['a dict with a value equal without its point', 'dict', [{ k: ['1.5'] }], '{"k": "15"}', '+-'],
    ['a list of dicts', 'array', [[{ k: ['a'] }]], '[{"k": "a"}]', '++'],
    ['a list of dicts with a value equal without its point', 'array', [[{ k: ['1.5'] }]], '[{"k": "15"}]', '+-'],
  ])('%s', (_what, type, allowed, given, expected) => {
    expect(verdicts(row('simple_python', type, set(allowed)), `[house.set(x=${given})]`)).toBe(expected);
    const called = [{ house_set: given.replace('True', 'true') }];
    expect(isDict(dict(called[0] as object))).toBe(true);
    expect(
      verdicts(row('simple_python', type, set(allowed)), [{ house_set: `{"x": ${given.replace('True', 'true')}}` }]),
    ).toBe(expected);
  });

  it('of several functions is held against the answers of its own name', () => {
    const of = row('multiple', 'string', get(['1.5']));
    expect(verdicts(of, '[house.get(x="1.5")]')).toBe('++');
    expect(verdicts(of, '[house.get(x="15")]')).toBe('+-');
  });

  it('of Java and JavaScript is as the published checker says', () => {
    expect(verdicts(row('simple_java', 'String', set(['1.5'])), '[house.set(x="15")]')).toBe('++');
    expect(verdicts(row('simple_javascript', 'String', set(['1.5'])), '[house.set(x="15")]')).toBe('++');
  });
});

describe('calls side by side', () => {
  const of = row('parallel', 'string', set(['a', 'b']), set(['a']));

  it('may be given to the answers in any way', () => {
    expect(verdicts(of, '[house.set(x="a"), house.set(x="b")]')).toBe('-+');
    expect(verdicts(of, '[house.set(x="b"), house.set(x="a")]')).toBe('++');
  });

  it.each([
    '[house.set(x="b"), house.set(x="b")]',
    '[house.set(x="a")]',
    'no calls',
    '[house.set(x="a"), house.set(x="b"), house.set(x="b")]',
  ])('%s fits in no way', (result) => {
    expect(verdicts(of, result)).toBe('--');
  });

  it('a way through three answers is found where each takes what another could have', () => {
    const three = row('parallel', 'string', set(['a', 'b']), set(['a', 'c']), set(['a']));
    expect(verdicts(three, '[house.set(x="a"), house.set(x="c"), house.set(x="b")]')).toBe('-+');
  });
});

describe('a row without answers', () => {
  it.each([
    ['nothing is called', 'I cannot.', '++'],
    ['an empty list', [], '++'],
    ['a call that cannot be decoded', [{ house_set: 'no JSON' }], '+-'],
    ['a call', '[house.set(x=1)]', '--'],
  ] as const)('where none fits: %s', (_what, result, expected) => {
    expect(verdicts(row('irrelevance', 'string'), result)).toBe(expected);
  });

  it.each([
    ['an offered function', '[house.set(x=1)]', '++'],
    ['an offered function, dots as _', [{ house_set: '{}' }], '++'],
    ['one that is not offered', '[house.burn(x=1)]', '+-'],
    ['no call', 'I cannot.', '--'],
  ] as const)('where one fits: %s', (_what, result, expected) => {
    expect(verdicts(row('live_relevance', 'string'), result)).toBe(expected);
  });
});

it('what a judge passed over is wrong, and said', () => {
  expect(strictly({ correct: true, reason: '', forgiven: ['a is odd', 'b too'] })).toEqual({
    correct: false,
    reason: 'a is odd; b too (right for the published checker)',
    bfcl: true,
  });
  expect(strictly({ correct: true, reason: '', forgiven: [] })).toEqual({ correct: true, reason: '' });
  expect(strictly({ correct: false, reason: 'no', forgiven: ['a'] })).toEqual({ correct: false, reason: 'no' });
});

it('a row that could not be judged stays so', () => {
  const unjudged = { correct: false, reason: 'could not be judged', unjudged: true };
  expect(strictSingleTurn(row('simple_python', 'string', set(['a'])), '', unjudged)).toBe(unjudged);
});
