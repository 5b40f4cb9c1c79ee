import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../../server/src/json/index.ts';
import { writeJson } from '../../../server/src/signature/dialects/write.ts';
import {
  buildCatalog,
  type CatalogEntry,
  type FunctionSignature,
  parseDocument,
  rawOf,
  TARGET_DIALECTS,
  type TargetDialect,
  writeSignatures,
} from '../../../server/src/signature/index.ts';
import { unlisted } from './compare.ts';
import { catalogOf, entriesOf, hasData, meaning, toolFiles } from './support.ts';

type JsonDialect = Exclude<TargetDialect, 'fsig'>;
const JSON_TARGETS = TARGET_DIALECTS.filter((id): id is JsonDialect => id !== ('fsig' as TargetDialect));

/** Written from the signature alone, as for a function that comes from another dialect. */
function writtenAnew(entries: readonly CatalogEntry[], to: JsonDialect) {
  return writeJson(entries, to, () => undefined);
}

describe.skipIf(!hasData)('files of others (needs ../shared/data)', () => {
  const files = toolFiles().filter(({ text }) => entriesOf(text).length > 0);

  it.each(files)('$name: written in its own dialect, every key is kept', ({ text }) => {
    const { entries } = catalogOf(text);
    for (const dialect of new Set(entries.map((entry) => entry.signature.source.dialect))) {
      const own = entries.filter((entry) => entry.signature.source.dialect === dialect);
      const { text: written, losses } = writeSignatures(own, dialect as JsonDialect);
      const back = entriesOf(written);
      expect(losses).toEqual([]);
      expect(back.map(rawOf)).toEqual(own.map(rawOf));
      expect(back.map((entry) => meaning(entry.signature))).toEqual(own.map((entry) => meaning(entry.signature)));
    }
  });

  it.each(JSON_TARGETS)('nothing is lost unlisted on the way to %s', (to) => {
    let functions = 0;
    for (const { text } of files) {
      const { entries } = catalogOf(text);
      const { text: written, losses } = writtenAnew(entries, to);
      const back = entriesOf(written, to);
      functions += entries.length;
      expect(back).toHaveLength(entries.length);
      expect(entries.flatMap((entry, index) => unlisted(entry, back[index], losses)).slice(0, 5)).toEqual([]);
    }
    expect(functions).toBeGreaterThan(3_000);
  });

  it('nothing is lost unlisted on the way to fsig, nor on the way back to the first dialect', () => {
    for (const { text } of files) {
      const { entries } = catalogOf(text);
      const { text: written, losses } = writeSignatures(entries, 'fsig');
      const there = buildCatalog([parseDocument('file:///there.fsig', written)]).entries;
      // Functions are grouped by namespace there.
      const byName = new Map(there.map((entry) => [entry.id, entry]));
      expect(there).toHaveLength(entries.length);
      expect(entries.flatMap((entry) => unlisted(entry, byName.get(entry.id), losses)).slice(0, 5)).toEqual([]);
      const [dialect] = entries.map((entry) => entry.signature.source.dialect);
      const back = entriesOf(writeSignatures(there, dialect as JsonDialect).text, dialect);
      const first = new Map(entries.map((entry) => [entry.id, entry]));
      const changed = there.flatMap((entry, index) => {
        const before = first.get(entry.id);
        const own = [...losses, ...writeSignatures([entry], dialect as JsonDialect).losses];
        return before === undefined ? [] : unlisted(before, back[index], own);
      });
      expect(changed.slice(0, 5)).toEqual([]);
    }
  }, 60_000);

  it('counts the functions read per dialect, without one crash', () => {
    const counts = new Map<string, number>();
    for (const { text } of files) {
      for (const { signature } of entriesOf(text)) {
        counts.set(signature.source.dialect, (counts.get(signature.source.dialect) ?? 0) + 1);
      }
    }
    console.log(
      `functions read: ${[...counts].map(([dialect, count]) => `${dialect} ${count}`).join(', ')}; crashes: 0`,
    );
    expect([...counts.keys()].sort()).toEqual(['bfcl', 'mcp', 'openai-chat', 'seal-tools', 'toolbench']);
  });
});

const word = fc.string({ unit: fc.constantFrom(...'abcdefgh_'), minLength: 1, maxLength: 6 });
const prose = fc.string({ unit: 'grapheme', maxLength: 20 });

