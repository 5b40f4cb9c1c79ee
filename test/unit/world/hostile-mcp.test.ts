import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMcpWorld, type World } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

/** JSON-RPC over lines; each tool does what its name says. */
const SERVER = `
const send = (message) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\\n');
const text = (id, text) => send({ id, result: { content: [{ type: 'text', text }] } });
const ACTS = {
  answers: (id) => text(id, 'here'),
  floods: (id) => text(id, 'x'.repeat(9_000_000)),
  chatters: (id) => {
    for (let at = 0; at < 5_000; at++) send({ method: 'notifications/message', params: { level: 'info', data: 'x'.repeat(200) } });
    text(id, 'after all that');
  },
  hangs: () => {},
  dies: () => process.exit(3),
  answers_another: (id) => text(id + 1000, 'for somebody else'),
  speaks_no_json: (id) => { process.stdout.write('{not json\\n'); text(id, 'here again'); },
  answers_nothing: (id) => send({ id, result: {} }),
};
process.stdin.setEncoding('utf8');
let buffer = '';
process.stdin.on('data', (chunk) => {
  buffer += chunk;
  for (let end; (end = buffer.indexOf('\\n')) >= 0; buffer = buffer.slice(end + 1)) {
    const { id, method, params } = JSON.parse(buffer.slice(0, end));
    if (method === 'initialize') send({ id, result: { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } } });
    else if (method === 'tools/call') ACTS[params.name](id);
  }
});
`;
const FUNCTIONS = functionsOf(
  'answers floods chatters hangs dies answers_another speaks_no_json answers_nothing'
    .split(' ')
    .map((name) => `function ${name}(): object;`)
    .join('\n'),
);

let folder = '';
const worlds: World[] = [];
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-hostile-mcp-'));
  writeFileSync(path.join(folder, 'server.cjs'), SERVER);
});
afterEach(() => Promise.all(worlds.splice(0).map((world) => world.close())));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function hostile(timeoutMs: number): World {
  const target = { kind: 'stdio', command: process.execPath, args: [path.join(folder, 'server.cjs')] } as const;
  const world = createMcpWorld({ target, functions: FUNCTIONS, consent: true, timeoutMs });
  worlds.push(world);
  return world;
}

const call = async (world: World, name: string) =>
  (await world.execute({ function: name, arguments: {} }, await world.start('1'))).outcome;

describe('an MCP server that', () => {
  // Of the limits below, those that must run out are short, and those that must not are long.
  it.each([
    ['floods', { ok: false, error: { code: 'too_large' } }, 60_000],
    ['chatters', { ok: true, output: 'after all that' }, 60_000],
    ['speaks_no_json', { ok: true, output: 'here again' }, 60_000],
    ['answers_nothing', { ok: true }, 60_000],
    ['hangs', { ok: false }, 4_000],
    ['answers_another', { ok: false }, 4_000],
    ['dies', { ok: false }, 60_000],
  ])(
    '%s costs one call, and the next is answered',
    async (name, outcome, timeoutMs) => {
      const world = hostile(timeoutMs);
      expect(await call(world, name)).toMatchObject(outcome);
      expect(await call(world, 'answers')).toEqual({ ok: true, output: 'here' });
    },
    90_000,
  );
});
