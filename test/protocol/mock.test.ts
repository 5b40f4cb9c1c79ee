import { type ChildProcess, spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterEach, describe, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../../dist/cli/main.mjs', import.meta.url));
const AIRLINE = fileURLToPath(new URL('../../examples/airline/airline.fsig', import.meta.url));

const clients: Client[] = [];
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** The protocol's own client, as other people's programs have it: it checks every answer against its schema. */
async function connect(transport: Transport): Promise<Client> {
  const client = new Client({ name: 'somebody', version: '1' });
  await client.connect(transport);
  clients.push(client);
  return client;
}

async function bookAndLook(client: Client): Promise<unknown> {
  const { tools } = await client.listTools();
  expect(tools.length).toBeGreaterThan(10);
  const search = tools.find(({ name }) => name.endsWith('find_flights'));
  const flights = await client.callTool({
    name: search?.name ?? '',
    arguments: { from: 'SFO', to: 'CDG', date: '2030-05-01' },
  });
  expect(flights.isError).not.toBe(true);
  return flights.content;
}

describe('magnet mock', () => {
  test('is driven by the SDK client over standard input and output, the same each time', async () => {
    const start = () =>
      connect(
        new StdioClientTransport({
          command: process.execPath,
          args: [CLI, 'mock', '--stdio', AIRLINE],
          stderr: 'ignore',
        }),
      );
    const first = await bookAndLook(await start());
    expect(await bookAndLook(await start())).toEqual(first);
  });

  test('is driven by the SDK client over HTTP', async () => {
    const child = spawn(process.execPath, [CLI, 'mock', '--port', '0', '--format', 'json', AIRLINE], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(child);
    const line = await new Promise<string>((resolve, reject) => {
      child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()));
      child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
    });
    const { url } = JSON.parse(line) as { url: string };
    await bookAndLook(await connect(new StreamableHTTPClientTransport(new URL(url)) as Transport));
  });
});
