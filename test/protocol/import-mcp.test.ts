import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ServerRequests } from '../../server/src/lsp/protocol.ts';
import { TestClient } from './client.ts';

const LIBRARY = fileURLToPath(new URL('../fixtures/mcp/server.mjs', import.meta.url));

describe('importing from an MCP server', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start({});
  });
  afterAll(() => client.stop());

  const ask = (params: ServerRequests['magnet/importMcp'][0]) =>
    client.rpc.request<ServerRequests['magnet/importMcp'][1]>('magnet/importMcp', params);

  test('gives its tools as signatures', async () => {
    const result = await ask({ command: process.execPath, args: [LIBRARY, '--pages'] });
    expect(result).toMatchObject({ language: 'fsig', functions: 4, server: 'library' });
    expect(result.losses.map(({ function: name, message }) => [name, message])).toEqual([
      ['find_book', 'the key "x-shelf" is known to its own dialect alone'],
    ]);
    expect(result.text).toContain('function find_book(title: string): { book_id: string }');
  });

  test('says what went wrong, with what the server wrote', async () => {
    await expect(ask({ command: process.execPath, args: [LIBRARY, '--exit'] })).rejects.toThrow(
      /the library is closed today/,
    );
    await expect(ask({ command: 'no-such-command-here' })).rejects.toThrow(/was not found/);
    await expect(ask({})).rejects.toThrow(/Neither a command nor a URL/);
  });

  test('can be cancelled', async () => {
    const waiting = ask({ command: process.execPath, args: [LIBRARY, '--silent'] });
    setTimeout(() => client.rpc.cancel(waiting.id), 500);
    await expect(waiting).rejects.toThrow();
  });
});
