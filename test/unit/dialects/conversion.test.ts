import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCatalog, convertSignatures, type Target } from '../../../server/src/rules/index.ts';
import {
  buildCatalog,
  type CatalogEntry,
  parseDocument,
  TARGET_DIALECTS,
  type TargetDialect,
} from '../../../server/src/signature/index.ts';

/** Who takes what is written in each dialect. Gemini's is written once and taken by two. */
const READERS: Readonly<Partial<Record<TargetDialect, readonly Target[]>>> = {
  'openai-chat': ['openai'],
  'openai-responses': ['openai'],
  anthropic: ['anthropic'],
  gemini: ['gemini', 'vertex'],
  mcp: ['mcp'],
  bfcl: ['bfcl'],
  bedrock: ['bedrock'],
  cohere: ['cohere'],
  vscode: ['vscode'],
};

const read = (text: string, name = 'a.json') => buildCatalog([parseDocument(`file:///${name}`, text)]).entries;

/** Errors and warnings that the target's own check gives on what was written, by index of the function. */
function refusals(text: string, to: TargetDialect): { count: number; at: number[]; codes: string[] } {
  const uri = `file:///out.${to === 'fsig' ? 'fsig' : 'json'}`;
  const catalog = buildCatalog([parseDocument(uri, text, to === 'fsig' ? {} : { dialect: to })]);
  const settings = { rules: {}, targets: READERS[to] ?? [] };
  const found = (checkCatalog({ catalog, settingsFor: () => settings }).get(uri) ?? []).filter(
    ({ code, severity }) =>
      (severity === 'error' || severity === 'warning') && /^(?:openai|anthropic|gemini|mcp|bfcl|target)-/.test(code),
  );
  const order = new Map(catalog.entries.map(({ id }, index) => [id, index]));
  return {
    count: catalog.entries.length,
    at: found.map(({ data }) => order.get(data.id ?? '') ?? 0),
    codes: found.map(({ code }) => code),
  };
}

/** The law: every function is read back, and each one that the target refuses has a loss. */
function keepsTheLaw(entries: readonly CatalogEntry[], to: TargetDialect): void {
  const { text, losses } = convertSignatures(entries, to);
  const { count, at } = refusals(text, to);
  expect(count).toBe(entries.length);
  const told = new Set(losses.map(({ id }) => id));
  for (const index of at) expect(told.has(entries[index]?.id ?? ''), `${entries[index]?.id} to ${to}`).toBe(true);
}

const key = { type: 'string', description: 'Key.' };
const tool = (inputSchema: unknown, more = {}) => ({
  name: 'move_piece',
  description: 'Moves a piece.',
  inputSchema,
  ...more,
});
const pieces = (piece: unknown) => ({ type: 'object', properties: { piece }, required: ['piece'] });
const HARD = [
  tool({
    type: 'object',
    properties: { piece: key },
    required: ['piece'],
    anyOf: [{ required: ['row'] }, { required: ['column'], properties: { column: key } }],
  }),
  tool({ type: 'object', properties: { 'filter[line]': key, $first: key }, required: ['$first'] }),
  tool({ type: 'object', properties: { tags: { type: 'array', description: 'Tags.' } } }),
  tool({ type: 'object', properties: { mail: { ...key, pattern: '^(?!-)[a-z]+$' } } }),
  tool({
    type: 'object',
    properties: { root: { $ref: '#/$defs/Node' } },
    $defs: { Node: { type: 'object', properties: { next: { $ref: '#/$defs/Node' } } } },
  }),
  tool({
    type: 'object',
    properties: { value: { description: 'Any value.' }, level: { enum: [1, 2], description: 'Level.' } },
    required: ['gone'],
  }),
  tool({
    type: 'object',
    oneOf: [
      { properties: { a: key }, required: ['a'] },
      { properties: { b: key }, required: ['b'] },
    ],
  }),
  tool({ type: 'object', properties: { span: { type: 'array', items: [key, key], additionalItems: false } } }),
  tool({ type: 'object', properties: { piece: { ...key, properties: { row: key }, required: ['row'] } } }),
  tool({ type: 'object', properties: { step: { type: 'number', minimum: 0, exclusiveMinimum: true } } }),
  tool({ $ref: '#/$defs/Move', $defs: { Move: { type: 'object', properties: { piece: key } } } }),
  tool({ type: 'object', properties: { piece: true, gone: false }, required: ['gone'] }),
  tool(pieces({ ...key, anyOf: [{ type: 'string' }, { type: 'integer' }], default: 'all', title: 'Piece' })),
  tool(pieces({ type: 'object', properties: { row: key }, anyOf: [{ required: ['row'] }, { not: {} }] })),
  tool(pieces(key), { name: 'copilot_move' }),
];

