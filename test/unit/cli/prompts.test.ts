import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { registerPrompts } from '../../../server/src/cli/commands/prompts.ts';
import { promptHash } from '../../../server/src/teacher/index.ts';
import { startCommand } from './run.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-prompts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('magnet prompts writes the prompts, keeps what is edited, and says which version is in use', async () => {
  const written = await startCommand(registerPrompts, ['prompts', '--write'], folder).done;
  expect(written.code).toBe(0);
  const file = path.join(folder, 'magnet.prompts', 'query.md');
  expect(readFileSync(file, 'utf8')).toContain('Never name or spell a function');
  const same = await startCommand(registerPrompts, ['prompts'], folder).done;
  expect(same.out.join('')).toContain(`${promptHash()} (magnet.prompts)`);

  writeFileSync(file, 'Speak like a pirate.');
  const other = await startCommand(registerPrompts, ['prompts'], folder).done;
  expect(other.out.join('')).not.toContain(promptHash());
  await expect(startCommand(registerPrompts, ['prompts', '--write'], folder).done).rejects.toThrow(/--force replaces/);
  expect(readFileSync(file, 'utf8')).toBe('Speak like a pirate.');
  expect(existsSync(path.join(folder, 'magnet.prompts', 'act.md'))).toBe(true);
});
