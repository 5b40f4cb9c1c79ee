import { describe, expect, test } from 'vitest';
import { RpcClient } from '../support/rpc-client.ts';
import { CLI, NODE, SERVER } from './client.ts';

/** What an editor other than VS Code does: the plain protocol, whole texts, pushed diagnostics, no settings. */
async function session(command: readonly string[]): Promise<void> {
  const client = new RpcClient(NODE, command);
  const pushed: { uri: string; diagnostics: { code: string }[] }[] = [];
  client.on('textDocument/publishDiagnostics', (params: (typeof pushed)[number]) => pushed.push(params));
  const { capabilities } = await client.request<{ capabilities: { hoverProvider: boolean } }>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  expect(capabilities.hoverProvider).toBe(true);
  client.notify('initialized', {});
  const uri = 'file:///home/reader/books.fsig';
  const open = (version: number, text: string) =>
    version === 1
      ? client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'fsig', version, text } })
      : client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
  open(1, '/** Finds. */\nfunction find(a: Nope): string;');
  const codes = async (holds: (codes: string[]) => boolean) => {
    for (let wait = 0; wait < 100; wait++) {
      const found = pushed.at(-1)?.diagnostics.map(({ code }) => code);
      if (found !== undefined && holds(found)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`Pushed: ${JSON.stringify(pushed)}`);
  };
  await codes((found) => found.includes('unknown-type'));
  open(2, '/** Finds. */\nfunction find(a: string): string;');
  await codes((found) => !found.includes('unknown-type'));
  const hover = await client.request<{ contents: { value: string } }>('textDocument/hover', {
    textDocument: { uri },
    position: { line: 1, character: 10 },
  });
  expect(hover.contents.value).toContain('function find(a: string): string');
  await expect(client.request('textDocument/nothingLikeThis', {})).rejects.toMatchObject({ code: -32601 });
  await client.request('shutdown');
  client.notify('exit');
  expect(await client.exited).toBe(0);
}

describe('a client that is not VS Code’s', () => {
  test('drives the bundled server over standard streams', () => session([SERVER, '--stdio']));
  test('drives magnet lsp --stdio', () => session([CLI, 'lsp', '--stdio']));

  test('an end without shutdown, or of the streams, ends the server', async () => {
    const client = new RpcClient(NODE, [SERVER, '--stdio']);
    await client.request('initialize', { processId: null, rootUri: null, capabilities: {} });
    client.process.stdin.end();
    expect(await client.exited).not.toBeNull();
  });
});
