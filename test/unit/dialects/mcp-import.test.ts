import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterEach, describe, expect, it } from 'vitest';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import {
  connectMcp,
  importMcp,
  McpError,
  type McpSession,
  type McpTarget,
} from '../../../server/src/world/mcp/index.ts';
import { libraryServer } from '../../fixtures/mcp/server.mjs';

const LIBRARY = fileURLToPath(new URL('../../fixtures/mcp/server.mjs', import.meta.url));

function library(...flags: string[]): McpTarget {
  return { kind: 'stdio', command: process.execPath, args: [LIBRARY, ...flags] };
}

function functionsOf(text: string) {
  return buildCatalog([parseDocument('file:///imported.tools.json', text)]).entries.map((entry) => entry.signature);
}

describe('importing from a child process', () => {
  it('reads every tool with every key', async () => {
    const { text, count, server } = await importMcp(library());
    expect(count).toBe(4);
    expect(server).toEqual({ name: 'library', version: '1.2.3' });
    expect(text).toContain('"x-shelf": "kept as it is"');
    const [find] = functionsOf(text);
    expect(find).toMatchObject({ name: 'find_book', annotations: { title: 'Find a book', readOnly: true } });
    expect(find?.response?.properties).toHaveProperty('book_id');
  });

  it('follows the pages of the list', async () => {
    const { text } = await importMcp(library('--pages'));
    expect(functionsOf(text).map(({ name }) => name)).toEqual(['find_book', 'lend_book', 'wait', 'environment']);
  });

  it('says so when the server offers no tools', async () => {
    await expect(importMcp(library('--no-tools'))).rejects.toThrow('the server offers no tools');
  });

  it('says so when the command does not exist', async () => {
    const target: McpTarget = { kind: 'stdio', command: 'no-such-command-here', args: [] };
    await expect(importMcp(target)).rejects.toThrow('"no-such-command-here" was not found');
  });

  it('keeps what a server that ends at once wrote to stderr', async () => {
    const error = await importMcp(library('--exit')).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(McpError);
    expect((error as McpError).message).toMatch(/ended before it answered/);
    expect((error as McpError).stderr).toContain('the library is closed today');
  });

  it('gives up on a server that never answers', async () => {
    await expect(importMcp(library('--silent'), { timeout: 700 })).rejects.toThrow(/0\.7 s/);
  });

  it('stops at once when it is cancelled', async () => {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 300);
    await expect(importMcp(library('--silent'), { signal: cancel.signal })).rejects.toThrow(McpError);
  });
});

describe('calling tools', () => {
  let session: McpSession | undefined;
  afterEach(async () => session?.close());

  it('gives structured output, and errors as results', async () => {
    session = await connectMcp(library());
    await expect(session.callTool('find_book', { title: 'x' })).resolves.toEqual({
      isError: false,
      output: { book_id: 'b-x' },
      text: 'found',
    });
    await expect(session.callTool('lend_book', { book_id: '7' })).resolves.toMatchObject({
      isError: true,
      text: 'no book 7',
    });
    expect(session.stderr()).toContain('library server ready');
  });

  it('cancels one call and goes on with the next', async () => {
    session = await connectMcp(library());
    const cancel = new AbortController();
    const waiting = session.callTool('wait', {}, cancel.signal);
    setTimeout(() => cancel.abort(), 50);
    await waiting.catch(() => 'cancelled');
    await expect(session.callTool('find_book', { title: 'y' })).resolves.toMatchObject({ isError: false });
  });

  it('gives a child only the variables it needs', async () => {
    process.env.MAGNET_TEST_SECRET = 'not for children';
    session = await connectMcp({ ...library(), env: { SHELF: '3' } } as McpTarget);
    const { output } = await session.callTool('environment', {});
    delete process.env.MAGNET_TEST_SECRET;
    expect(output).toContain('SHELF');
    expect(output).not.toContain('MAGNET_TEST_SECRET');
  });
});

async function listening(handler: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp` };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

describe('importing from a URL', () => {
  let open: Server | undefined;
  afterEach(() => {
    open?.closeAllConnections();
    open?.close();
  });

  it('speaks streamable HTTP', async () => {
    const { server, url } = await listening(async (request, response) => {
      const transport = new StreamableHTTPServerTransport({});
      await libraryServer({ pages: true }).connect(transport as Transport);
      await transport.handleRequest(request, response, await bodyOf(request));
    });
    open = server;
    expect((await importMcp({ kind: 'http', url })).count).toBe(4);
  });

  it('falls back to server-sent events', async () => {
    const sessions = new Map<string, SSEServerTransport>();
    const { server, url } = await listening(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
      if (request.method === 'GET') {
        const transport = new SSEServerTransport('/messages', response);
        sessions.set(transport.sessionId, transport);
        await libraryServer().connect(transport);
      } else if (pathname === '/messages') {
        await sessions.get(searchParams.get('sessionId') ?? '')?.handlePostMessage(request, response);
      } else response.writeHead(405).end();
    });
    open = server;
    expect((await importMcp({ kind: 'http', url })).count).toBe(4);
  });

  it('names the URL that cannot be reached', async () => {
    const { server, url } = await listening(() => {});
    await new Promise((resolve) => server.close(resolve));
    await expect(importMcp({ kind: 'http', url })).rejects.toThrow(url);
  });

  it('takes http and https only', async () => {
    await expect(importMcp({ kind: 'http', url: 'file:///etc/passwd' })).rejects.toThrow(
      /neither an http nor an https/,
    );
  });
});

describe('live: servers others publish', () => {
  const published = (name: string, entry: string): string =>
    fileURLToPath(new URL(`../../../node_modules/@modelcontextprotocol/${name}/${entry}`, import.meta.url));

  it('imports server-everything', async () => {
    const args = [published('server-everything', 'dist/index.js'), 'stdio'];
    const { text } = await importMcp({ kind: 'stdio', command: process.execPath, args });
    const functions = functionsOf(text);
    expect(functions.map(({ name }) => name)).toContain('echo');
    expect(functions.find(({ name }) => name === 'echo')?.parameters.required).toEqual(['message']);
    expect(functions.length).toBeGreaterThan(5);
  });

  it('imports server-memory', async () => {
    const args = [published('server-memory', 'dist/index.js')];
    const { text } = await importMcp({ kind: 'stdio', command: process.execPath, args });
    expect(functionsOf(text).map(({ name }) => name)).toContain('create_entities');
  });
});
