import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../../server/src/graph/index.ts';
import { createChecker, fixesFor, suppressHere, TARGETS } from '../../../server/src/rules/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

/** Everything the stage does with a text; returns how many findings there were. */
function exercise(uri: string, text: string): number {
  const catalog = buildCatalog([parseDocument(uri, text)]);
  const checker = createChecker();
  checker.update({ catalog, graph: buildGraph(catalog.entries), settingsFor: () => ({ rules: {}, targets: TARGETS }) });
  const { findings, total } = checker.findings(uri);
  expect(checker.takeFailures()).toEqual([]);
  for (const finding of findings.slice(0, 50)) {
    expect(finding.span.start).toBeGreaterThanOrEqual(0);
    expect(finding.span.end).toBeLessThanOrEqual(text.length);
    fixesFor(finding, catalog);
    suppressHere(finding, catalog);
  }
  return total;
}

const tool = (parameters: object) =>
  JSON.stringify([{ name: 'f', description: 'Does something.', inputSchema: parameters }]);

const NAMES = ['__proto__', 'constructor', 'toString', 'a', 'order_id', '', 'é'];
const schema: fc.Arbitrary<unknown> = fc.letrec<{ schema: unknown }>((tie) => ({
  // The leaf stands first: that is the one taken once the depth is reached.
  schema: fc.oneof(
    { maxDepth: 3 },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
    {
      weight: 4,
      arbitrary: fc.record(
        {
          type: fc.oneof(
            fc.constantFrom('object', 'string', 'integer', 'array', 'boolean', 'dict', 'null', 7, null),
            fc.constant(['string', 'null']),
          ),
          description: fc.oneof(
            fc.string(),
            fc.constantFrom('One of "a" or "b".', 'Optional. Defaults to 5.', 'between 9 and 1', 7),
          ),
          default: fc.jsonValue(),
          enum: fc.oneof(fc.array(fc.jsonValue(), { maxLength: 4 }), fc.constant('x')),
          examples: fc.array(fc.jsonValue(), { maxLength: 3 }),
          minimum: fc.oneof(fc.integer(), fc.constant('1')),
          maximum: fc.integer(),
          pattern: fc.oneof(fc.string(), fc.constantFrom('(a+)+$', '[', '(?:a|a)*')),
          format: fc.constantFrom('date', 'email', 'nonsense'),
          required: fc.oneof(fc.array(fc.constantFrom(...NAMES), { maxLength: 4 }), fc.boolean()),
          properties: fc.dictionary(fc.constantFrom(...NAMES), tie('schema'), { maxKeys: 4 }),
          items: fc.oneof(tie('schema'), fc.array(tie('schema'), { maxLength: 2 })),
          anyOf: fc.array(tie('schema'), { maxLength: 3 }),
          $ref: fc.constantFrom('#', '#/$defs/a', '#/nowhere', 'http://x/y', '%'),
          $defs: fc.dictionary(fc.constantFrom(...NAMES), tie('schema'), { maxKeys: 2 }),
          additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
        },
        { requiredKeys: [] },
      ),
    },
  ),
})).schema;

