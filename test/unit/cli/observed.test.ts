import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerDomain } from '../../../server/src/cli/commands/domain.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { startCommand } from './run.ts';

const KENNEL = `
/** Finds dogs of an owner. */
function find_dogs(owner: string);
/** Books a stay for a dog. */
function book_stay(tag: string, nights: integer);
`;
/** What functions answered in a run of a real world is read as their response. */
describe('magnet domain --observed', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'magnet-observed-'));
    writeFileSync(path.join(folder, 'kennel.fsig'), KENNEL);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (register: Parameters<typeof startCommand>[0], ...args: string[]) =>
    startCommand(register, args, folder).done;
  const domain = (...args: string[]) => run(registerDomain, 'domain', 'kennel.fsig', ...args);
  interface Printed {
    name: string;
    response: { from: string; schema: { properties?: object } };
    observed?: { sample: object; times: number };
  }
  const printed = (out: string[]) => (JSON.parse(out.join('')) as { functions: Printed[] }).functions;

  it('reads a run of a real world, and leaves out what a simulated one answered', async () => {
    await run(registerGenerate, ...'generate kennel.fsig --count 2 --out made-up'.split(' '));
    const simulated = await domain('--observed', 'made-up', '--format', 'json');
    expect(printed(simulated.out).map(({ response }) => response.from)).toEqual(['predicted', 'predicted']);
    expect(simulated.messages.join('')).toContain('made-up holds no answer of these functions from a real world');
    const records = readFileSync(path.join(folder, 'made-up/records.jsonl'), 'utf8');
    mkdirSync(path.join(folder, 'real'));
    writeFileSync(path.join(folder, 'real/records.jsonl'), records.replaceAll('"world":"simulated"', '"world":"mcp"'));
    const real = printed((await domain('--observed', 'real', '--format', 'json')).out);
    expect(real.filter(({ response }) => response.from === 'observed').length).toBeGreaterThan(0);
  });

  it('reads recorded answers, shows one, and writes them where --write says so', async () => {
    const lines = [
      { name: 'find_dogs', result: { dogs: [{ tag: 'T-1', owner: 'ana' }] } },
      { name: 'find_dogs', result: { error: 'too many' } },
      { name: 'no_such_function', result: { a: 1 } },
    ];
    writeFileSync(path.join(folder, 'seen.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
    const shown = await domain('--observed', 'seen.jsonl', '--write');
    expect(shown.out.join('\n')).toMatch(
      /find_dogs: list dog[^\n]*\n[^\n]*\n {2}gives dogs collection[^\n]*\(observed\)\n {2}seen \{"dogs":\[\{"tag":"T-1","owner":"ana"\}\]\} \(once, seen\.jsonl\)/,
    );
    const written = JSON.parse(readFileSync(path.join(folder, 'magnet.graph.json'), 'utf8'));
    expect(Object.keys(written.functions)).toEqual(['find_dogs']);
    expect(printed((await domain('--format', 'json')).out)[0]?.response.from).toBe('stated');
  });

  it('reads what an agent recorded elsewhere: messages whose answers are named by the call', async () => {
    mkdirSync(path.join(folder, 'agent'));
    const call = { id: 'c1', type: 'function', function: { name: 'book_stay', arguments: '{"tag":"T-1","nights":2}' } };
    const messages = [
      { role: 'user', content: 'Two nights for T-1.' },
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c1', content: '{"stay":"T-1/1","nights":2}' },
      { role: 'assistant', content: 'Done.' },
    ];
    writeFileSync(path.join(folder, 'agent/records.jsonl'), `${JSON.stringify({ messages })}\n`);
    const { out } = await domain('--observed', 'agent', '--format', 'json');
    expect(printed(out)[1]).toMatchObject({ response: { from: 'observed' }, observed: { times: 1 } });
  });

  it('refuses what is not there, and two sources at once', async () => {
    await expect(domain('--observed', 'nowhere')).rejects.toThrow('nowhere is no run and no file of recorded answers');
    await expect(domain('--write')).rejects.toThrow('--write goes with --teacher or --observed');
  });
});
