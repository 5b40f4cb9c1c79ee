import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Range, SERVER, TestClient, textIn } from './client.ts';
import { LIBRARY, OPENAI } from './texts.ts';

interface Lens {
  readonly range: Range;
  readonly command?: { readonly title: string; readonly command: string; readonly arguments: string[] };
}
interface CallItem {
  readonly name: string;
  readonly uri: string;
  readonly selectionRange: Range;
}

describe('the dependency graph in the text', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start();
    client.open('a.fsig', LIBRARY);
  });
  afterAll(() => client.stop());

  test('lenses over a function: what it feeds, send, generate', async () => {
    const lenses = await client.rpc.request<Lens[]>('textDocument/codeLens', {
      textDocument: { uri: client.uri('a.fsig') },
    });
    const own = lenses.filter(({ range }) => textIn(LIBRARY, range) === 'lend_book');
    const resolved = await Promise.all(own.map((lens) => client.rpc.request<Lens>('codeLens/resolve', lens)));
    expect(resolved.map(({ command }) => [command?.title, command?.command])).toEqual([
      ['feeds 0 · fed by 1', 'magnet.showDependencies'],
      ['Send', 'magnet.sendCall'],
      ['Generate', 'magnet.generateFrom'],
    ]);
    expect(resolved[0]?.command?.arguments).toEqual(['library.lend_book']);
  });

  test('call hierarchy: in come the functions that feed it, out go those it feeds', async () => {
    const offset = LIBRARY.indexOf('lend_book(');
    const line = LIBRARY.slice(0, offset).split('\n').length - 1;
    const [item] = await client.rpc.request<CallItem[]>('textDocument/prepareCallHierarchy', {
      textDocument: { uri: client.uri('a.fsig') },
      position: { line, character: 14 },
    });
    expect(item?.name).toBe('lend_book');
    const incoming = await client.rpc.request<{ from: CallItem }[]>('callHierarchy/incomingCalls', { item });
    expect(incoming.map(({ from }) => from.name)).toEqual(['find_books']);
    const outgoing = await client.rpc.request<{ to: CallItem }[]>('callHierarchy/outgoingCalls', {
      item: incoming[0]?.from,
    });
    expect(outgoing.map(({ to }) => to.name)).toEqual(['lend_book']);
  });

  test('inlay hints are off until they are asked for', async () => {
    const hints = (file: string) =>
      client.rpc.request<{ label: string }[]>('textDocument/inlayHint', {
        textDocument: { uri: client.uri(file) },
        range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
      });
    client.open('a.tools.json', OPENAI);
    expect(await hints('a.tools.json')).toEqual([]);
    const refreshed = client.next('workspace/diagnostic/refresh');
    client.changeSettings({ '': { inlayHints: { types: true, tokens: true } } });
    await refreshed;
    const labels = (await hints('a.tools.json')).map(({ label }) => label);
    expect(labels).toContain(': Language');
    expect(labels.some((label) => /≈ \d+ tokens/.test(label))).toBe(true);
  });

  test('lenses go when the setting says so', async () => {
    const refreshed = client.next('workspace/codeLens/refresh');
    client.changeSettings({ '': { codeLens: { enabled: false } } });
    await refreshed;
    expect(await client.rpc.request('textDocument/codeLens', { textDocument: { uri: client.uri('a.fsig') } })).toEqual(
      [],
    );
  });
});

describe('a large graph, which has a thread of its own', () => {
  /** More functions than are derived in the server's own thread. */
  const TEXT =
    LIBRARY + Array.from({ length: 1_600 }, (_, at) => `/** Says ${at}. */\nfunction say_${at}(): boolean;\n`).join('');

  async function edgesWith(server: string): Promise<{ edges: string[]; logs: readonly string[] }> {
    const client = await TestClient.start({ server });
    client.open('a.fsig', TEXT);
    const asked = client.rpc.request<{ edges: { from: string; to: string }[] }>('magnet/graph', {});
    // While it is derived, other questions are answered.
    expect(await client.diagnostics('a.fsig')).toBeDefined();
    const { edges } = await asked;
    await client.stop();
    return { edges: edges.map(({ from, to }) => `${from} ${to}`), logs: client.logs };
  }

  test('is derived there; where the thread crashes, in the server, and the log says so', async () => {
    const aside = await edgesWith(SERVER);
    expect(aside.edges).toContain('library.find_books library.lend_book');
    expect(aside.logs.filter((line) => line.includes('failed'))).toEqual([]);
    const folder = mkdtempSync(path.join(tmpdir(), 'magnet-thread-'));
    try {
      cpSync(path.dirname(SERVER), folder, { recursive: true });
      writeFileSync(path.join(folder, 'graph-worker.mjs'), "throw new Error('out of luck');\n");
      const here = await edgesWith(path.join(folder, path.basename(SERVER)));
      expect(here.edges).toEqual(aside.edges);
      const told = here.logs.filter((line) => line.includes('out of luck'));
      expect(told).toHaveLength(1);
      expect(told[0]).toContain('derived here');
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 120_000);
});
