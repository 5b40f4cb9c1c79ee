import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Endpoint, startEndpoint } from '../../../server/src/endpoint/index.ts';

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(() => endpoint.close());

async function post(body: unknown): Promise<{ status: number; text: string }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${endpoint.url}/chat/completions`, { method: 'POST', body: text });
  return { status: response.status, text: await response.text() };
}

const messages = [{ role: 'user', content: 'Lend boat B7 to Ann on 3 May 2026.' }];
const offered = (parameters: unknown) => [
  { type: 'function', function: { name: 'lend', description: 'Lends a boat.', parameters } },
];

test.each([
  [{ type: 'object', properties: {}, required: 5 }, 'required'],
  [{ type: 'object', properties: { a: null } }, 'parameters.properties.a'],
  [{ type: 'object', properties: [] }, 'properties'],
  [{ type: 'object', properties: { a: { type: 7 } } }, 'type'],
  [{ anyOf: {} }, 'anyOf'],
])('a schema that is none is a mistake of the caller, and named: %j', async (parameters, place) => {
  const { status, text } = await post({ messages, tools: offered(parameters) });
  expect(status).toBe(400);
  expect(text).toContain("function 'lend'");
  expect(text).toContain(place);
});

test('a schema without an end of nesting is refused', async () => {
  const nested = `${'{"type":"object","properties":{"a":'.repeat(3_000)}{}${'}}'.repeat(3_000)}`;
  const body = `{"messages":${JSON.stringify(messages)},"tools":[{"type":"function","function":{"name":"lend","parameters":${nested}}}]}`;
  expect((await post(body)).status).toBe(400);
});

/** Keys that the server reads, with values of every kind. */
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(
      null,
      true,
      0,
      -1,
      1e9,
      '',
      'object',
      'string',
      'array',
      'a',
      '#',
      '#/$defs/a',
      '(a+)+$',
      '2026-13-45',
    ),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        'type',
        'properties',
        'required',
        'items',
        'enum',
        'anyOf',
        '$ref',
        '$defs',
        'a',
        'pattern',
        'format',
        'minimum',
        'maxLength',
        'minItems',
        'default',
        'const',
        '__proto__',
        'constructor',
      ),
      tie('any'),
      { maxKeys: 4 },
    ),
  ),
})).any;
const message = fc.record(
  {
    role: fc.constantFrom('user', 'assistant', 'tool', 'system'),
    content: value,
    tool_calls: value,
    tool_call_id: value,
  },
  { requiredKeys: ['role'] },
);

test('no request makes the server answer 500', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(message, fc.constant(messages[0]))),
      value,
      value,
      async (sent, parameters, rest) => {
        const { status } = await post({
          messages: [...messages, ...sent],
          tools: offered(parameters),
          tool_choice: rest,
          stream: rest,
        });
        expect([200, 400, 404, 413]).toContain(status);
      },
    ),
    { numRuns: Number(process.env.FUZZ_GARBAGE ?? 300) },
  );
});