describe('what is written is read again', () => {
  const cases = HARD.flatMap((value, index) => TARGET_DIALECTS.map((to) => ({ index, to, value })));
  it.each(cases)('input $index to $to: refused nowhere without a loss', ({ value, to }) => {
    keepsTheLaw(read(JSON.stringify({ tools: [value] })), to);
  });

  it('a choice at the root becomes one object, and the choice is said in words', () => {
    const { text, losses } = convertSignatures(read(JSON.stringify({ tools: [HARD[6]] })), 'anthropic');
    const [written] = JSON.parse(text);
    expect(written.input_schema.oneOf).toBeUndefined();
    expect(Object.keys(written.input_schema.properties)).toEqual(['a', 'b']);
    expect(written.description).toContain('either `a`, or `b`');
    expect(losses.map(({ part }) => part)).toEqual([['parameters', 'oneOf']]);
    expect(refusals(text, 'anthropic').codes).toEqual([]);
  });

  it('a choice within a choice loses no parameter, also where the target has flat lists', () => {
    const loaf = { properties: { loaf: { type: 'string', description: 'Kind of loaf.' } }, required: ['loaf'] };
    const cake = { properties: { cake: { type: 'string', description: 'Kind of cake.' } }, required: ['cake'] };
    const day = { properties: { day: { type: 'string', description: 'Day of baking.' } }, required: ['day'] };
    const inputSchema = { type: 'object', allOf: [{ anyOf: [loaf, cake] }, day] };
    const entries = read(JSON.stringify({ tools: [{ name: 'bake', description: 'Bakes.', inputSchema }] }));
    const parametersOf = (to: TargetDialect) => {
      const written = JSON.parse(convertSignatures(entries, to).text);
      const [tool] = [written].flat();
      return Object.keys(tool.input_schema?.properties ?? tool.parameter_definitions ?? tool.parameters.properties);
    };
    for (const to of ['anthropic', 'cohere', 'bfcl'] as const)
      expect(parametersOf(to)).toEqual(['loaf', 'cake', 'day']);
  });

  it('what two parts say of one parameter holds together, and what only one branch says is listed', () => {
    const root = {
      type: 'object',
      properties: { heat: { type: 'integer', minimum: 1, description: 'Degrees.' } },
      allOf: [{ properties: { heat: { maximum: 300 } } }],
      anyOf: [{ properties: { heat: { const: 200 } }, required: ['heat'] }, { additionalProperties: false }],
    };
    const entries = read(JSON.stringify({ tools: [{ name: 'bake', description: 'Bakes.', inputSchema: root }] }));
    const { text, losses } = convertSignatures(entries, 'anthropic');
    const heat = { type: 'integer', minimum: 1, maximum: 300, description: 'Degrees.' };
    expect(JSON.parse(text)[0].input_schema.properties.heat).toEqual(heat);
    expect(losses.map(({ message }) => message)).toEqual([
      '`additionalProperties` of a branch is left out',
      'what a branch says of `heat` is left out',
      'a choice at the root is refused; written as one object, what goes together is said in words',
      '`allOf` at the root is refused; written as one object',
    ]);
  });

  it("Bedrock's schema is put under `json` where it stood without", () => {
    const inputSchema = { type: 'object', properties: { a: key } };
    const { text } = convertSignatures(
      read(JSON.stringify([{ toolSpec: { name: 'f', description: 'F.', inputSchema } }])),
      'bedrock',
    );
    expect(JSON.parse(text).toolConfig.tools[0].toolSpec.inputSchema).toEqual({ json: inputSchema });
  });

  it('names of parameters are mapped with a table', () => {
    const { text, renamed, losses } = convertSignatures(read(JSON.stringify({ tools: [HARD[1]] })), 'anthropic');
    expect(Object.keys(JSON.parse(text)[0].input_schema.properties)).toEqual(['filter_x5B_line_x5D_', '_x24_first']);
    expect(JSON.parse(text)[0].input_schema.required).toEqual(['_x24_first']);
    expect(renamed).toEqual([
      { id: 'move_piece', original: 'filter[line]', name: 'filter_x5B_line_x5D_' },
      { id: 'move_piece', original: '$first', name: '_x24_first' },
    ]);
    expect(losses).toHaveLength(2);
    expect(refusals(text, 'anthropic').codes).toEqual([]);
  });

  it('what is refused in its own dialect is mended there, its other keys kept', () => {
    const own = [
      {
        name: 'f',
        description: 'F.',
        cache_control: { type: 'ephemeral' },
        input_schema: { type: 'object', properties: { $a: key } },
      },
    ];
    const { text, losses } = convertSignatures(read(JSON.stringify(own)), 'anthropic');
    const [written] = JSON.parse(text);
    expect(written.cache_control).toEqual({ type: 'ephemeral' });
    expect(Object.keys(written.input_schema.properties)).toEqual(['_x24_a']);
    expect(losses).toHaveLength(1);
  });

  it('a form of older drafts is written anew where the reader refuses it', () => {
    const span = { type: 'array', description: 'From, to.', items: [key, key], additionalItems: false };
    const own = [{ name: 'f', description: 'F.', input_schema: { type: 'object', properties: { span } } }];
    const { text, losses } = convertSignatures(read(JSON.stringify(own)), 'anthropic');
    const { items, prefixItems, additionalItems } = JSON.parse(text)[0].input_schema.properties.span;
    expect({ items, prefixItems, additionalItems }).toEqual({ items: false, prefixItems: [key, key] });
    expect(losses).toEqual([]);
    expect(refusals(text, 'anthropic').codes).toEqual([]);
  });

  it("draft 3's flag on a property becomes a list of names for every reader of JSON Schema, its own dialect too", () => {
    const flagged = { ...key, required: true };
    const entries = read(JSON.stringify(tool({ type: 'object', properties: { piece: flagged } })));
    for (const to of ['mcp', 'openai-chat', 'anthropic', 'gemini', 'bedrock', 'vscode'] as const) {
      const { text } = convertSignatures(entries, to);
      expect(text, to).not.toContain('true');
      expect(JSON.stringify(JSON.parse(text)), to).toContain('"required":["piece"]');
    }
  });

  it('Gemini takes names of its own kind, lists that say what they hold, and one type', () => {
    const point = { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false };
    const entries = read(
      JSON.stringify(
        tool({
          type: 'object',
          properties: {
            '1st-piece': key,
            board: { type: 'array', description: 'Fields.' },
            point: { ...point, description: 'Where.' },
            note: { type: ['string', 'array', 'null'], items: { type: 'string' }, minLength: 1, description: 'Note.' },
          },
          required: ['1st-piece'],
        }),
      ),
    );
    const { text, renamed, losses } = convertSignatures(entries, 'gemini');
    expect(renamed).toMatchObject([{ original: '1st-piece', name: '_x31_st_x2D_piece' }]);
    expect(losses.map(({ part }) => part.slice(1).join('.'))).toContain('properties.point');
    const { parameters } = JSON.parse(text).functionDeclarations[0];
    expect(parameters.required).toEqual(['_x31_st_x2D_piece']);
    expect(parameters.properties.point).toMatchObject({
      description: 'Where. In this order: string; integer.',
      items: { anyOf: [{ type: 'STRING' }, { type: 'INTEGER' }] },
      maxItems: 2,
    });
    // Vertex AI takes nothing beside a choice, so what is said of all stands in each branch.
    const common = { nullable: true, description: 'Note.' };
    expect(parameters.properties.note).toEqual({
      anyOf: [
        { type: 'STRING', minLength: 1, ...common },
        { type: 'ARRAY', items: { type: 'STRING' }, ...common },
      ],
    });
    expect(refusals(text, 'gemini').codes).toEqual([]);
    // What is written is written again without a change.
    expect(JSON.parse(convertSignatures(read(text), 'gemini').text)).toEqual(JSON.parse(text));
  });

  it('a function that its own provider refuses as it stands is written anew, and its other keys are kept', () => {
    const schema = { properties: { piece: key }, required: ['piece', 'piece'] };
    const element = {
      name: 'move.piece',
      description: 'Moves.',
      input_schema: schema,
      cache_control: { type: 'ephemeral' },
    };
    const { text, losses } = convertSignatures(read(JSON.stringify(element)), 'anthropic');
    const [written] = JSON.parse(text);
    expect(written).toMatchObject({
      name: 'move__piece',
      cache_control: { type: 'ephemeral' },
      input_schema: { type: 'object', properties: { piece: key }, required: ['piece'] },
    });
    expect(refusals(text, 'anthropic').codes).toEqual([]);
    expect(losses.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^refused as it was written: .* Written anew\.$/),
    );
  });

  it('strict mode is left off in every dialect whose provider would refuse the schema', () => {
    const body = { ...pieces({ ...key, minLength: 2 }), additionalProperties: false };
    const strict = { name: 'move_piece', description: 'Moves a piece.', parameters: body, strict: true };
    const entries = read(JSON.stringify({ type: 'function', function: strict }));
    const { text, losses } = convertSignatures(entries, 'anthropic');
    expect(JSON.parse(text)[0].strict).toBeUndefined();
    expect(losses.map(({ part }) => part.join('.'))).toContain('annotations.strict');
  });

  it('a declaration of Gemini keeps its schema under its own key, never under two', () => {
    const text = JSON.stringify({
      functionDeclarations: [
        {
          name: 'move_piece',
          description: 'Moves a piece.',
          parametersJsonSchema: { type: 'object', properties: { 'piece-id': key, at: { const: 4 } } },
        },
      ],
    });
    const [written] = JSON.parse(convertSignatures(read(text), 'gemini').text).functionDeclarations;
    expect(Object.keys(written)).toEqual(['name', 'description', 'parametersJsonSchema']);
    expect(written.parametersJsonSchema.properties).toEqual({ piece_x2D_id: key, at: { const: 4 } });
  });

  it('properties beside another type than object are left out for Gemini, and said', () => {
    const piece = { ...key, properties: { row: key }, required: ['row'] };
    const { text, losses } = convertSignatures(
      read(JSON.stringify({ tools: [tool({ type: 'object', properties: { piece } })] })),
      'gemini',
    );
    expect(JSON.parse(text).functionDeclarations[0].parameters.properties.piece).toEqual({
      type: 'STRING',
      description: 'Key.',
    });
    expect(losses.map(({ part }) => part.at(-1))).toEqual(['properties', 'required']);
    expect(refusals(text, 'gemini').codes).toEqual([]);
  });

  it("a choice is alone in Gemini's words, and what stood beside it is in its branches or listed", () => {
    const anyOf = [{ type: 'string', description: 'Its name.' }, { type: 'integer' }, { type: 'null' }];
    const berth = { anyOf, default: 4, title: 'Berth', description: 'The berth.' };
    const entries = read(JSON.stringify({ tools: [tool(pieces(berth))] }));
    const { text, losses } = convertSignatures(entries, 'gemini');
    expect(JSON.parse(text).functionDeclarations[0].parameters.properties.piece).toEqual({
      anyOf: [
        { type: 'STRING', description: 'The berth. Its name.', nullable: true },
        { type: 'INTEGER', description: 'The berth.', nullable: true, default: 4 },
      ],
    });
    expect(losses.map(({ part }) => part.at(-1))).toEqual(['title']);
    expect(refusals(text, 'gemini').codes).toEqual([]);
  });

  it('words that every branch has are read back as those of the whole', () => {
    const berth = { anyOf: [{ type: 'string' }, { type: 'integer' }], description: 'The berth.' };
    const { text } = convertSignatures(read(JSON.stringify({ tools: [tool(pieces(berth))] })), 'gemini');
    expect(read(text)[0]?.signature.parameters.properties?.piece).toEqual(berth);
  });

  it('a choice within an object below the root becomes one object, and one beside a type is laid into its branches', () => {
    const when = { type: 'string', description: 'When.', anyOf: [{ format: 'date-time' }, { pattern: '^now$' }] };
    const at = { type: 'object', description: 'Where.', properties: { row: key, column: key } };
    const choice = { ...at, oneOf: [{ required: ['row'] }, { required: ['column'] }] };
    const entries = read(JSON.stringify({ tools: [tool({ type: 'object', properties: { when, choice } })] }));
    const { text } = convertSignatures(entries, 'gemini');
    const { properties } = JSON.parse(text).functionDeclarations[0].parameters;
    expect(properties.choice).toMatchObject({ type: 'OBJECT', description: 'Where. Give either `row`, or `column`.' });
    expect(properties.choice.anyOf).toBeUndefined();
    expect(properties.when.anyOf).toEqual([
      { type: 'STRING', format: 'date-time', description: 'When.' },
      { type: 'STRING', pattern: '^now$', description: 'When.' },
    ]);
    expect(refusals(text, 'gemini').codes).toEqual([]);
  });

  it('schemas that are only true or false become objects, in every dialect of JSON Schema', () => {
    const lists = { type: 'array', description: 'Lists.', items: true };
    const properties = {
      raw: true,
      never: false,
      lists,
      nest: { type: 'object', description: 'Nest.', properties: { raw: true } },
    };
    const entries = read(JSON.stringify({ tools: [tool({ type: 'object', properties, required: ['raw', 'never'] })] }));
    for (const to of ['openai-chat', 'openai-responses', 'anthropic', 'bedrock', 'vscode', 'mcp'] as const) {
      const { text, losses } = convertSignatures(entries, to);
      const schema = read(text)[0]?.signature.parameters;
      expect(schema?.properties, to).toEqual({
        raw: {},
        lists: { ...lists, items: {} },
        nest: { type: 'object', description: 'Nest.', properties: { raw: {} } },
      });
      expect(schema?.required, to).toEqual(['raw']);
      expect(
        losses.map(({ part }) => part.join('.')),
        to,
      ).toContain('parameters.properties.never');
      expect(refusals(text, to).codes, to).toEqual([]);
    }
  });

  it('half a character and U+0000 are losses in every dialect: no request carries them', () => {
    const properties = { crate: { type: 'string', description: 'Key \ud83d of it.' } };
    const file = {
      tools: [{ name: 'weigh', description: 'Weighs\u0000 it.', inputSchema: { type: 'object', properties } }],
    };
    for (const to of TARGET_DIALECTS) {
      const losses = convertSignatures(read(JSON.stringify(file)), to).losses.map(
        ({ part, message }) => `${part.join('.')}: ${message}`,
      );
      expect(losses, to).toContainEqual(expect.stringMatching(/^description: U\+0000/));
      expect(losses, to).toContainEqual(
        expect.stringMatching(/^parameters\.properties\.crate\.description: half a character/),
      );
    }
  });

  it('what a dialect takes is written as it was', () => {
    const own = [{ name: 'f', description: 'F.', input_schema: { properties: { a: key }, type: 'object' } }];
    const { text, losses } = convertSignatures(read(JSON.stringify(own)), 'anthropic');
    expect(JSON.parse(text)).toEqual(own);
    expect(losses).toEqual([]);
  });

  it('strict mode is left off where its own provider would refuse the schema', () => {
    const strict = [
      {
        name: 'f',
        description: 'F.',
        strict: true,
        input_schema: { type: 'object', properties: { a: key }, additionalProperties: false },
      },
    ];
    const { text, losses } = convertSignatures(read(JSON.stringify(strict)), 'openai-chat');
    expect(JSON.parse(text)[0].function.strict).toBeUndefined();
    expect(losses.map(({ part }) => part)).toEqual([['annotations', 'strict']]);
    expect(refusals(text, 'openai-chat').codes).toEqual([]);
  });
});

