import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import {
  ConsentError,
  createHttpWorld,
  createMcpWorld,
  createModuleWorld,
  type ModuleWorldOptions,
  type World,
  type WorldState,
} from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

let folder = '';
const worlds: World[] = [];
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-world-'));
});
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FUNCTIONS = functionsOf(`
  function add(a: number, b: number): number;
  function greet(name: string): { text: string };
  function count(): { count: integer };
  function fail(reason: string): null;
  function hang(): null;
  function quit(): null;
  function environment(): string[];
  function chatter(): string;
`);

const JAVASCRIPT = `
let calls = 0;
export const add = (a, b) => a + b;
export function greet({ name }) { return { text: 'Hello ' + name }; }
export async function count() { calls += 1; return { count: calls }; }
export function fail(reason) { throw new RangeError(reason); }
export const hang = () => { for (;;); };
export const quit = () => process.exit(3);
export const environment = () => Object.keys(process.env);
export const chatter = () => { console.log('{"id":99,"ok":true}'); process.stdout.write('noise\\n'); return 'quiet'; };
`;
const PYTHON = `
import os, sys
calls = 0
def add(a, b): return a + b
def greet(name): return {'text': 'Hello ' + name}
async def count():
    global calls
    calls += 1
    return {'count': calls}
def fail(reason): raise ValueError(reason)
def hang():
    while True: pass
def quit(): os._exit(3)
def environment(): return list(os.environ)
def chatter():
    print('{"id":99,"ok":true}')
    return 'quiet'
`;

function moduleWorld(name: string, text: string, options: Partial<ModuleWorldOptions> = {}): World {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  const world = createModuleWorld({ file, functions: FUNCTIONS, consent: true, timeoutMs: 15_000, ...options });
  worlds.push(world);
  return world;
}

async function run(world: World, name: string, given: JsonObject = {}, state?: WorldState) {
  return world.execute({ function: name, arguments: given }, state ?? (await world.start('1')));
}
const ok = (output: unknown) => ({ ok: true, output });

const hasPython = spawnSync('python3', ['--version']).status === 0;
const KINDS = [
  ['JavaScript', 'tools.mjs', JAVASCRIPT, 'RangeError'] as const,
  ...(hasPython ? [['Python', 'tools.py', PYTHON, 'ValueError'] as const] : []),
];

describe.each(KINDS)('a %s module', (_language, name, text, errorName) => {
  it('is called in order, by object, and asynchronously', async () => {
    const world = moduleWorld(name, text);
    expect((await run(world, 'add', { a: 2, b: 40 })).outcome).toEqual(ok(42));
    expect((await run(world, 'greet', { name: 'Ana' })).outcome).toEqual(ok({ text: 'Hello Ana' }));
    expect((await run(world, 'count')).outcome).toEqual(ok({ count: 1 }));
  });

  it('goes back to a state by making its calls again', async () => {
    const world = moduleWorld(name, text);
    const first = await run(world, 'count');
    const second = await run(world, 'count', {}, first.state);
    expect(second.outcome).toEqual(ok({ count: 2 }));
    expect((await run(world, 'count', {}, first.state)).outcome).toEqual(ok({ count: 2 }));
    expect((await run(world, 'count', {}, second.state)).outcome).toEqual(ok({ count: 3 }));
    expect((await run(world, 'count')).outcome).toEqual(ok({ count: 1 }));
  });

  it('turns its exceptions into errors', async () => {
    const { outcome } = await run(moduleWorld(name, text), 'fail', { reason: 'no such order' });
    expect(outcome).toEqual({ ok: false, error: { code: errorName, message: 'no such order' } });
  });

  it('may print what it likes', async () => {
    expect((await run(moduleWorld(name, text), 'chatter')).outcome).toEqual(ok('quiet'));
  });

  it('is ended when it hangs or the caller stops, and the world goes on', async () => {
    const impatient = moduleWorld(name, text, { timeoutMs: 3000 });
    expect((await run(impatient, 'hang')).outcome).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    // A busy machine can take seconds to start a process, so what has to answer gets the usual time.
    const world = moduleWorld(name, text);
    const state = await world.start('1');
    const waiting = world.execute({ function: 'hang', arguments: {} }, state, AbortSignal.timeout(200));
    await expect(waiting).rejects.toThrow();
    expect((await run(world, 'add', { a: 1, b: 1 })).outcome).toEqual(ok(2));
  });

  it('may end its process, and the world goes on', async () => {
    const world = moduleWorld(name, text);
    expect((await run(world, 'quit')).outcome).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('ended') },
    });
    expect((await run(world, 'add', { a: 1, b: 1 })).outcome).toEqual(ok(2));
  });

  it('does not see the keys of its parent', async () => {
    process.env.MAGNET_TEST_API_KEY = 'secret';
    const { outcome } = await run(moduleWorld(name, text), 'environment');
    delete process.env.MAGNET_TEST_API_KEY;
    expect(JSON.stringify(outcome)).not.toContain('MAGNET_TEST_API_KEY');
  });

  it('that cannot be loaded says why', async () => {
    const { outcome } = await run(moduleWorld(`broken${path.extname(name)}`, 'this is no program('), 'add', {
      a: 1,
      b: 1,
    });
    expect(outcome).toMatchObject({ ok: false, error: { message: expect.stringContaining('cannot be loaded') } });
  });
});

