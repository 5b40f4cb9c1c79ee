import { afterEach, describe, expect, it } from 'vitest';
import { registerServe } from '../../../server/src/cli/commands/serve.ts';
import { runCommand, startCommand } from './run.ts';

const TINY = 'test/unit/nano/fixtures/tiny';

const running: ReturnType<typeof startCommand>[] = [];
afterEach(async () => {
  for (const command of running.splice(0)) {
    command.interrupt();
    await command.done;
  }
});

async function modelOf(...args: string[]) {
  const command = startCommand(registerServe, ['serve', '--format', 'json', ...args]);
  running.push(command);
  await expect.poll(() => command.out.length).toBeGreaterThan(0);
  return (JSON.parse(command.out[0] ?? '') as { model: string }).model;
}

describe('magnet serve --policy', () => {
  it('is answered by a model of a folder, or by the baseline', async () => {
    expect(await modelOf('--policy', `nano:${TINY}`)).toBe('magnet-nano');
    expect(await modelOf('--policy', 'baseline')).toBe('magnet-baseline');
  });

  it.each([
    [
      'a folder without a model',
      ['--policy', 'nano:test/unit/nano'],
      /config\.json cannot be read: there is no such file/,
    ],
    ['another word', ['--policy', 'clever'], /clever is neither baseline nor nano:FOLDER/],
    ['a run beside it', ['--policy', 'baseline', '--replay', 'run'], /--replay and --policy do not go together/],
  ])('refuses %s', async (_, args, message) => {
    await expect(runCommand(registerServe, 'serve', ...args)).rejects.toThrow(message);
  });
});
