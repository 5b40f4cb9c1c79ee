import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterEach, describe, expect, it } from 'vitest';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import { type MockServer, openMock, RESET_TOOL, serveMockHttp } from '../../../server/src/world/index.ts';

const CATALOG = buildCatalog([
  parseDocument(
    'file:///notes.fsig',
    `
    /** Key of a note. */
    type NoteId = string;
    /** Adds a note. @creates Note @param text What it says. */
    function add_note(text: string): { note_id: NoteId; text: string };
    /** Shows a note. @param note_id Note to show. @readonly */
    function get_note(note_id: NoteId): { note_id: NoteId; text: string };
    /** Counts the words of a text. @param text Text to count in. */
    function count_words(text: string): integer;
    /** Names of colours. @readonly */
    function list_colours(): string[];
    `,
  ),
]);

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

const mockOf = (options: { seed?: string; resetTool?: boolean } = {}) =>
  openMock({
    functions: CATALOG.entries,
    seed: options.seed ?? '0',
    version: '1',
    resetTool: options.resetTool ?? false,
  });

async function connected(transport: Transport): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  open.push(client);
  return client;
}

async function session(options: Parameters<typeof mockOf>[0] = {}): Promise<Client> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await (await mockOf(options)).session().connect(theirs);
  return connected(ours);
}

async function overHttp(): Promise<{ server: MockServer; client(): Promise<Client> }> {
  const server = await serveMockHttp(await mockOf(), 0);
  open.push(server);
  return { server, client: () => connected(new StreamableHTTPClientTransport(new URL(server.url)) as Transport) };
}

describe('a mock server', () => {
  it('lists the tools with schemas, the result schema where an object is documented', async () => {
    const { tools } = await (await session()).listTools();
    expect(tools.map(({ name }) => name)).toEqual(['add_note', 'get_note', 'count_words', 'list_colours']);
    expect(tools[0]).toMatchObject({
      inputSchema: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
      outputSchema: { type: 'object', properties: { text: { type: 'string' } } },
    });
    expect(JSON.stringify(tools)).not.toContain('x-magnet');
    expect(tools[2]?.outputSchema).toBeUndefined();
    expect(tools[1]?.annotations?.readOnlyHint).toBe(true);
  });

  it('answers so that what was made is there', async () => {
    const client = await session();
    // The SDK's client checks structured content against the result schema it was told.
    await client.listTools();
    const added = await client.callTool({ name: 'add_note', arguments: { text: 'Buy rope' } });
    const { note_id } = added.structuredContent as { note_id: string };
    const shown = await client.callTool({ name: 'get_note', arguments: { note_id } });
    expect(shown.structuredContent).toEqual({ note_id, text: 'Buy rope' });
    expect(shown.content).toEqual([{ type: 'text', text: JSON.stringify(shown.structuredContent) }]);
  });

  it('gives lists and numbers as text', async () => {
    const colours = await (await session()).callTool({ name: 'list_colours', arguments: {} });
    expect(colours.structuredContent).toBeUndefined();
    expect(JSON.parse((colours.content as { text: string }[])[0]?.text ?? '')).toBeInstanceOf(Array);
  });

  it('says what is wrong with a call, and refuses a tool it has not', async () => {
    const client = await session();
    const wrong = await client.callTool({ name: 'add_note', arguments: {} });
    expect(wrong).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('text') }] });
    await expect(client.callTool({ name: 'fly', arguments: {} })).rejects.toThrow(/Unknown tool: fly/);
  });

  it('gives equal answers for equal seeds, others for others, and each session its own world', async () => {
    const added = async (client: Client) =>
      (await client.callTool({ name: 'add_note', arguments: { text: 'x' } })).structuredContent;
    const first = await added(await session());
    expect(await added(await session())).toEqual(first);
    expect(await added(await session({ seed: 'other' }))).not.toEqual(first);
  });

  it('runs the calls of a session in order, however close they come', async () => {
    const client = await session();
    const added = await Promise.all(
      ['a', 'b'].map((text) => client.callTool({ name: 'add_note', arguments: { text } })),
    );
    const ids = added.map((result) => (result.structuredContent as { note_id: string }).note_id);
    expect(new Set(ids).size).toBe(2);
    for (const [at, note_id] of ids.entries()) {
      const shown = await client.callTool({ name: 'get_note', arguments: { note_id } });
      expect(shown.structuredContent).toMatchObject({ text: ['a', 'b'][at] });
    }
  });

  it('goes back to its start by a tool that is offered only when asked for', async () => {
    const { tools } = await (await session()).listTools();
    expect(tools.map(({ name }) => name)).not.toContain(RESET_TOOL);
    const client = await session({ resetTool: true });
    const added = await client.callTool({ name: 'add_note', arguments: { text: 'x' } });
    await client.callTool({ name: RESET_TOOL, arguments: {} });
    const again = await client.callTool({ name: 'add_note', arguments: { text: 'x' } });
    expect(again.structuredContent).toEqual(added.structuredContent);
  });
});

describe('over HTTP', () => {
  it('serves clients, each with a world of its own', async () => {
    const { client } = await overHttp();
    const [one, two] = [await client(), await client()];
    const added = await one.callTool({ name: 'add_note', arguments: { text: 'only here' } });
    const there = await two.callTool({
      name: 'get_note',
      arguments: { note_id: (added.structuredContent as { note_id: string }).note_id },
    });
    expect(there.isError).toBe(true);
  });

  it('listens on loopback and refuses other names, origins, paths and sessions', async () => {
    const { server } = await overHttp();
    const { port } = new URL(server.url);
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
    const post = (url: string, more = {}) => fetch(url, { method: 'POST', headers: { ...headers, ...more }, body });
    expect((await post(server.url, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await post(`http://127.0.0.1:${port}/other`)).status).toBe(404);
    expect((await post(server.url, { 'mcp-session-id': 'nobody' })).status).toBe(404);
    expect((await post(server.url)).status).toBe(400);
    expect((await fetch(server.url, { method: 'POST', headers, body: 'no json' })).status).toBe(400);
  });
});