const root = path.join(import.meta.dirname, '../../..');
const data = path.join(root, '../shared/data');

/** All schema files of a folder. */
function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) => /\.(?:json|jsonl|yaml|fsig)$/.test(name) && !/spec-schema|possible_answer|sample-calls/.test(name),
    )
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}

/** Functions of a file, spread over it: all with CONVERT_ALL=1, which takes minutes. */
function someOf(file: string): readonly CatalogEntry[] {
  const text = readFileSync(file, 'utf8');
  if (text.length > 3_000_000) return [];
  const { entries } = buildCatalog([parseDocument(`file://${file}`, text)]);
  const step = process.env.CONVERT_ALL === '1' ? 1 : Math.ceil(entries.length / 10);
  return entries.filter((_entry, index) => index % step === 0);
}

const folders = [
  { name: 'our examples', folder: path.join(root, 'examples'), least: 60 },
  { name: 'files of others (skipped where ../shared/data is absent)', folder: data, least: 300 },
];

describe.each(folders)('every file of $name', ({ folder, least }) => {
  const chosen = existsSync(folder) ? files(folder).map(someOf) : [];
  it.skipIf(chosen.length === 0).each(TARGET_DIALECTS)('to %s', { timeout: 900_000 }, (to) => {
    let functions = 0;
    for (const some of chosen) {
      if (some.length > 0) keepsTheLaw(some, to);
      functions += some.length;
    }
    expect(functions).toBeGreaterThan(least);
  });
});