describe('hostile input', () => {
  it('any schema is checked and fixed without a throw', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(schema, (parameters) => {
        exercise(
          'file:///a.tools.json',
          JSON.stringify([{ name: 'f', description: 'd', inputSchema: parameters, outputSchema: parameters }]),
        );
      }),
      { numRuns: 100, seed: 5 },
    );
  });

  it('any text is checked without a throw', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200, unit: 'binary' }),
        fc.constantFrom('a.tools.json', 'a.fsig', 'a.tools.jsonl'),
        (text, name) => {
          exercise(`file:///${name}`, text);
        },
      ),
      { numRuns: 200, seed: 5 },
    );
  });

  it.each([
    [
      '5,000 parameters of one function',
      tool({
        type: 'object',
        properties: Object.fromEntries(
          Array.from({ length: 5_000 }, (_, index) => [
            `p${index}`,
            { type: 'string', description: "Default 'x', one of 'a', 'b'.", pattern: '(a+)+$' },
          ]),
        ),
      }),
    ],
    [
      '20,000 parameters of one function',
      tool({
        type: 'object',
        properties: Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`p${index}`, { type: 'string' }])),
        required: Array.from({ length: 20_000 }, (_, index) => `p${index}`),
      }),
    ],
    [
      '10,000 definitions, each used once, with anchors and both names of the table in the text',
      tool({
        type: 'object',
        properties: Object.fromEntries(
          Array.from({ length: 10_000 }, (_, index) => [
            `p${index}`,
            { $ref: index % 2 === 0 ? `#/$defs/d${index}` : `#a${index}` },
          ]),
        ),
        $defs: Object.fromEntries(
          Array.from({ length: 10_000 }, (_, index) => [`d${index}`, { type: 'string', $anchor: `a${index}` }]),
        ),
        description: 'See the definitions.',
      }),
    ],
    [
      '4,000 references into a chain of 1,000 definitions',
      tool({
        type: 'object',
        properties: Object.fromEntries(
          Array.from({ length: 4_000 }, (_, index) => [`p${index}`, { $ref: `#/$defs/d${index % 1_000}`, default: 3 }]),
        ),
        $defs: Object.fromEntries(
          Array.from({ length: 1_000 }, (_, index) => [`d${index}`, { $ref: `#/$defs/d${index + 1}` }]),
        ),
      }),
    ],
    [
      '3,000 mistyped references into 200 definitions with long names that differ at their ends',
      tool({
        type: 'object',
        properties: Object.fromEntries(
          Array.from({ length: 3_000 }, (_, index) => [
            `p${index}`,
            { $ref: `#/$defs/a_definition_of_a_thing_x${index}` },
          ]),
        ),
        $defs: Object.fromEntries(
          Array.from({ length: 200 }, (_, index) => [`a_definition_of_a_thing_${index}`, { type: 'string' }]),
        ),
      }),
    ],
    [
      '3,000 names required and none there',
      tool({
        type: 'object',
        properties: Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`p${index}`, {}])),
        required: Array.from({ length: 3_000 }, (_, index) => `q${index}`),
      }),
    ],
    [
      '4,000 functions with one description',
      JSON.stringify(
        Array.from({ length: 4_000 }, (_, index) => ({
          name: `f${index}`,
          description: 'Gets the same thing as all the others here.',
          inputSchema: { type: 'object', properties: {} },
        })),
      ),
    ],
    [
      '4,000 functions of one name',
      JSON.stringify(
        Array.from({ length: 4_000 }, (_, index) => ({
          name: 'f',
          description: `Gets thing number ${index} of many.`,
          inputSchema: { type: 'object', properties: {} },
        })),
      ),
    ],
    [
      'a description of a megabyte',
      tool({
        type: 'object',
        properties: {
          a: { type: 'string', description: `${"one of 'a', ".repeat(50_000)}${'default '.repeat(50_000)}` },
        },
      }),
    ],
    [
      'an enum of 20,000',
      tool({
        type: 'object',
        properties: { a: { enum: Array.from({ length: 20_000 }, (_, index) => index % 10_000) } },
      }),
    ],
    [
      '2,000 defaults whose type is a reference that forks thirty times over',
      tool({
        type: 'object',
        properties: Object.fromEntries(
          Array.from({ length: 2_000 }, (_, index) => [`p${index}`, { $ref: '#/$defs/a0', default: index }]),
        ),
        $defs: {
          ...Object.fromEntries(
            Array.from({ length: 30 }, (_, index) => [
              `a${index}`,
              { anyOf: [{ $ref: `#/$defs/a${index + 1}` }, { $ref: `#/$defs/a${index + 1}` }] },
            ]),
          ),
          a30: { type: 'string' },
        },
      }),
    ],
    [
      'a schema that is its own alternative',
      tool({
        type: 'object',
        properties: { a: { $ref: '#', default: { a: { a: 7 } }, examples: [[7], { a: 'x' }] } },
        anyOf: Array.from({ length: 8 }, () => ({ $ref: '#', enum: [[[[1]]]] })),
      }),
    ],
  ])('%s comes to an end', { timeout: 60_000 }, (_what, text) => {
    // The time limit is far above what the rules need, far below what a quadratic one would take.
    expect(exercise('file:///a.tools.json', text)).toBeGreaterThan(0);
  });
});
