import { describe, expect, test } from 'vitest';
import type { Json, JsonSchema } from '../../json/index.ts';
import { buildCatalog, type CatalogEntry, parseDocument } from '../../signature/index.ts';
import { applyChanges } from './editor.ts';
import { writeResponse } from './response-edit.ts';

const RESPONSE: JsonSchema = {
  type: 'object',
  properties: { ticket_id: { type: 'string' }, count: { type: 'integer' } },
  required: ['ticket_id', 'count'],
};

function entriesOf(file: string, text: string): readonly CatalogEntry[] {
  return buildCatalog([parseDocument(file, text)]).entries;
}

/** The text after the response is written into its first function; undefined where it cannot be. */
function written(file: string, text: string, response = RESPONSE): string | undefined {
  const edits = writeResponse(entriesOf(file, text)[0] as CatalogEntry, response);
  return edits === undefined ? undefined : applyChanges(text, edits[0]?.changes ?? []);
}

const json = (value: Json) => JSON.stringify(value, null, 2);
const NO_PARAMETERS = { type: 'object', properties: {} };

describe('a response is written where the dialect has a place for it', () => {
  const dialects: [string, Json][] = [
    ['mcp', { tools: [{ name: 'open', description: 'Opens.', inputSchema: NO_PARAMETERS }] }],
    ['gemini', [{ functionDeclarations: [{ name: 'open', description: 'Opens.' }] }]],
    ['bfcl', [{ name: 'open', description: 'Opens.', parameters: { type: 'dict', properties: {}, required: [] } }]],
    [
      'seal-tools',
      [{ api_name: 'open', api_description: 'Opens.', field: 'Desk/Tickets', parameters: {}, required: [] }],
    ],
  ];
  test.each(dialects)('%s: what is read back has it, and all else stays', (dialect, value) => {
    const text = json(value);
    const [before] = entriesOf('a.tools.json', text);
    expect(before?.signature.source.dialect).toBe(dialect);
    const [after] = entriesOf('a.tools.json', written('a.tools.json', text) ?? '');
    expect(Object.keys(after?.signature.response?.properties ?? {})).toEqual(['ticket_id', 'count']);
    expect({ ...after?.signature, response: undefined }).toEqual({ ...before?.signature, response: undefined });
  });

  test('not where it has none, nor over what is said already', () => {
    const openai = [{ type: 'function', function: { name: 'open', description: 'Opens.', parameters: NO_PARAMETERS } }];
    expect(written('a.tools.json', json(openai))).toBeUndefined();
    const said = { name: 'open', inputSchema: NO_PARAMETERS, outputSchema: { type: 'object', properties: {} } };
    expect(written('a.tools.json', json({ tools: [said] }))).toBeUndefined();
  });

  test('into the one function that is meant, among several of one declaration', () => {
    const text = json([
      { functionDeclarations: ['open', 'close', 'list'].map((name) => ({ name, description: 'Does it.' })) },
    ]);
    for (const [at, entry] of entriesOf('a.tools.json', text).entries()) {
      const edits = writeResponse(entry, RESPONSE);
      const after = entriesOf('a.tools.json', applyChanges(text, edits?.[0]?.changes ?? []));
      expect(after.map(({ signature }) => signature.response !== undefined)).toEqual(
        [0, 1, 2].map((one) => one === at),
      );
    }
  });

  test('MCP takes an object alone', () => {
    const text = json({ tools: [{ name: 'list', inputSchema: NO_PARAMETERS }] });
    expect(written('a.tools.json', text, { type: 'array', items: RESPONSE })).toBeUndefined();
  });
});

describe('in .fsig', () => {
  test.each([
    ['function open();', 'function open(): { ticket_id: string; count: integer };'],
    ['function open(a: string)', 'function open(a: string): { ticket_id: string; count: integer }'],
    [
      'function open(/** (why) */ a: "x)") ;\n',
      'function open(/** (why) */ a: "x)"): { ticket_id: string; count: integer } ;\n',
    ],
    ['function open(): unknown;', 'function open(): { ticket_id: string; count: integer };'],
  ])('%s', (text, after) => {
    expect(written('a.fsig', text)).toBe(after);
  });

  test('what a type alone cannot say is not written', () => {
    expect(written('a.fsig', 'function open();', { type: 'object', minProperties: 2 })).toBeUndefined();
    const recursive: JsonSchema = {
      $ref: '#/$defs/Node',
      $defs: { Node: { type: 'object', properties: { next: { $ref: '#/$defs/Node' } } } },
    };
    expect(written('a.fsig', 'function open();', recursive)).toBeUndefined();
  });
});
