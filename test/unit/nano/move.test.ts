import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message, ToolDefinition } from '../../../server/src/chat/index.ts';
import type { JsonSchema } from '../../../server/src/json/index.ts';
import { createTokenizer, type Decoder, decodeMove, SPECIALS, STOCK } from '../../../server/src/nano/index.ts';
import { createRandom } from '../../../server/src/random/index.ts';
import { validateValue } from '../../../server/src/signature/index.ts';

const file = fileURLToPath(new URL('fixtures/tiny/tokenizer.json', import.meta.url));
const tokenizer = createTokenizer(JSON.parse(readFileSync(file, 'utf8')));

/** A model that wants anything at all, but calls where it can. */
function anyhow(seed: number): Decoder {
  const random = createRandom(seed);
  return {
    vocabulary: tokenizer.size,
    context: 200,
    next: () => {
      const logits = Float32Array.from({ length: tokenizer.size }, () => random.next());
      logits[SPECIALS.indexOf('<tool_call>')] = 2;
      logits[SPECIALS.indexOf('</tool_call>')] = 2;
      return logits;
    },
  };
}

/** A model that writes this text, as far as it may. */
function writer(text: string): Decoder {
  const wanted = [
    SPECIALS.indexOf('<tool_call>'),
    ...tokenizer.encode(text),
    SPECIALS.indexOf('</tool_call>'),
    SPECIALS.indexOf('<|end|>'),
  ];
  return {
    vocabulary: tokenizer.size,
    context: 600,
    next: (ids) => Float32Array.from({ length: tokenizer.size }, (_, id) => (id === wanted[ids.length - 1] ? 1 : 0)),
  };
}

const tool = (name: string, parameters: JsonSchema): ToolDefinition => ({
  type: 'function',
  function: { name, description: '', parameters },
});

const said: Message[] = [
  { role: 'user', content: 'Ferry F-12 from Øre on 2026-05-04 for two, write to ann@example.org and say "hi there"' },
  { role: 'tool', tool_call_id: '1', name: 'x', content: '[{"ferry_id":"FE-9QX","price":41.5,"open":true}]' },
];

const move = (decoder: Decoder, tools: ToolDefinition[], messages = said) =>
  decodeMove({ decoder, tokenizer, prompt: [1], messages, tools });

const leaf: fc.Arbitrary<JsonSchema> = fc.constantFrom<JsonSchema>(
  { type: 'string' },
  { type: 'string', enum: ['deck', 'cabin "A"', 'Øst'] },
  { type: 'string', format: 'date' },
  { type: 'string', format: 'email' },
  { type: 'string', pattern: '^FE-[0-9A-Z]{3}$' },
  { type: 'string', minLength: 3, maxLength: 12 },
  { type: 'integer', minimum: 1, maximum: 9 },
  { type: 'number', minimum: 0.5 },
  { type: ['boolean', 'null'] },
  { const: 7 },
  { anyOf: [{ type: 'boolean' }, { type: 'integer' }] },
);
const schemas = fc
  .dictionary(
    fc.constantFrom('a', 'b_c', 'date', 'æ', 'x"y'),
    fc.oneof(
      leaf,
      leaf.map((items): JsonSchema => ({ type: 'array', items, maxItems: 3 })),
      leaf.map((inner): JsonSchema => ({ type: 'object', properties: { inner }, required: ['inner'] })),
    ),
    { maxKeys: 4 },
  )
  .chain((properties) =>
    fc.subarray(Object.keys(properties)).map((required): JsonSchema => ({ type: 'object', properties, required })),
  );

describe('calls held to their schemas', () => {
  it('are valid for the offered tool whatever the model wants', () => {
    let calls = 0;
    fc.assert(
      fc.property(schemas, fc.nat(), (parameters, seed) => {
        const decoded = move(anyhow(seed), [
          tool('book', parameters),
          tool('list', { type: 'object', properties: {} }),
        ]);
        for (const made of decoded?.calls ?? []) {
          calls += 1;
          const schema = made.name === 'book' ? parameters : { type: 'object' };
          expect(validateValue(schema, made.arguments)).toEqual([]);
          expect(
            Object.keys(made.arguments).every((key) => made.name === 'book' && key in (parameters.properties ?? {})),
          ).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
    expect(calls).toBeGreaterThan(20);
  });

  const BOOK = tool('book', {
    type: 'object',
    properties: {
      ferry: { type: 'string' },
      day: { type: 'string', format: 'date' },
      people: { type: 'integer', maximum: 6 },
    },
    required: ['ferry'],
  });

  it('are what the model writes where that is one', () => {
    const text = '{"name":"book","arguments":{"ferry":"FE-9QX","day":"2026-05-04","people":2}}';
    expect(move(writer(text), [BOOK])?.calls).toEqual([
      { name: 'book', arguments: { ferry: 'FE-9QX', day: '2026-05-04', people: 2 } },
    ]);
  });

  it('take letters beyond ASCII, which are several bytes', () => {
    const text = '{"name":"book","arguments":{"ferry":"Øre"}}';
    expect(move(writer(text), [BOOK])?.calls[0]?.arguments).toEqual({ ferry: 'Øre' });
  });

  it('hold no value that nobody said', () => {
    const text = '{"name":"book","arguments":{"ferry":"FE-9QZ","people":5}}';
    expect(move(writer(text), [BOOK])?.calls[0]?.arguments.ferry ?? 'FE-9QX').not.toBe('FE-9QZ');
  });

  it('are never of a function that is not offered', () => {
    const text = '{"name":"burn","arguments":{}}';
    for (const made of move(writer(text), [BOOK])?.calls ?? []) expect(made.name).toBe('book');
  });

  it('are none where no function is offered: one of the stock sentences is said', () => {
    expect(Object.values<string>(STOCK)).toContain(move(anyhow(3), [])?.text);
  });

  it('are none where the conversation leaves no room', () => {
    expect(
      decodeMove({ decoder: anyhow(1), tokenizer, prompt: new Array(600).fill(9), messages: said, tools: [BOOK] }),
    ).toBeUndefined();
  });
});
