import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import {
  createHttpWorld,
  createMcpWorld,
  failureRule,
  openMock,
  serveMockHttp,
  type World,
} from '../../../server/src/world/index.ts';

const NOTES = buildCatalog([
  parseDocument(
    'file:///notes.fsig',
    `/** Key of a note. */
    type NoteId = string;
    /** Adds a note. */
    function add_note(text: string): { note_id: NoteId };
    /** Lists the notes. @readonly */
    function list_notes(): { notes: { note_id: NoteId }[] };`,
  ),
]).entries;

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

async function run(world: World, name: string, given = {}, state?: Awaited<ReturnType<World['start']>>) {
  return world.execute({ function: name, arguments: given }, state ?? (await world.start('1')));
}

describe('an MCP server at an address', () => {
  async function noteWorld(options: { resetTool?: string } = {}) {
    const mock = await openMock({ functions: NOTES, seed: '0', version: '1', resetTool: true });
    const server = await serveMockHttp(mock, 0);
    const world = createMcpWorld({
      target: { kind: 'http', url: server.url },
      functions: NOTES,
      consent: true,
      ...options,
    });
    open.push(server, world);
    return world;
  }

  it('says that it keeps its own state, and learns what is there by looking', async () => {
    const world = await noteWorld();
    expect((await world.open?.())?.join(' ')).toMatch(/keeps its own state/);
    const first = await run(world, 'add_note', { text: 'a' });
    const again = await run(world, 'add_note', { text: 'a' });
    expect(again.outcome).not.toEqual(first.outcome);
    const facts = (await world.facts?.()) ?? [];
    expect(facts.some(({ names }) => names.includes('noteid'))).toBe(true);
  });

  it('goes back to a state by the tool that resets it', async () => {
    const world = await noteWorld({ resetTool: 'magnet_reset' });
    expect(await world.open?.()).toEqual([]);
    const first = await run(world, 'add_note', { text: 'a' });
    const next = await run(world, 'add_note', { text: 'a' }, first.state);
    expect(next.outcome).not.toEqual(first.outcome);
    expect((await run(world, 'add_note', { text: 'a' })).outcome).toEqual(first.outcome);
    expect((await run(world, 'add_note', { text: 'a' }, first.state)).outcome).toEqual(next.outcome);
  });
});

describe('a web service', () => {
  const { entries } = buildCatalog([
    parseDocument(
      'file:///s.json',
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'S', version: '1' },
        paths: {
          '/x': {
            get: {
              operationId: 'get_x',
              responses: {
                200: {
                  description: 'ok',
                  content: {
                    'application/json': {
                      schema: { type: 'object', properties: { size: { type: 'integer' } }, required: ['size'] },
                    },
                  },
                },
              },
            },
          },
        },
      }),
    ),
  ]);
  async function service(body: unknown, failures: string[] = []): Promise<World> {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const rules = failures.map(failureRule);
    const world = createHttpWorld({ functions: entries, baseUrl, consent: true, failures: rules });
    open.push({ close: async () => void server.close() }, world);
    return world;
  }

  it.each([
    [{ error: 'no x today' }, [], 'no x today'],
    [{ error: { message: 'no x' } }, [], 'no x'],
    [{ success: false, message: 'not now' }, [], 'not now'],
    [{ status: 'error', detail: 'broken' }, [], 'broken'],
    [{ errors: [{ message: 'bad query' }] }, [], 'bad query'],
    ['Error: nothing there', [], 'nothing there'],
    [{ code: 17, message: 'late' }, ['code=17'], 'late'],
  ])('takes %j for a failure', async (body, failures, words) => {
    const { outcome } = await run(await service(body, failures), 'get_x');
    expect(outcome).toMatchObject({ ok: false, error: { message: expect.stringContaining(words) } });
  });

  it.each([[{ size: 1, error: null }], [{ size: 1, success: true }], [{ size: 1, errors: [] }]])(
    'takes %j for an answer',
    async (body) => {
      expect((await run(await service(body), 'get_x')).outcome).toEqual({ ok: true, output: body });
    },
  );

  it('is told where its answers are not as documented', async () => {
    const world = await service({ size: 'large' });
    await run(world, 'get_x');
    await run(world, 'get_x');
    const [only] = world.observations?.() ?? [];
    expect(only).toMatchObject({ function: 'get_x', times: 2, output: { size: 'large' } });
    expect(only?.differs[0]).toContain('size');
  });
});
