import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { registerConvert } from '../../../server/src/cli/commands/convert.ts';

describe('magnet convert', () => {
  it('reads functions of a Python file, beside files of signatures', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'magnet-python-'));
    await writeFile(
      path.join(folder, 'tide.py'),
      'def tide(harbour: str, days: int = 1) -> dict:\n    """Says when the tide is high."""\n',
    );
    await writeFile(path.join(folder, 'moor.fsig'), '/** Moors a boat. */\nfunction moor(berth: integer): boolean;\n');
    const out: string[] = [];
    const program = new Command('magnet').exitOverride();
    registerConvert(program as unknown as Parameters<typeof registerConvert>[0], {
      cwd: folder,
      signal: new AbortController().signal,
      exit: () => {},
      terminal: { interactive: false, result: (text) => out.push(text), message: () => {}, progress: () => {} },
    });
    await program.parseAsync(['node', 'magnet', 'convert', 'tide.py', 'moor.fsig', '--to', 'mcp']);
    const { tools } = JSON.parse(out.join('\n')) as { tools: { name: string; inputSchema: { required: string[] } }[] };
    expect(tools.map(({ name, inputSchema }) => [name, inputSchema.required])).toEqual([
      ['tide', ['harbour']],
      ['moor', ['berth']],
    ]);
    await rm(folder, { recursive: true });
  });
});