describe('a module', () => {
  it('without the function, or of another kind, is told so', async () => {
    const { outcome } = await run(moduleWorld('empty.mjs', 'export {}'), 'add', { a: 1, b: 1 });
    expect(outcome).toMatchObject({ ok: false, error: { message: expect.stringContaining('"add"') } });
    expect(() => createModuleWorld({ file: '/x/tools.sh', functions: [], consent: true })).toThrow(RangeError);
  });

  if (!hasPython) it.skip('in Python: skipped, there is no python3 here', () => {});
});

/** A server that counts: JSON-RPC over lines, as MCP's stdio transport is. */
const MCP_SERVER = `
let calls = 0;
process.stdin.setEncoding('utf8');
let buffer = '';
process.stdin.on('data', (chunk) => {
  buffer += chunk;
  for (let end; (end = buffer.indexOf('\\n')) >= 0; buffer = buffer.slice(end + 1)) {
    const { id, method, params } = JSON.parse(buffer.slice(0, end));
    const reply = (result) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, result }) + '\\n');
    if (method === 'initialize') reply({ protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } });
    else if (method === 'tools/list') reply({ tools: [{ name: 'count', inputSchema: { type: 'object' } }] });
    else if (method === 'tools/call') {
      if (params.name === 'count') reply({ content: [{ type: 'text', text: JSON.stringify({ count: ++calls }) }] });
      else reply({ isError: true, content: [{ type: 'text', text: 'no tool ' + params.name }] });
    }
  }
});
`;

describe('an MCP server', () => {
  it('is called, and goes back to a state', async () => {
    const file = path.join(folder, 'server.cjs');
    writeFileSync(file, MCP_SERVER);
    const target = { kind: 'stdio', command: process.execPath, args: [file] } as const;
    const world = createMcpWorld({ target, functions: FUNCTIONS, consent: true });
    worlds.push(world);
    const first = await run(world, 'count');
    expect(first.outcome).toEqual(ok({ count: 1 }));
    expect((await run(world, 'count', {}, first.state)).outcome).toEqual(ok({ count: 2 }));
    expect((await run(world, 'count', {}, first.state)).outcome).toEqual(ok({ count: 2 }));
    expect((await run(world, 'add')).outcome).toMatchObject({
      ok: false,
      error: { code: 'tool_error', message: 'no tool add' },
    });
  });

  it('is called by the names that it lists, whether the namespace is a part of them or not', async () => {
    const file = path.join(folder, 'dotted.cjs');
    const list = "tools: [{ name: 'shop.count', inputSchema: {} }]";
    const dotted = MCP_SERVER.replace(/tools: \[.*\}\]/, list).replace("=== 'count'", "=== 'shop.count'");
    for (const text of [dotted, MCP_SERVER]) {
      writeFileSync(file, text);
      const target = { kind: 'stdio', command: process.execPath, args: [file] } as const;
      const functions = functionsOf('namespace shop { function count(): { count: integer }; }');
      const world = createMcpWorld({ target, functions, consent: true });
      worlds.push(world);
      expect((await run(world, 'shop.count')).outcome).toEqual(ok({ count: 1 }));
    }
  });

  it('that is not there is an error of the call', async () => {
    const target = { kind: 'stdio', command: path.join(folder, 'nothing'), args: [] } as const;
    const world = createMcpWorld({ target, functions: FUNCTIONS, consent: true });
    expect((await run(world, 'count')).outcome).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  });
});

