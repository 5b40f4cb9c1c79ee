import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyEdits, TestClient, type TextEdit } from './client.ts';

const MESSY = 'namespace   a{\ntype  B=string;\n      function  c( d:B ):string;\n}\n';

describe('formatting', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start();
    client.open('a.fsig', MESSY);
  });
  afterAll(() => client.stop());

  const format = async (method: string, extra: object = {}) => {
    const edits = await client.rpc.request<TextEdit[] | null>(`textDocument/${method}`, {
      textDocument: { uri: client.uri('a.fsig') },
      options: { tabSize: 2, insertSpaces: true },
      ...extra,
    });
    return applyEdits(MESSY, edits ?? []);
  };

  test('a whole file, and again changes nothing', async () => {
    const text = await format('formatting');
    expect(text).toContain('namespace a {\n  type B = string;');
    expect(text).toContain('  function c(d: B): string;\n}');
    client.open('b.fsig', text);
    const again = await client.rpc.request('textDocument/formatting', {
      textDocument: { uri: client.uri('b.fsig') },
      options: { tabSize: 2, insertSpaces: true },
    });
    expect(again).toEqual([]);
  });

  test('only the declarations of a range', async () => {
    const range = { start: { line: 2, character: 8 }, end: { line: 2, character: 20 } };
    const text = await format('rangeFormatting', { range });
    expect(text).toContain('  function c(d: B): string;');
    expect(text).toContain('type  B=string;');
  });

  test('the declaration that a semicolon ends', async () => {
    const text = await format('onTypeFormatting', { position: { line: 1, character: 15 }, ch: ';' });
    expect(text).toContain('  type B = string;');
    expect(text).toContain('function  c( d:B )');
  });

  test('JSON is left to the editor', async () => {
    client.open('a.tools.json', '[{"name":  "a"}]');
    const edits = await client.rpc.request('textDocument/formatting', {
      textDocument: { uri: client.uri('a.tools.json') },
      options: { tabSize: 2, insertSpaces: true },
    });
    expect(edits).toEqual([]);
  });
});
