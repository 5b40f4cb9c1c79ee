import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestClient } from './client.ts';
import { LIBRARY, OPENAI } from './texts.ts';

/** Requests with one place, that must answer whatever is asked. */
const METHODS = [
  'hover',
  'completion',
  'definition',
  'references',
  'signatureHelp',
  'prepareRename',
  'documentHighlight',
];

describe('bad input', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start();
  });
  afterAll(async () => {
    expect(client.logs.filter((message) => message.includes('failed'))).toEqual([]);
    await client.stop();
  });

  test('places outside the text, in no document, in a closed one', async () => {
    client.open('a.fsig', LIBRARY);
    client.open('closed.fsig', LIBRARY);
    client.close('closed.fsig');
    const places = [
      { line: 9_999, character: 0 },
      { line: 0, character: 9_999 },
      { line: 3, character: 2_147_483_647 },
    ];
    for (const position of places)
      for (const method of METHODS)
        for (const file of ['a.fsig', 'closed.fsig', 'never.fsig']) {
          const params = { textDocument: { uri: client.uri(file) }, position, context: { includeDeclaration: true } };
          await client.rpc.request(`textDocument/${method}`, params);
        }
  });

  test('a document at every length, as it is typed', async () => {
    for (const [file, text] of [
      ['typed.fsig', LIBRARY],
      ['typed.tools.json', OPENAI],
    ] as const) {
      client.open(file, '');
      for (let end = 0; end < text.length; end += 7) {
        client.edit(file, end, end, text.slice(end, end + 7));
        const position = { line: text.slice(0, end).split('\n').length - 1, character: 3 };
        const at = { textDocument: { uri: client.uri(file) }, position };
        await Promise.all([
          client.diagnostics(file),
          client.rpc.request('textDocument/completion', at),
          client.rpc.request('textDocument/hover', at),
          client.rpc.request('textDocument/documentSymbol', at),
          client.rpc.request('textDocument/semanticTokens/full', at),
        ]);
      }
      expect(client.text(file)).toBe(text);
      expect((await client.codes(file)).filter((code) => code === 'syntax-error')).toEqual([]);
      client.close(file);
    }
  });

  test('keys that name parts of every object', async () => {
    const text =
      '[{"name": "__proto__", "description": "constructor", "input_schema": {"type": "object", "properties": {"__proto__": {"type": "string"}, "constructor": {"$ref": "#/$defs/toString"}}, "required": ["hasOwnProperty"]}}]';
    const at = client.openAt('proto.tools.json', text.replace('"constructor": {', '"constr|uctor": {'));
    for (const method of METHODS) await client.rpc.request(`textDocument/${method}`, at);
    expect(await client.codes('proto.tools.json')).toContain('required-unknown');
    client.close('proto.tools.json');
  });

  test('ten megabytes on one line', async () => {
    const tools = Array.from({ length: 9_500 }, (_, index) => ({
      name: `tool_${index}`,
      description: `Does the thing number ${index} with all that belongs to it. `.repeat(18),
      input_schema: { type: 'object', properties: {} },
    }));
    const text = JSON.stringify(tools);
    expect(text.length).toBeGreaterThan(10_000_000);
    client.open('long.tools.json', text);
    expect((await client.diagnostics('long.tools.json')).length).toBeLessThanOrEqual(501);
    const character = text.indexOf('tool_8000') + 3;
    const hover = await client.rpc.request<{ contents: { value: string } }>('textDocument/hover', {
      textDocument: { uri: client.uri('long.tools.json') },
      position: { line: 0, character },
    });
    expect(hover.contents.value).toContain('function tool_8000(');
    client.close('long.tools.json');
  });

  test('a request is cancelled while others go on', async () => {
    client.open('b.fsig', LIBRARY);
    const cancelled = client.rpc.request('textDocument/documentSymbol', {
      textDocument: { uri: client.uri('b.fsig') },
    });
    client.rpc.cancel(cancelled.id);
    await expect(cancelled).rejects.toMatchObject({ code: -32800 });
    expect(await client.diagnostics('b.fsig')).toBeDefined();
  });

  test('parameters of the wrong shape are refused without harm', async () => {
    await client.rpc.request('textDocument/hover', {}).catch(() => undefined);
    await client.rpc.request('textDocument/codeAction', { textDocument: { uri: 7 } }).catch(() => undefined);
    await client.rpc.request('magnet/paths', { count: 'many' } as never).catch(() => undefined);
    await client.rpc.request('codeAction/resolve', { title: 'x', data: { uri: 'file:///nowhere', what: 'fix' } });
    await client.rpc.request('codeLens/resolve', { range: null, data: { kind: '__proto__', id: 'x' } });
    client.logs.length = 0;
    expect(await client.diagnostics('b.fsig')).toBeDefined();
  });

  test('edits of what is not open, a document opened twice, a version that goes back', async () => {
    const uri = client.uri('twice.fsig');
    const change = (version: number, text: string) =>
      client.rpc.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
    const names = async () => {
      const symbols = await client.rpc.request<{ name: string }[] | null>('textDocument/documentSymbol', {
        textDocument: { uri },
      });
      return symbols?.map(({ name }) => name) ?? null;
    };
    change(1, 'function early(): string;');
    expect(await names()).toBeNull();
    client.open('twice.fsig', 'function first(): string;');
    client.open('twice.fsig', 'function second(): string;');
    expect(await names()).toEqual(['second']);
    change(0, 'function third(): string;');
    expect(await names()).toEqual(['third']);
    client.close('twice.fsig');
    client.close('twice.fsig');
    expect(await names()).toBeNull();
  });

  test('edits of many cursors at once', async () => {
    client.open('many.fsig', LIBRARY);
    const lines = LIBRARY.split('\n');
    const contentChanges = lines
      .map((_, line) => ({ range: { start: { line, character: 0 }, end: { line, character: 0 } }, text: ' ' }))
      .reverse();
    client.rpc.notify('textDocument/didChange', {
      textDocument: { uri: client.uri('many.fsig'), version: 2 },
      contentChanges,
    });
    const symbols = await client.rpc.request<{ children: { selectionRange: { start: { character: number } } }[] }[]>(
      'textDocument/documentSymbol',
      { textDocument: { uri: client.uri('many.fsig') } },
    );
    expect(symbols[0]?.children[0]?.selectionRange.start.character).toBe(8);
    expect((await client.codes('many.fsig')).filter((code) => code === 'syntax-error')).toEqual([]);
  });
});
