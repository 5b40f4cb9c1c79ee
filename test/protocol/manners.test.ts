import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { RpcClient } from '../support/rpc-client.ts';

const main = fileURLToPath(new URL('../../dist/cli/main.mjs', import.meta.url));

const running: { kill: () => unknown }[] = [];
afterEach(() => {
  for (const each of running.splice(0)) each.kill();
});

function start(): RpcClient {
  const rpc = new RpcClient(process.execPath, [main, 'lsp', '--stdio']);
  running.push(rpc.process);
  return rpc;
}

const INITIALIZE = { processId: null, rootUri: null, capabilities: {} };

describe('the order of the protocol', () => {
  test('a request before initialize is refused as the protocol says, and the server is none the worse', async () => {
    const rpc = start();
    await expect(rpc.request('textDocument/hover', {})).rejects.toMatchObject({ code: -32002 });
    rpc.notify('textDocument/didOpen', {});
    await expect(rpc.request('initialize', INITIALIZE)).resolves.toHaveProperty('capabilities');
  });

  test('a second initialize and all that follows shutdown are refused; exit ends well', async () => {
    const rpc = start();
    await rpc.request('initialize', INITIALIZE);
    await expect(rpc.request('initialize', INITIALIZE)).rejects.toMatchObject({ code: -32600 });
    await rpc.request('shutdown');
    await expect(rpc.request('workspace/symbol', { query: '' })).rejects.toMatchObject({ code: -32600 });
    await expect(rpc.request('initialize', INITIALIZE)).rejects.toMatchObject({ code: -32600 });
    rpc.notify('exit');
    expect(await rpc.exited).toBe(0);
  });

  test('exit without shutdown, and a client that goes without a word, end with 1', async () => {
    const rude = start();
    await rude.request('initialize', INITIALIZE);
    rude.notify('exit');
    expect(await rude.exited).toBe(1);
    const gone = start();
    await gone.request('initialize', INITIALIZE);
    gone.process.stdin.end();
    expect(await gone.exited).toBe(1);
  });
});

test.each([
  ['no capabilities', { processId: null, rootUri: null }],
  ['capabilities that are null', { processId: null, rootUri: null, capabilities: null }],
  [
    'null where a list or an object belongs',
    {
      processId: null,
      rootUri: null,
      workspaceFolders: null,
      clientInfo: null,
      initializationOptions: null,
      capabilities: {
        workspace: null,
        textDocument: {
          hover: { contentFormat: null },
          completion: { completionItem: { documentationFormat: null } },
          signatureHelp: null,
          codeAction: { resolveSupport: { properties: null } },
        },
      },
    },
  ],
  ['folders that are none', { processId: null, workspaceFolders: [null, 3, {}, { uri: 7 }], capabilities: {} }],
])('initialize is answered for %s', async (_what, params) => {
  const rpc = start();
  await expect(rpc.request('initialize', params)).resolves.toHaveProperty('capabilities');
});

test.each([undefined, 1, 'true', null, {}, false])('trusted: %j is not trusted', async (trusted) => {
  const rpc = start();
  await rpc.request('initialize', { ...INITIALIZE, initializationOptions: { trusted } });
  rpc.notify('initialized', {});
  await expect(rpc.request('magnet/startEndpoint', {})).rejects.toThrow(/trusted workspace/);
});

/** Sends bytes, then a proper initialize. */
function send(bytes: string): { process: ChildProcessWithoutNullStreams; said: () => string; errors: () => string } {
  const child = spawn(process.execPath, [main, 'lsp', '--stdio'], { stdio: 'pipe' });
  running.push(child);
  let [said, errors] = ['', ''];
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  child.stdin.on('error', () => {});
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: INITIALIZE });
  child.stdin.write(`${bytes}Content-Length: ${body.length}\r\n\r\n${body}`);
  return { process: child, said: () => said, errors: () => errors };
}

test.each([
  ['a length that is a word', 'Content-Length: many\r\n\r\n{}'],
  ['a negative length', 'Content-Length: -5\r\n\r\n{}'],
  ['no length', 'Content-Type: x\r\n\r\n{}'],
  ['a length of a terabyte', 'Content-Length: 999999999999\r\n\r\n{}'],
  ['noise without an end', 'x'.repeat(20_000)],
])('a header that cannot be followed ends the server with a message: %s', async (_what, bytes) => {
  const { process: child, errors } = send(bytes);
  expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(1);
  expect(errors()).toMatch(/the client sent/);
});

test.each([
  ['text that is no JSON', 'Content-Length: 5\r\n\r\n{{{{{', -32700],
  ['a list', 'Content-Length: 2\r\n\r\n[]', -32600],
  ['a number', 'Content-Length: 1\r\n\r\n7', -32600],
])('a message that is none is answered, and the next one served: %s', async (_what, bytes, code) => {
  const { said } = send(bytes);
  await expect.poll(() => said(), { timeout: 20_000 }).toContain('"capabilities"');
  expect(said()).toContain(`"code":${code}`);
});
