import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerDomain } from '../../../server/src/cli/commands/domain.ts';
import { type Answer, startTestServer, type TestServer } from '../teacher/chat-server.ts';
import { startCommand } from './run.ts';

const DESK = `
/** Handles the thing. */
function zap(slip_id: string);
/** Reads a slip. */
function read_slip(slip_id: string): { slip_id: string };
/** @creates Slip */
function open_slip(guest: string);
`;
const RESPONSE = {
  type: 'object',
  properties: { slip_id: { type: 'string' }, guest: { type: 'string' } },
  required: ['slip_id'],
};
const READ = {
  zap: { operation: 'update', entity: 'Voucher', writes: true, movesTo: 'Gone', response: RESPONSE },
  read_slip: { operation: 'get', entity: 'slip', writes: true, response: RESPONSE },
};

describe('magnet domain --teacher', () => {
  let at = '';
  let server: TestServer | undefined;
  beforeEach(() => {
    at = mkdtempSync(path.join(tmpdir(), 'magnet-domain-'));
    writeFileSync(path.join(at, 'desk.fsig'), DESK);
  });
  afterEach(async () => {
    await server?.close();
    server = undefined;
    rmSync(at, { recursive: true, force: true });
  });

  const domain = (...args: string[]) => startCommand(registerDomain, ['domain', 'desk.fsig', ...args], at).done;
  const ask = async (said: object, ...args: string[]) => {
    server = await startTestServer(() => chat(JSON.stringify(said)));
    const url = `${server.url}/v1`;
    return domain('--teacher', 'openai', '--base-url', url, '--model', 'm', '--price', '0/0', ...args);
  };
  const curation = () => JSON.parse(readFileSync(path.join(at, 'magnet.graph.json'), 'utf8'));

  it('shows what it reads otherwise, of functions whose author says nothing, and writes nothing', async () => {
    const { out } = await ask(READ, '--format', 'json');
    const report = JSON.parse(out.join(''));
    expect(report).toMatchObject({ functions: 2, costUsd: 0, without: {} });
    expect(report.proposals).toMatchObject([
      { name: 'zap', proposed: { operation: 'update', entity: 'voucher', movesTo: 'gone', response: RESPONSE } },
    ]);
    expect(report.refused).toEqual([{ name: 'read_slip', reason: '"writes": true does not go with get' }]);
    expect(() => curation()).toThrow();
    expect(server?.seen).toHaveLength(1);
    expect(JSON.stringify(server?.seen[0]?.body)).not.toContain('open_slip');
  });

  it('shows it as lines to take out and put in', async () => {
    const text = (await ask(READ)).out.join('\n');
    expect(text).toMatch(/^zap\n- \w+.*\(0\.\d+\)\n\+ update voucher, now gone, writes\n\+ answers /);
    expect(text).toContain('2 functions asked about, 1 read otherwise; $0.0000 spent');
  });

  it('--write accepts it into the curation file, and the domain is read so from then on', async () => {
    const before =
      '{\n  // mine\n  "version": 1,\n  "edges": [],\n  "functions": { "zap": { "entity": "Voucher" } }\n}\n';
    writeFileSync(path.join(at, 'magnet.graph.json'), before);
    // What an author states already is not asked about.
    expect(JSON.parse((await ask(READ, '--write', '--format', 'json')).out.join('')).functions).toBe(1);
    expect(readFileSync(path.join(at, 'magnet.graph.json'), 'utf8')).toBe(before);
    rmSync(path.join(at, 'magnet.graph.json'));
    await server?.close();
    await ask(READ, '--write');
    expect(curation().functions).toEqual({
      zap: { operation: 'update', entity: 'voucher', movesTo: 'gone', response: RESPONSE },
    });
    const { functions } = JSON.parse((await domain('--format', 'json')).out.join(''));
    expect(functions[0]).toMatchObject({ operation: 'update', entity: 'voucher', response: { from: 'stated' } });
  });

  it('says which functions got no answer, and asks nobody without a budget', async () => {
    const { out, code } = await ask({ zap: READ.zap }, '--format', 'json');
    expect(JSON.parse(out.join('')).without).toEqual({ read_slip: 'the answer does not name it' });
    expect(code).toBe(1);
    const seen = server?.seen.length;
    const url = `${server?.url}/v1`;
    await expect(domain('--teacher', 'openai', '--base-url', url, '--model', 'other')).rejects.toThrow(/budget/i);
    expect(server?.seen.length).toBe(seen);
    await expect(domain('--write')).rejects.toThrow('--write goes with --teacher');
  });
});

function chat(content: string): Answer {
  return {
    body: {
      id: '1',
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 },
    },
  };
}