/** Schemas of the kind that tools have, with every keyword that a dialect might lose. */
const { schema } = fc.letrec<{ schema: JsonSchema; leaf: JsonSchema }>((tie) => ({
  leaf: fc.oneof(
    fc.record<JsonSchema>(
      {
        type: fc.constant('string'),
        description: prose,
        pattern: fc.constant('^a'),
        format: fc.constantFrom('date', 'time', 'uri', 'date-time'),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record<JsonSchema>(
      {
        type: fc.constantFrom('integer', 'number'),
        minimum: fc.nat(9),
        exclusiveMaximum: fc.integer({ min: 10, max: 20 }),
        default: fc.nat(9),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record<JsonSchema>(
      { type: fc.constant('boolean'), default: fc.boolean(), title: word },
      { requiredKeys: ['type'] },
    ),
    fc.record<JsonSchema>(
      {
        enum: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
        type: fc.constant('string'),
        examples: fc.array(word, { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: ['enum'] },
    ),
    fc.record<JsonSchema>(
      { type: fc.constant(['string', 'null']), deprecated: fc.constant(true) },
      { requiredKeys: ['type'] },
    ),
    fc.constant<JsonSchema>({ $ref: '#/$defs/Key' }),
    fc.constant<JsonSchema>({ const: 3 }),
    fc.constant<JsonSchema>({}),
  ),
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.record<JsonSchema>(
      { type: fc.constant('array'), items: tie('schema'), uniqueItems: fc.constant(true), minItems: fc.nat(3) },
      { requiredKeys: ['type'] },
    ),
    fc.record<JsonSchema>(
      {
        type: fc.constant('object'),
        properties: fc.dictionary(word, tie('schema'), { maxKeys: 2 }),
        additionalProperties: fc.constant(false),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record<JsonSchema>({ anyOf: fc.tuple(tie('leaf'), tie('leaf')) }),
  ),
}));

const parameters: fc.Arbitrary<JsonSchema> = fc
  .uniqueArray(fc.tuple(word, schema, fc.boolean()), { selector: ([name]) => name, maxLength: 4 })
  .map((list) => ({
    type: 'object',
    properties: Object.fromEntries(list.map(([name, value]) => [name, value])),
    required: list.filter(([, , required]) => required).map(([name]) => name),
    $defs: { Key: { type: 'string', minLength: 2 } },
  }));

const tools = fc.uniqueArray(
  fc.record(
    {
      name: fc.oneof(
        word,
        prose.filter((text) => text.trim() !== ''),
      ),
      description: prose,
      inputSchema: parameters,
      title: word,
      outputSchema: parameters,
    },
    { requiredKeys: ['name', 'description', 'inputSchema'] },
  ),
  { selector: ({ name }) => name, minLength: 1, maxLength: 3 },
);

/** The parts that no tool file has but `.fsig` does. */
const extras: Partial<FunctionSignature> = {
  category: 'Travel',
  toolClass: 'booking',
  premises: ['login'],
  examples: [{ arguments: { a: 1 } }],
  throws: [{ name: 'SoldOut', description: 'None left.' }],
  annotations: { title: 'T', readOnly: true, idempotent: false, deprecated: 'old', strict: true },
};

describe('generated signatures', () => {
  it.each(JSON_TARGETS)('nothing is lost unlisted on the way to %s', (to) => {
    fc.assert(
      fc.property(tools, fc.boolean(), (list, withExtras) => {
        const entries = entriesOf({ tools: list }).map((entry) => {
          const given = Object.keys(extras) as (keyof FunctionSignature)[];
          const own = withExtras ? { ...entry.signature, ...extras } : entry.signature;
          return { ...entry, signature: given.length > 0 ? own : entry.signature };
        });
        const { text, losses } = writtenAnew(entries, to);
        const back = entriesOf(text, to);
        expect(entries.flatMap((entry, index) => unlisted(entry, back[index], losses))).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  it.each(JSON_TARGETS)('what %s can say, it says the same way again', (to) => {
    fc.assert(
      fc.property(tools, (list) => {
        const once = entriesOf(writtenAnew(entriesOf({ tools: list }), to).text, to);
        const twice = entriesOf(writtenAnew(once, to).text, to);
        expect(twice.map((entry) => meaning(entry.signature))).toEqual(once.map((entry) => meaning(entry.signature)));
      }),
      { numRuns: 40 },
    );
  });

  it.each(JSON_TARGETS)('%s: a file is read the same after writing it', (to) => {
    fc.assert(
      fc.property(tools, (list) => {
        const { entries } = buildCatalog([
          parseDocument('file:///a.json', writtenAnew(entriesOf({ tools: list }), to).text),
        ]);
        const back = entriesOf(writeSignatures(entries, to).text);
        expect(back.map((entry) => meaning(entry.signature))).toEqual(entries.map((entry) => meaning(entry.signature)));
      }),
      { numRuns: 25 },
    );
  });
});
