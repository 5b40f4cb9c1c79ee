import { RegExpParser } from '@eslint-community/regexpp';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesPattern, patternUnmatched } from '../../../server/src/pattern/index.ts';
import { programOf } from '../../../server/src/pattern/program.ts';
import { finds } from '../../../server/src/pattern/simulate.ts';

/** What the simulation says, without the short way over the language's own engine. */
function simulated(pattern: string, flags: string, text: string): boolean {
  const program = programOf(new RegExpParser().parsePattern(pattern, 0, pattern.length, flags === 'u'), flags);
  const units =
    flags === 'u'
      ? Array.from(text, (each) => each.codePointAt(0) as number)
      : [...Array(text.length).keys()].map((at) => text.charCodeAt(at));
  return finds(program, units, 1e6);
}

/**
 * What the specification says: with the flag `u` a match starts between characters. V8 also starts one between the two
 * halves of a character where the match is empty.
 */
function specified(pattern: string, flags: string, text: string): boolean {
  if (flags !== 'u') return new RegExp(pattern, flags).test(text);
  const sticky = new RegExp(pattern, 'uy');
  let at = 0;
  return [...text, ''].some((character) => {
    sticky.lastIndex = at;
    at += character.length;
    return sticky.test(text);
  });
}

const atom = fc.constantFrom(
  'a',
  'b',
  'é',
  '.',
  '[ab]',
  '[^a]',
  '\\d',
  '\\w',
  '\\s',
  '\\b',
  '\\B',
  '^',
  '$',
  '1',
  ' ',
  '\\u{1F600}',
  '😀',
  '\\p{L}',
);
const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    atom,
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, two]) => one + two),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, two]) => `(?:${one}|${two})`),
    fc
      .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '{1,}', '*?', '+?'))
      .map(([one, count]) => `(${one})${count}`),
    fc.tuple(tie('pattern'), fc.constantFrom('?=', '?!', '?<=', '?<!')).map(([one, look]) => `(${look}${one})`),
  ),
}));
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '1', ' ', '😀', '_', '\n'), maxLength: 8 });

it('a simulation finds a match exactly where the language finds one, look-arounds and Unicode included', () => {
  fc.assert(
    fc.property(pattern, text, fc.constantFrom('u', ''), (source, input, flags) => {
      fc.pre(flags === 'u' || !/\\[pu]/.test(source));
      expect(simulated(source, flags, input)).toBe(specified(source, flags, input));
    }),
    { numRuns: Number(process.env.FUZZ_EDITS ?? 3_000) },
  );
});

const BOMBS: readonly (readonly [pattern: string, text: string, matches: boolean])[] = [
  ['^(a+)+$', `${'a'.repeat(5_000)}!`, false],
  ['^(a|a)*$', `${'a'.repeat(5_000)}!`, false],
  ['^(\\w+\\s?)*$', `${'word '.repeat(200)}!`, false],
  ['^(\\w+\\s?)*$', 'word '.repeat(200), true],
  ['^([a-c]{1,20}-?){1,20}$', `${'abc'.repeat(20)}!`, false],
  ['(.*b){25}', 'b'.repeat(24), false],
  ['(.*b){25}', 'b'.repeat(25), true],
  [`${'a?'.repeat(40)}${'a'.repeat(40)}`, 'a'.repeat(40), true],
  [`${'a?'.repeat(40)}${'a'.repeat(40)}`, 'a'.repeat(39), false],
  ['^(?=(a+)+$)b', 'a'.repeat(2_000), false],
  ['(?<!(x+x+)+)y$', `${'x'.repeat(300)}y`, false],
  ['.*.*.*.*.*=', 'x'.repeat(500), false],
];

it.each(BOMBS)('a bomb is defused, and judged right: %s', (source, input, matches) => {
  expect(matchesPattern(source, input)).toBe(matches);
});

it('what refers back to a group is matched where that is cheap, and else said to be not checked', () => {
  expect(matchesPattern('^(["\'])x\\1$', '"x"')).toBe(true);
  expect(matchesPattern('^(a+)+\\1$', `${'a'.repeat(100)}!`)).toBeUndefined();
  expect(patternUnmatched('^(a+)+\\1$')).toBe('it refers back to a group');
  expect(patternUnmatched('^(a+)+$')).toBeUndefined();
});

it('a pattern that would become a machine of millions of parts is not followed', () => {
  const source = '^((((a{1,100}b?){1,100}c?){1,100}d?){1,100})$';
  expect(matchesPattern(source, 'a'.repeat(100))).toBeUndefined();
  expect(patternUnmatched(source)).toBe('it is too large');
});
