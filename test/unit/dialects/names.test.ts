import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCatalog, TARGETS } from '../../../server/src/rules/index.ts';
import {
  buildCatalog,
  decodeName,
  encodeName,
  NAME_RULES,
  nameTable,
  parseDocument,
  TARGET_DIALECTS,
  toolName,
  writeSignatures,
} from '../../../server/src/signature/index.ts';
import { entriesOf, URI } from './support.ts';

const RESTRICTED = TARGET_DIALECTS.filter((id) => NAME_RULES[id] !== undefined);
const parameters = { type: 'dict', properties: {} };
const bfcl = (...names: string[]) => entriesOf(names.map((name) => ({ name, description: 'd', parameters })));

describe('names that a dialect refuses', () => {
  it.each([
    ['math.sum', 'openai-chat', 'math__sum'],
    ['math.sum', 'anthropic', 'math__sum'],
    ['math.sum', 'mcp', 'math.sum'],
    ['math.sum', 'gemini', 'math.sum'],
    ['get weather', 'openai-chat', 'get_x20_weather'],
    ['a/b', 'mcp', 'a_x2F_b'],
    ['天気', 'openai-chat', '_x5929__x6C17_'],
    ['.hidden', 'openai-chat', '_x2E_hidden'],
    ['2fast', 'gemini', '_x32_fast'],
    ['a__b', 'openai-chat', 'a_x5F__b'],
    ['plain_name-1', 'openai-chat', 'plain_name-1'],
  ] as const)('%s is, in %s, %s', (name, dialect, written) => {
    expect(encodeName(name, dialect)).toEqual({ name: written, shortened: false });
    expect(decodeName(written, dialect)).toBe(name);
  });

  it('are legal after mapping, and lead back, whatever they were', () => {
    const awkward = fc.string({ unit: fc.constantFrom('.', '_', 'x', '2', 'E', 'a', ' ', '🙂') });
    fc.assert(
      fc.property(
        fc.oneof(awkward, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })),
        fc.constantFrom(...RESTRICTED),
        (name, dialect) => {
          fc.pre(name !== '' && !/\p{Cs}/u.test(name));
          const { name: written, shortened } = encodeName(name, dialect);
          const rule = NAME_RULES[dialect];
          expect(written.length).toBeLessThanOrEqual(rule?.maxLength ?? 0);
          for (const character of written) expect(character).toMatch(rule?.character ?? /./);
          if (!shortened) expect(decodeName(written, dialect)).toBe(name);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each(RESTRICTED)('are, however long, what the rules take: %s', (dialect) => {
    const long = ['a'.repeat(64), 'b'.repeat(65), 'c'.repeat(128), 'd'.repeat(129), `e${' '.repeat(40)}`, '9.x', '-'];
    const { text } = writeSignatures(bfcl(...long), dialect);
    const target = TARGETS.find((each) => dialect.startsWith(each));
    const catalog = buildCatalog([parseDocument(URI, text)]);
    expect(catalog.entries).toHaveLength(long.length);
    const settingsFor = () => ({ rules: {}, targets: target === undefined ? [] : [target] });
    const found = checkCatalog({ catalog, settingsFor }).get(URI) ?? [];
    expect(found.filter(({ code }) => code === `${target}-name`)).toEqual([]);
  });

  it('are told apart', () => {
    const dotted = fc.array(fc.constantFrom('a', 'b', '.', '_', '__', '_x2E_', 'x5F', ' '), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(dotted, dotted, (one, other) => {
        fc.pre(one.join('') !== other.join(''));
        expect(encodeName(one.join(''), 'anthropic').name).not.toBe(encodeName(other.join(''), 'anthropic').name);
      }),
      { numRuns: 2_000 },
    );
  });

  it('that are too long keep their head, and the table leads back', () => {
    const long = `${'very_'.repeat(20)}long`;
    const entries = bfcl(long, `${long}er`);
    const names = entries.map((entry) => toolName(entry, 'openai-chat'));
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).toMatch(/^very_very_.{1,55}$/);
    expect(nameTable(entries, 'openai-chat').map(({ original, shortened }) => [original, shortened])).toEqual([
      [long, true],
      [`${long}er`, true],
    ]);
    expect(writeSignatures(entries, 'openai-chat').losses.map(({ part }) => part)).toEqual([['name'], ['name']]);
  });

  it('come back when the file is converted back', () => {
    const names = ['math.sum', 'get weather', 'a__b', 'x_x2E_y', 'π', 'plain'];
    for (const dialect of RESTRICTED) {
      const there = entriesOf(writeSignatures(bfcl(...names), dialect).text);
      const back = entriesOf(writeSignatures(there, 'bfcl').text);
      expect(back.map((entry) => entry.signature.name)).toEqual(names);
    }
  });
});

describe('a name used twice', () => {
  it('is made unique where providers insist, and comes back as it was', () => {
    const there = entriesOf(writeSignatures(bfcl('search', 'search', 'other'), 'openai-chat').text);
    expect(there.map((entry) => entry.signature.name)).toEqual(['search', 'search_x40_2', 'other']);
    const back = entriesOf(writeSignatures(there, 'bfcl').text);
    expect(back.map((entry) => entry.signature.name)).toEqual(['search', 'search', 'other']);
  });

  it('stays double where that is allowed', () => {
    const text = writeSignatures(bfcl('search', 'search'), 'xlam').text;
    expect(entriesOf(text).map((entry) => entry.signature.name)).toEqual(['search', 'search']);
  });
});

describe('a name that the target allows', () => {
  it('is not touched between providers with the same rule', () => {
    const tool = { name: 'mcp__server__tool', description: 'd', input_schema: { type: 'object' } };
    const [there] = entriesOf(writeSignatures(entriesOf([tool]), 'openai-chat').text);
    expect(there?.signature.name).toBe('mcp__server__tool');
  });
});
