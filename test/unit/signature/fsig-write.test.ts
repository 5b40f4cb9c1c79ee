import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../../server/src/json/index.ts';
import {
  buildCatalog,
  type CatalogEntry,
  type FunctionSignature,
  formatFsig,
  parseDocument,
  writeFsig,
} from '../../../server/src/signature/index.ts';

const URI = 'file:///written.fsig';

/** An entry that never stood in a file. */
function entryOf(parts: Partial<FunctionSignature>): CatalogEntry {
  const signature: FunctionSignature = {
    name: 'tool',
    namespace: '',
    description: '',
    parameters: { type: 'object', properties: {} },
    category: '',
    toolClass: '',
    premises: [],
    examples: [],
    throws: [],
    annotations: {},
    source: { uri: URI, dialect: 'mcp' },
    ...parts,
  };
  return { id: signature.name, signature, document: parseDocument(URI, ''), segment: 0, indexInSegment: 0 };
}

const withValue = (schema: JsonSchema) =>
  entryOf({ parameters: { type: 'object', properties: { value: schema }, required: ['value'] } });

function readBack(text: string) {
  const catalog = buildCatalog([parseDocument(URI, text)]);
  return {
    problems: catalog.problems(URI),
    signatures: catalog.entries.map(({ signature: { source: _, ...rest } }) => rest),
  };
}

