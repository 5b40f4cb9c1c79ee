import { describe, expect, test } from 'vitest';
import { readChoice, readPatterns, readTexts } from './inputs.ts';

describe('files that an agent names', () => {
  test('nothing named is the whole workspace', () => {
    for (const input of [undefined, null, {}, { files: null }, { files: [] }])
      expect(readPatterns(input)).toEqual({ ok: true, value: [] });
  });

  test.each([
    ['tools/hotel.fsig', 'tools/hotel.fsig'],
    ['./tools/hotel.fsig', 'tools/hotel.fsig'],
    ['tools\\hotel.fsig', 'tools/hotel.fsig'],
    ['api/**/*.{json,yaml}', 'api/**/*.{json,yaml}'],
    ['notes..old/a...b.json', 'notes..old/a...b.json'],
    ['.', '**'],
  ])('%s is taken as %s', (given, pattern) => {
    expect(readPatterns({ files: [given] })).toEqual({ ok: true, value: [pattern] });
  });

  test('one text is a list of one, and the same path counts once', () => {
    expect(readPatterns({ files: 'a.fsig' })).toEqual({ ok: true, value: ['a.fsig'] });
    expect(readPatterns({ files: ['a.fsig', './a.fsig'] })).toEqual({ ok: true, value: ['a.fsig'] });
  });

  test.each([
    '/etc/passwd',
    '../secret.json',
    'tools/../../secret.json',
    'tools\\..\\..\\secret.json',
    '{a,..}/secret.json',
    '{../a,b}',
    'tools/..',
    'C:\\Users\\me\\tools.json',
    'file:///etc/passwd',
    '\\\\server\\share\\tools.json',
    '~/tools.json',
  ])('%s leads out of the workspace and is refused', (given) => {
    expect(readPatterns({ files: ['a.fsig', given] })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('leads out of the workspace'),
    });
  });

  test('what is no path, or too much, is refused', () => {
    for (const files of [
      [7],
      [''],
      ['  '],
      [['a']],
      ['x'.repeat(501)],
      Array.from({ length: 51 }, (_, n) => `${n}.fsig`),
    ])
      expect(readPatterns({ files }).ok).toBe(false);
  });
});

test('a choice is one of the list, and the refusal names the list', () => {
  expect(readChoice({ to: 'mcp' }, 'to', ['fsig', 'mcp'])).toEqual({ ok: true, value: 'mcp' });
  for (const input of [{}, { to: 'xml' }, { to: 3 }, null, 'mcp'])
    expect(readChoice(input, 'to', ['fsig', 'mcp'])).toEqual({ ok: false, reason: '"to" is one of fsig, mcp.' });
});

test('a list of texts holds texts alone', () => {
  expect(readTexts({ targets: ['openai'] }, 'targets')).toEqual({ ok: true, value: ['openai'] });
  expect(readTexts({}, 'targets')).toEqual({ ok: true, value: [] });
  expect(readTexts({ targets: [1] }, 'targets').ok).toBe(false);
});
