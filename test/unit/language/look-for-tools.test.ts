import { describe, expect, test } from 'vitest';
import { lookForTools } from '../../../server/src/language/index.ts';

const tool = (name: string) => ({
  name,
  description: `What ${name} does.`,
  input_schema: { type: 'object', properties: { id: { type: 'string' } } },
});
const many = (count: number) => Array.from({ length: count }, (_, at) => tool(`crane_${at}`));
const look = (value: unknown, name = 'harbour.json') =>
  lookForTools(`file:///${name}`, typeof value === 'string' ? value : JSON.stringify(value, null, 2));

describe('tool schemas in a file that nothing calls so', () => {
  test.each([
    ['a list of tools', many(3), 3],
    ['a wrapper around them', { tools: many(2) }, 2],
    ['OpenAI’s form', [{ type: 'function', function: { name: 'lift', description: 'Lifts.', parameters: {} } }], 1],
  ])('%s', (_, value, functions) => {
    expect(look(value)).toEqual({ functions, more: false });
  });

  test('JSON Lines, one tool a line', () => {
    const lines = many(4).map((each) => JSON.stringify(each));
    expect(look(`${lines.join('\n')}\n`, 'harbour.jsonl').functions).toBe(4);
  });

  test('an OpenAPI document in YAML', () => {
    const yaml = `openapi: 3.0.0
info: { title: Harbour, version: '1' }
paths:
  /cranes/{id}:
    get:
      operationId: get_crane
      summary: Gives a crane.
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: A crane. } }
`;
    expect(look(yaml, 'harbour.yaml').functions).toBe(1);
  });

  test('of a large file, what stands in its first 64 KiB', () => {
    const seen = look(many(5_000));
    expect(seen.more).toBe(true);
    expect(seen.functions).toBeGreaterThan(100);
    expect(seen.functions).toBeLessThan(1_000);
  });
});

describe('files that hold none', () => {
  test.each([
    ['a package’s manifest', { name: 'harbour', version: '1.0.0', description: 'Cranes.', scripts: { test: 'x' } }],
    ['a compiler’s settings', { compilerOptions: { strict: true }, include: ['src'] }],
    [
      'a list of people',
      [
        { name: 'Ada', age: 36 },
        { name: 'Alan', age: 41 },
      ],
    ],
    [
      'a JSON schema',
      { type: 'object', title: 'Crane', description: 'A crane.', properties: { id: { type: 'string' } } },
    ],
    ['a conversation with its tools', { messages: [{ role: 'user', content: 'Lift it.' }], tools: many(2) }],
    ['nothing', ''],
    ['half of something', '{"name": "x", '],
  ])('%s', (_, value) => {
    expect(look(value).functions).toBe(0);
  });

  test.each([
    ['compose.yaml', 'services:\n  web:\n    image: nginx\n    description: A server.\n'],
    ['workflow.yml', 'name: CI\non: push\njobs:\n  build:\n    runs-on: ubuntu\n'],
    ['notes.jsonl', '{"name":"a","text":"b"}\n{"name":"c","text":"d"}\n'],
    ['tool.py', 'def lift(id: str) -> bool:\n    "Lifts."\n'],
  ])('%s', (name, text) => {
    expect(look(text, name).functions).toBe(0);
  });
});
