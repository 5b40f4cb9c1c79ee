import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createGlobMatcher, globProblem } from '../../../server/src/pattern/index.ts';
import { parseConfig } from '../../../server/src/rules/index.ts';

const RUNS = Number(process.env.FUZZ_EDITS ?? 1_000);

it('a wrong item is left out and named where it stands; the others hold', () => {
  const text =
    '{\n  "files": ["boats/*.json", "", 7, "x".y, "docks/**"],\n  "rules": {"no-such": "error", "pattern-unsafe": "loud"}\n}';
  const { config, problems } = parseConfig(text.replace('"x".y, ', ''));
  expect(config.files).toEqual(['boats/*.json', 'docks/**']);
  const lines = problems.map(({ span, message }) => `${text.slice(0, span.start).split('\n').length}: ${message}`);
  expect(lines).toEqual(
    expect.arrayContaining(['2: a glob must not be empty', '2: a glob is a text', '3: there is no rule "no-such"']),
  );
});

it('more globs than are read are named', () => {
  const files = Array.from({ length: 300 }, (_none, index) => `f${index}.json`);
  const { config, problems } = parseConfig(JSON.stringify({ files }));
  expect(config.files).toHaveLength(200);
  expect(problems.map(({ message }) => message)).toEqual(['only the first 200 globs are read']);
});

const glob = fc.string({
  unit: fc.constantFrom(
    '*',
    '**/',
    '?',
    '{a,',
    '}',
    '(',
    ')',
    '+(',
    '!(',
    '|',
    '[',
    ']',
    'a',
    '.',
    '/',
    '\\',
    '\n',
    '😀',
  ),
  maxLength: 60,
});
const anything = fc.oneof(glob, fc.jsonValue(), fc.constantFrom('__proto__', '', '\0', 'x'.repeat(10_000)));

it('no settings stop the reading, and every glob that is left is answered', () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 6 }), fc.jsonValue(), (files, rules) => {
      const { config } = parseConfig(JSON.stringify({ files, rules, targets: rules }));
      const left = config.files ?? [];
      expect(left.every((each) => globProblem(each) === undefined)).toBe(true);
      createGlobMatcher(left)(`${'a'.repeat(100)}.json`);
    }),
    { numRuns: RUNS },
  );
});

it('text that is no JSON is named, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => Array.isArray(parseConfig(text).problems)),
    { numRuns: RUNS },
  );
});

it('a byte order mark is no part of the settings, and places stay', () => {
  expect(parseConfig('\uFEFF{"files": ["a.json"]}')).toMatchObject({ config: { files: ['a.json'] }, problems: [] });
  expect(parseConfig('\uFEFF{"files": [7]}').problems.map(({ span }) => span)).toEqual([{ start: 12, end: 13 }]);
});
