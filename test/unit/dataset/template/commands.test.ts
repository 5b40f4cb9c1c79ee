import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../../server/src/cli/command.ts';
import { registerExport } from '../../../../server/src/cli/commands/export.ts';
import { registerMask } from '../../../../server/src/cli/commands/mask.ts';
import { ONE_BY_ONE, PARALLEL, recordOf } from './records.ts';
import { HERMES, MARKED, ONE_CALL } from './templates.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-mask-'));
  const records = [recordOf(ONE_BY_ONE, { index: 0, id: 'a' }), recordOf(PARALLEL, { index: 1, id: 'b' })];
  await writeFile(path.join(folder, 'run.jsonl'), records.map((record) => JSON.stringify(record)).join('\n'));
  await writeFile(path.join(folder, 'hermes.jinja'), HERMES);
  await writeFile(path.join(folder, 'one.jinja'), ONE_CALL);
  await mkdir(path.join(folder, 'model'));
  await writeFile(path.join(folder, 'model', 'tokenizer_config.json'), JSON.stringify({ chat_template: MARKED }));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

async function magnet(...argv: string[]) {
  const out: string[] = [];
  let code = 0;
  const context: CommandContext = {
    cwd: folder,
    signal: new AbortController().signal,
    exit: (value) => {
      code = value;
    },
    terminal: { interactive: false, result: (text) => out.push(text), message: () => {}, progress: () => {} },
  };
  const program = new Command('magnet').exitOverride().configureOutput({ writeErr: () => {} });
  const host = program as unknown as Parameters<typeof registerMask>[0];
  registerMask(host, context);
  registerExport(host, context);
  await program.parseAsync(['node', 'magnet', ...argv]);
  return { out: out.join('\n'), code };
}

describe('magnet mask', () => {
  it('shows what is learnt', async () => {
    const { out, code } = await magnet('mask', 'run.jsonl', '--template', 'hermes.jinja', '--record', '1');
    expect(code).toBe(0);
    expect(out).toContain('record 1, chosen');
    expect(out).toContain('<|im_start|>assistant\n⟦It is open; the meter says 1840.<|im_end|>⟧\n');
  });

  it('gives spans as JSON, by the marks of a template in the folder of a tokenizer', async () => {
    const { out } = await magnet('mask', 'run.jsonl', '--tokenizer', 'model', '--format', 'json');
    const { rows } = JSON.parse(out) as { rows: { by: string; text: string; spans: { end: number }[] }[] };
    expect(rows.map(({ by }) => by)).toEqual(['generation', 'generation']);
    for (const { text, spans } of rows) expect(spans.at(-1)?.end).toBe(text.length);
  });

  it('names a row that the template refuses, and fails', async () => {
    const { out, code } = await magnet('mask', 'run.jsonl', '--template', 'one.jinja', '--record', '1');
    expect([code, out]).toEqual([1, expect.stringContaining('One call at a time, please.')]);
  });

  it('wants a template that is there, and one alone', async () => {
    await expect(magnet('mask', 'run.jsonl')).rejects.toThrow(/--template/);
    await expect(magnet('mask', 'run.jsonl', '--template', 'none.jinja')).rejects.toThrow(/no such file/);
    await expect(magnet('mask', 'run.jsonl', '--template', 'one.jinja', '--tokenizer', 'model')).rejects.toThrow();
    await expect(magnet('mask', 'run.jsonl', '--tokenizer', 'elsewhere')).rejects.toThrow(/no chat template/);
  });
});

describe('magnet export --template', () => {
  const exported = (...more: string[]) =>
    magnet('export', 'run.jsonl', '--as', 'trl-sft', '--out', 'rows.jsonl', '--format', 'json', ...more);

  it('names the rows that fail and leaves them out', async () => {
    const { out, code } = await exported('--template', 'one.jinja');
    const report = JSON.parse(out) as { rows: number; losses: { index: number; level: string }[] };
    expect([code, report.rows]).toEqual([1, 1]);
    expect(report.losses.filter(({ level }) => level === 'dropped').map(({ index }) => index)).toEqual([1]);
  });

  it('says how much is learnt, and the switch mends what the template refuses', async () => {
    const { out, code } = await exported('--template', 'one.jinja', '--parallel-results', 'sequence');
    expect([code, JSON.parse(out)]).toMatchObject([0, { rows: 2, template: { rendered: 2, by: 'prefix' } }]);
    const { learnt, characters } = (JSON.parse(out) as { template: { learnt: number; characters: number } }).template;
    expect(learnt).toBeGreaterThan(0);
    expect(learnt).toBeLessThan(characters);
    expect((await readFile(path.join(folder, 'rows.trl.yaml'), 'utf8')).split('\n')[0]).toBe(
      '# trl sft --config rows.trl.yaml',
    );
  });

  it('refuses a template for rows that none reads, and rendered rows without one', async () => {
    await expect(
      magnet('export', 'run.jsonl', '--as', 'openai-sft', '--out', 'x', '--template', 'one.jinja'),
    ).rejects.toThrow(/leave --template/);
    await expect(magnet('export', 'run.jsonl', '--as', 'axolotl-dpo', '--out', 'x')).rejects.toThrow(/--template/);
  });
});