const OPENAPI = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://pets.example.com' }],
  paths: {
    '/pets/{petId}': {
      get: {
        operationId: 'get_pet',
        parameters: [
          { name: 'petId', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'fields', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
          { name: 'X-Trace', in: 'header', schema: { type: 'string' } },
        ],
        responses: { 200: { description: 'ok' } },
      },
    },
    '/pets': {
      post: {
        operationId: 'add_pet',
        requestBody: {
          content: {
            'application/json': {
              schema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
            },
          },
        },
        responses: { 201: { description: 'ok' } },
      },
    },
  },
});

describe('operations of a web service', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });
  const catalog = buildCatalog([parseDocument('file:///pets.json', OPENAPI)]);

  async function service(status = 200, body: unknown = { fine: true }, headers = {}) {
    const seen: { method: string; url: string; body: string; trace: unknown; key: unknown }[] = [];
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      request.on('end', () => {
        seen.push({
          method: request.method ?? '',
          url: request.url ?? '',
          body: text,
          trace: request.headers['x-trace'],
          key: request.headers.authorization,
        });
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(JSON.stringify(body));
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
    return {
      seen,
      world: createHttpWorld({
        functions: catalog.entries,
        baseUrl,
        consent: true,
        headers: { authorization: 'Bearer k' },
      }),
    };
  }

  it('puts each argument where it belongs', async () => {
    const { seen, world } = await service();
    const got = await run(world, 'get_pet', { petId: 'a/b c', fields: ['x', 'y&z'], 'X-Trace': 't\r\nevil: 1' });
    expect(got.outcome).toEqual(ok({ fine: true }));
    await run(world, 'add_pet', { name: 'Rex' });
    expect(seen).toEqual([
      {
        method: 'GET',
        url: '/api/pets/a%2Fb%20c?fields=x&fields=y%26z',
        body: '',
        trace: 't evil: 1',
        key: 'Bearer k',
      },
      { method: 'POST', url: '/api/pets', body: '{"name":"Rex"}', trace: undefined, key: 'Bearer k' },
    ]);
  });

  it('turns refusals into errors, and does not follow redirects', async () => {
    const refused = await service(404, { message: 'no such pet' });
    expect((await run(refused.world, 'get_pet', { petId: '1' })).outcome).toMatchObject({
      ok: false,
      error: { code: '404', message: expect.stringContaining('no such pet') },
    });
    const moved = await service(302, {}, { location: 'http://127.0.0.1:9/' });
    expect((await run(moved.world, 'get_pet', { petId: '1' })).outcome).toMatchObject({
      ok: false,
      error: { code: '302' },
    });
  });

  it('refuses a path that climbs, and one that is not whole', async () => {
    const { seen, world } = await service();
    expect((await run(world, 'get_pet', { petId: '..' })).outcome.ok).toBe(false);
    expect((await run(world, 'get_pet', {})).outcome).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('petId') },
    });
    expect(seen).toEqual([]);
  });
});

describe('without consent', () => {
  it('no real world is made', () => {
    const no = { consent: false as never, functions: [] };
    expect(() => createModuleWorld({ ...no, file: '/x.mjs' })).toThrow(ConsentError);
    expect(() => createHttpWorld({ ...no, baseUrl: 'http://127.0.0.1' })).toThrow(ConsentError);
    expect(() => createMcpWorld({ ...no, target: { kind: 'http', url: 'http://127.0.0.1' } })).toThrow(ConsentError);
  });
});