describe('writing .fsig', () => {
  it('writes a signature as a person would', () => {
    const entry = entryOf({
      name: 'find_flights',
      namespace: 'airline',
      description: 'Finds flights.\nCheapest first.',
      category: 'Travel',
      premises: ['login'],
      annotations: { readOnly: true },
      parameters: {
        type: 'object',
        properties: {
          from: { $ref: '#/$defs/AirportCode', description: 'Airport to leave from.' },
          cabin: { type: 'string', enum: ['economy', 'business'], default: 'economy' },
          stops: { type: ['integer', 'null'], minimum: 0 },
          tags: { type: 'array', items: { type: 'string', maxLength: 20 } },
        },
        required: ['from'],
        $defs: { AirportCode: { type: 'string', pattern: '^[A-Z]{3}$', description: 'IATA code.' } },
      },
      response: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] } },
    });
    const { text, losses } = writeFsig([entry]);
    expect(losses).toEqual([]);
    expect(text).toBe(`namespace airline {
  /** IATA code. @pattern ^[A-Z]{3}$ */
  type AirportCode = string;

  /**
   * Finds flights.
   * Cheapest first.
   * @param from Airport to leave from.
   * @param stops @minimum 0
   * @category Travel
   * @requires login
   * @readonly
   */
  function find_flights(
    from: AirportCode,
    cabin: "economy" | "business" = "economy",
    stops?: integer | null,
    tags?: (/** @maxLength 20 */ string)[],
  ): { id: string }[];
}
`);
  });

  it('breaks what is long into lines', () => {
    const place = (index: number): JsonSchema => ({ type: 'string', pattern: `^${index}` });
    const { text } = writeFsig([
      entryOf({
        parameters: {
          type: 'object',
          properties: {
            month: {
              type: 'string',
              enum: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
              default: 'May',
            },
            place: {
              oneOf: [
                { type: 'object', properties: { city: { type: 'string', description: 'Its name.' } } },
                { $ref: '#/$defs/A' },
              ],
            },
          },
          $defs: {
            A: { type: 'object', properties: { a: place(1), b: { type: 'object', properties: { 'x; y': {} } } } },
            B: { type: 'object', properties: { 'a; b': {}, c: { enum: ['d; e', 'f'], type: 'string' }, g: {} } },
          },
        },
        response: { anyOf: [{ $ref: '#/$defs/B' }], $defs: { B: { type: 'boolean' } } },
      }),
    ]);
    expect(text).toBe(`interface A {
  /** @pattern ^1 */
  a?: string;
  b?: { "x; y"?: unknown };
}

interface B {
  "a; b"?: unknown;
  c?: "d; e" | "f";
  g?: unknown;
}

type B_2 = boolean;

/** @param place @oneOf */
function tool(
  month:
    | "January" | "February" | "March" | "April" | "May" | "June" | "July"
    | "August" | "September" | "October" = "May",
  place?:
    | {
        /** Its name. */
        city?: string;
      }
    | A,
): | B_2;
`);
    expect(formatFsig(text, { tabSize: 2, insertSpaces: true })).toEqual([]);
  });

  it.each([
    ['an enum of one', { type: 'string', enum: ['pdf'] }, 'value: | "pdf"'],
    ['a list of an enum of one', { type: 'array', items: { type: 'string', enum: ['pdf'] } }, 'value: (| "pdf")[]'],
    ['allOf of one', { allOf: [{ type: 'string' }] }, 'value: & string'],
    ['anyOf of one', { anyOf: [{ type: 'string' }] }, 'value: | (string)'],
    [
      'a tuple of its own length',
      { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], minItems: 1, maxItems: 2 },
      'value: [string, number?]',
    ],
    [
      'a tuple that more may follow',
      { type: 'array', prefixItems: [{ type: 'string' }], minItems: 1 },
      'value: [string, ...unknown[]]',
    ],
    [
      'a tuple that nothing may follow',
      { type: 'array', prefixItems: [{ type: 'string' }], items: false, minItems: 1 },
      'value: [string, ...never[]]',
    ],
    [
      'a tuple with a typed rest',
      { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' }, minItems: 1, maxItems: 9 },
      'value: [string, ...number[]]',
    ],
    [
      'a tuple with an empty rest',
      { type: 'array', prefixItems: [{ type: 'string' }], items: {}, minItems: 1 },
      'value: [string, ...(unknown)[]]',
    ],
    [
      'names of properties',
      { type: 'object', propertyNames: { type: 'string' }, additionalProperties: { type: 'number' } },
      'value: Record<(string), number>',
    ],
    [
      'names with a pattern',
      { type: 'object', propertyNames: { type: 'string', pattern: '^x-' }, additionalProperties: {} },
      'value: Record</** @pattern ^x- */ string, unknown>',
    ],
    [
      'names that are listed',
      { type: 'object', propertyNames: { type: 'string', enum: ['a', 'b'] }, additionalProperties: { type: 'number' } },
      'value: Record<string, number>',
    ],
  ] as [string, JsonSchema, string][])('says %s in the type', (_name, schema, wanted) => {
    const { text, losses } = writeFsig([withValue(schema)]);
    expect(losses).toEqual([]);
    expect(text).toContain(`${wanted});`);
    expect(readBack(text).signatures[0]?.parameters.properties?.value).toEqual(schema);
  });

  it.each([
    ['\nReads a file.\n', ' * &#10;Reads a file.&#10;'],
    ['Reads a file.  \n    \nAt once.', ' * Reads a file. &#32;\n *    &#32;\n * At once.'],
    [' Tabbed.\t', ' * &#32;Tabbed.&#9;'],
    ['One.\r\nTwo.', ' * One.&#13;\n * Two.'],
    ['Write &#10; or &amp;#10; for it.', ' * Write &amp;#10; or &amp;amp;#10; for it.'],
    ['&#10', ' * &#10'],
  ])('keeps white space at ends and line ends: %j', (description, wanted) => {
    const tags = { category: 'Files', toolClass: 'reading' };
    const { text, losses } = writeFsig([entryOf({ description, ...tags })]);
    expect(losses).toEqual([]);
    expect(text).toContain(`/**\n${wanted}\n * @category Files\n`);
    expect(readBack(text).signatures[0]?.description).toBe(description);
  });

  it.each(['- a dash', '"quoted"', ' a blank', '\n\n', '{x} y', '@readonly', '\\@x', '*/', '*\\/', 'a\u2028b', '\0'])(
    'keeps %j as a description anywhere',
    (description) => {
      const schema = { type: 'string', description };
      const entry = entryOf({
        description,
        parameters: { type: 'object', properties: { a: schema, b: { type: 'array', items: schema } } },
        response: { type: 'object', properties: { c: schema }, description },
        throws: [{ name: 'E', description }],
      });
      const { text, losses } = writeFsig([entry]);
      expect([text, losses, readBack(text).problems]).toEqual([text, [], []]);
    },
  );

  it.each([
    ['anyOf of plain types stays apart from a type union', { anyOf: [{ type: 'string' }, { type: 'null' }] }],
    ['an enum of one', { type: 'string', enum: ['only'] }],
    ['an enum of the wrong type', { type: 'integer', enum: ['1', '2'] }],
    ['an enum on an array', { type: 'array', enum: ['a', 'b'], items: { type: 'string' } }],
    ['oneOf', { oneOf: [{ type: 'string' }, { type: 'object', properties: { a: { type: 'null' } } }] }],
    ['a tuple', { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false, minItems: 1 }],
    ['a record', { type: 'object', additionalProperties: { type: 'number', description: 'Amount.' } }],
    ['a closed object', { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false }],
    ['no type at all', { description: 'Anything.' }],
    ['keywords without a tag', { type: 'object', propertyNames: { pattern: '^x-' }, 'x-vendor': [1, { a: null }] }],
    ['hostile names', { type: 'object', properties: JSON.parse('{"__proto__":{"type":"string"},"a b":{},"*/":{}}') }],
    [
      'text that looks like a tag',
      { type: 'string', description: 'Mail to\n@param x or */ or @minimum 3', title: '@x' },
    ],
    ['a default of the wrong type', { type: 'boolean', default: 'false' }],
    ['null on one of several types', { type: ['object', 'null'], properties: { a: { const: 1, type: 'integer' } } }],
  ] as [string, JsonSchema][])('keeps %s', (_name, schema) => {
    const { text, losses } = writeFsig([withValue(schema)]);
    expect(losses).toEqual([]);
    const { problems, signatures } = readBack(text);
    expect(problems).toEqual([]);
    expect(signatures[0]?.parameters.properties?.value).toEqual(schema);
  });

  it('keeps examples of calls', () => {
    const examples = [
      { arguments: { a: 1 } },
      { description: 'Has { a brace', arguments: { a: '=> @x */' }, response: ['ok'] },
      { response: null },
    ];
    const { text, losses } = writeFsig([entryOf({ examples })]);
    expect(losses).toEqual([]);
    expect(readBack(text).signatures[0]?.examples).toEqual(examples);
  });

  it('says what it cannot write', () => {
    const { losses } = writeFsig([
      entryOf({ name: '' }),
      withValue({ type: 'array', items: { $ref: '#/$defs/my type' } }),
      entryOf({
        name: 'renamed',
        parameters: {
          type: 'object',
          properties: { a: { $ref: '#/$defs/my type' } },
          $defs: { 'my type': { type: 'string' } },
        },
      }),
    ]);
    expect(losses).toEqual([
      { id: '', part: ['name'], message: 'a function of this name cannot be written in .fsig' },
      {
        id: 'renamed',
        part: ['parameters', '$defs', 'my type'],
        message: "the type 'my type' is called 'my_type' in .fsig",
      },
    ]);
  });

  it('says once that a type is called otherwise', () => {
    const $defs = { 'my type': { type: 'string' } };
    const parameters = { type: 'object', properties: { a: { $ref: '#/$defs/my type' } }, $defs };
    const { losses } = writeFsig([
      entryOf({ name: 'a', parameters, response: { $ref: '#/$defs/my type', $defs } }),
      entryOf({ name: 'b', parameters }),
    ]);
    expect(losses.map(({ id, message }) => [id, message])).toEqual([
      ['a', "the type 'my type' is called 'my_type' in .fsig"],
    ]);
  });

  it('reads back equal for any schema', () => {
    const word = fc.oneof(
      fc.constantFrom('a', 'b c', '__proto__', '*/', '@x', 'é', '"', '', 'x\ny', ' lead', '{'),
      fc.string({ maxLength: 5 }),
    );
    const json = fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null), fc.array(word, { maxLength: 2 }));
    const notes = fc.record(
      {
        description: word,
        title: word,
        default: json,
        examples: fc.array(json, { maxLength: 2 }),
        deprecated: fc.boolean(),
        format: word,
        minimum: fc.integer(),
        pattern: word,
        'x-key': json,
      },
      { requiredKeys: [] },
    );
    const schema = fc.letrec<{ schema: JsonSchema }>((tie) => ({
      schema: fc
        .tuple(
          fc.oneof(
            { maxDepth: 3 },
            fc.record({
              type: fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'object', 'array', 'dict'),
            }),
            fc.record({ type: fc.uniqueArray(fc.constantFrom('string', 'null', 'object', 'array'), { minLength: 1 }) }),
            fc.record({ enum: fc.array(json, { minLength: 1, maxLength: 3 }) }),
            fc.record({ type: fc.constant('string'), enum: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }) }),
            fc.record({ const: json }),
            fc.record({ type: fc.constant('array'), items: tie('schema') }),
            fc.record({
              type: fc.constant('array'),
              prefixItems: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }),
              items: fc.oneof(fc.boolean(), tie('schema')),
              minItems: fc.nat(3),
            }),
            fc.record({
              type: fc.constant('array'),
              prefixItems: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }),
              minItems: fc.nat(3),
              maxItems: fc.nat(4),
            }),
            fc.record({
              type: fc.constantFrom('object', ['object', 'null']),
              properties: fc.dictionary(word, tie('schema'), { maxKeys: 3 }),
              required: fc.uniqueArray(word, { maxLength: 2 }),
              additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
            }),
            fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
            fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
            fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
            fc.record({ $ref: fc.constantFrom('#/$defs/Known', '#/$defs/Other', '#') }),
            fc.constant({}),
          ),
          notes,
        )
        .map(([shape, extra]) => ({ ...shape, ...extra }) as JsonSchema),
    })).schema;
    fc.assert(
      fc.property(schema, schema, word, (value, response, text) => {
        const $defs = { Known: { type: 'string' } };
        const entry = entryOf({
          description: text,
          parameters: { type: 'object', properties: { value }, $defs },
          response: { ...response, $defs },
        });
        const written = writeFsig([entry]);
        const { problems, signatures } = readBack(written.text);
        expect(problems.filter(({ code }) => code === 'syntax-error')).toEqual([]);
        expect(signatures).toHaveLength(1);
        expect(written.losses).toEqual([]);
        expect(withoutEmptyRequired(signatures[0]?.parameters.properties?.value)).toEqual(withoutEmptyRequired(value));
      }),
      { numRuns: 300 },
    );
  });

  const data = path.resolve('../shared/data');
  describe.skipIf(!existsSync(data))('every real file', () => {
    const files = existsSync(data)
      ? readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:json|jsonl|ya?ml)$/.test(file))
      : [];
    it('comes back from .fsig without a loss', () => {
      let functions = 0;
      for (const file of files) {
        const text = readFileSync(path.join(data, file), 'utf8');
        const { entries } = buildCatalog([parseDocument(`file:///${file}`, text)]);
        functions += entries.length;
        const written = writeFsig(entries);
        const { problems, signatures } = readBack(written.text);
        expect([file, problems, written.losses]).toEqual([file, [], []]);
        expect([file, formatFsig(written.text, { tabSize: 2, insertSpaces: true })]).toEqual([file, []]);
        expect(signatures).toHaveLength(entries.length);
      }
      expect(functions).toBeGreaterThan(1_000);
    }, 120_000);
  });
});

function withoutEmptyRequired(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutEmptyRequired);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, child]) => key !== 'required' || !Array.isArray(child) || child.length > 0)
      .map(([key, child]) => [
        key,
        key === 'required' && Array.isArray(child) ? [...child].sort() : withoutEmptyRequired(child),
      ]),
  );
}
