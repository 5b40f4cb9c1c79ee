import fc from 'fast-check';
import picomatch from 'picomatch';
import { expect, it } from 'vitest';
import { createGlobMatcher, globProblem } from '../../../server/src/pattern/index.ts';

const piece = fc.constantFrom('a', 'b', '*', '**', '?', '.', '/', '{a,b}', '[ab]', '!(a)', '+(b)', '@(a|b)', '.json');
const glob = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
const path = fc
  .array(fc.constantFrom('a', 'b', '.', '/', '.json', 'ab'), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));

it('globs mean what picomatch says they mean', () => {
  fc.assert(
    fc.property(glob, path, (pattern, name) => {
      fc.pre(globProblem(pattern) === undefined);
      expect(createGlobMatcher([pattern])(name)).toBe(
        picomatch.makeRe(pattern, { dot: true }).test(name) || pattern === name,
      );
    }),
    { numRuns: Number(process.env.FUZZ_EDITS ?? 2_000) },
  );
});

it.each([
  ['*b*b*b*b*b*b*b*b*b*b*b*b*c.json', `${'b'.repeat(120)}.json`],
  ['+(+(+(b)))c', 'b'.repeat(120)],
  ['*(*(b|bb)|b)c', 'b'.repeat(120)],
  [`${'**/'.repeat(40)}x.json`, `${'b/'.repeat(200)}y.json`],
  [`${'{a,b,?}'.repeat(30)}z`, 'a'.repeat(31)],
])('a glob that could run for ever is answered: %s', (pattern, name) => {
  expect(createGlobMatcher([pattern])(name)).toBe(false);
});

it('a wrong glob is named and silences no other', () => {
  expect(globProblem('')).toBe('a glob must not be empty');
  expect(globProblem('a'.repeat(501))).toBe('a glob has at most 500 characters');
  expect(createGlobMatcher(['', 'x/*.json'])('x/y.json')).toBe(true);
});
