import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { registerConvert } from '../../../server/src/cli/commands/convert.ts';
import { registerExport } from '../../../server/src/cli/commands/export.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerGraph } from '../../../server/src/cli/commands/graph.ts';
import { registerImportData } from '../../../server/src/cli/commands/import-data.ts';
import { registerStats } from '../../../server/src/cli/commands/stats.ts';
import { openLineFile, writeOwnText } from '../../../server/src/files/index.ts';
import { openLedger } from '../../../server/src/openai-wire/index.ts';
import { runCommand } from '../cli/run.ts';

const CATALOG = `/** Finds a boat. */
function find_boat(name: string): { boat_id: string };
/** Lends a boat to a guest. */
function lend_boat(boat_id: string, guest: string): { loan_id: string };
`;
/** What a person keeps elsewhere, with a last line that does not end, as half a line of ours. */
const MINE = 'export PATH=/usr/bin\nexport LANG=C';

let folder: string;
let mine: string;
const at = (...names: string[]) => path.join(folder, ...names);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-own-'));
  mine = at('elsewhere', 'profile');
  mkdirSync(path.dirname(mine));
  writeFileSync(mine, MINE);
  writeFileSync(at('boats.fsig'), CATALOG);
});

describe.skipIf(process.platform === 'win32')('a folder that a stranger filled with links of our names', () => {
  it('a file of lines and a ledger neither write through one nor cut what it leads to', async () => {
    symlinkSync(mine, at('spent.jsonl'));
    const lines = openLineFile(at('spent.jsonl'));
    await expect(lines.append('{}\n')).rejects.toThrow('is a link, and nothing is written through it');
    await expect(lines.truncate(3)).rejects.toThrow('is a link');
    await expect(openLedger(at('spent.jsonl'))).rejects.toThrow('is a link');
    expect(readFileSync(mine, 'utf8')).toBe(MINE);
  });

  it('a text is not written through one, nor to a file that is not there yet', async () => {
    symlinkSync(mine, at('magnet.graph.json'));
    symlinkSync(at('elsewhere', 'new'), at('magnet.config.jsonc'));
    for (const name of ['magnet.graph.json', 'magnet.config.jsonc'])
      await expect(writeOwnText(at(name), 'ours')).rejects.toThrow('is a link');
    expect(readFileSync(mine, 'utf8')).toBe(MINE);
    expect(existsSync(at('elsewhere', 'new'))).toBe(false);
  });

  it.each([
    ['generate', 'records.jsonl', [registerGenerate, 'generate', 'boats.fsig', '--count', '2', '--out', 'run']],
    [
      'generate again',
      'records.jsonl',
      [registerGenerate, 'generate', 'boats.fsig', '--count', '2', '--out', 'run', '--force'],
    ],
    ['import-data', 'records.jsonl', [registerImportData, 'import-data', 'rows.jsonl', '--out', 'run', '--force']],
  ] as const)('%s leaves what run/%s leads to as it was', async (_what, name, [register, ...args]) => {
    mkdirSync(at('run'));
    writeFileSync(at('rows.jsonl'), `${JSON.stringify({ messages: [{ role: 'user', content: 'Hi.' }] })}\n`);
    symlinkSync(mine, at('run', name));
    await runCommand(register, ...args.map((arg) => (arg === 'run' || arg.includes('.') ? at(arg) : arg))).catch(
      (error: Error) => error,
    );
    expect(readFileSync(mine, 'utf8')).toBe(MINE);
  });

  it('a file that a person names is written where its link leads', async () => {
    symlinkSync(mine, at('tools.json'));
    await runCommand(registerConvert, 'convert', at('boats.fsig'), '--to', 'mcp', '--out', at('tools.json'), '--force');
    expect(lstatSync(at('tools.json')).isSymbolicLink()).toBe(true);
    expect(readFileSync(mine, 'utf8')).toContain('find_boat');
  });

  it('a pipe that nobody reads is said, not waited for', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    await runCommand(registerGenerate, 'generate', at('boats.fsig'), '--count', '1', '--out', at('run'));
    for (const [register, ...args] of [
      [registerConvert, 'convert', at('boats.fsig'), '--to', 'mcp'],
      [registerGraph, 'graph', at('boats.fsig'), '--format', 'dot'],
      [registerStats, 'stats', at('run')],
      [registerExport, 'export', at('run'), '--as', 'trl-sft'],
    ] as const)
      await expect(runCommand(register, ...args, '--out', at('pipe'), '--force')).rejects.toThrow(
        'is a pipe that nobody reads',
      );
  });
});
