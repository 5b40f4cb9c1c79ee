import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerDomain } from '../../../server/src/cli/commands/domain.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerStale } from '../../../server/src/cli/commands/stale.ts';
import { registerVerify } from '../../../server/src/cli/commands/verify.ts';
import { startCommand } from './run.ts';

const DESK = `
/** Opens a slip for a guest. */
function open_slip(guest: string): { slip_id: string; guest: string };
/** Reads a slip. */
function read_slip(slip_id: string): { slip_id: string; guest: string; state: "open" | "gone" };
/** Lets a slip go. */
function zap(slip_id: string): { done: boolean };
`;
const STATED = { functions: { zap: { operation: 'act', entity: 'Slip', movesTo: 'gone' } } };

/** What a curation file beside the signatures states holds for every command, as if it stood in the signatures. */
describe('commands beside a curation file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'magnet-stated-'));
    writeFileSync(path.join(folder, 'desk.fsig'), DESK);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const curate = (stated: object) =>
    writeFileSync(path.join(folder, 'magnet.graph.json'), JSON.stringify({ version: 1, edges: [], ...stated }));
  const run = (register: Parameters<typeof startCommand>[0], ...args: string[]) =>
    startCommand(register, args, folder).done;
  const reading = async () => {
    const { out } = await run(registerDomain, 'domain', 'desk.fsig', '--format', 'json');
    const { functions } = JSON.parse(out.join('')) as { functions: { name: string; movesTo?: string }[] };
    return functions.find(({ name }) => name === 'zap');
  };

  it('read what it says of a function, and simulate it', async () => {
    expect((await reading())?.movesTo).not.toBe('gone');
    curate(STATED);
    expect(await reading()).toMatchObject({ operation: 'act', entity: 'slip', movesTo: 'gone', confidence: 1 });
    const { out } = await run(registerDomain, 'domain', 'desk.fsig', '--plans');
    expect(out.join('\n')).toMatch(/zap\n(?: .*\n)*?.*gone/);
  });

  it('name what it says of functions that are not there', async () => {
    curate({ functions: { zip: { operation: 'get' } } });
    const { messages, code } = await run(registerDomain, 'domain', 'desk.fsig');
    expect([messages.join('\n'), code]).toEqual([expect.stringContaining('There is no function zip.'), 1]);
  });

  it('generate, verify and find stale by one reading', async () => {
    curate(STATED);
    const made = await run(registerGenerate, 'generate', 'desk.fsig', '--count', '4', '--seed', '1', '--out', 'run');
    expect(made.code).toBe(0);
    expect((await run(registerVerify, 'verify', 'run', 'desk.fsig')).code).toBe(0);
    expect((await run(registerStale, 'stale', 'run', 'desk.fsig')).code).toBe(0);
    curate({ functions: { zap: { operation: 'delete', entity: 'Slip' } } });
    const { out, code } = await run(registerStale, 'stale', 'run', 'desk.fsig', '--format', 'json');
    const { stale } = JSON.parse(out.join('')) as { stale: { why: string }[] };
    expect(code).toBe(1);
    expect(stale.map(({ why }) => why).join()).toContain('zap');
  });
});
