import { Command } from 'commander';
import { expect, test } from 'vitest';
import type { CommandContext, RegisterCommand } from '../../../server/src/cli/command.ts';
import { commandsFor } from '../../../server/src/cli/commands.ts';

const context: CommandContext = {
  terminal: { result() {}, message() {}, progress() {} } as unknown as CommandContext['terminal'],
  cwd: '/',
  signal: new AbortController().signal,
  exit() {},
};

async function namesFor(...words: string[]): Promise<string[]> {
  const program = new Command('magnet');
  // The workspace root and the server may each have a commander of their own.
  const forServer = program as unknown as Parameters<RegisterCommand>[0];
  for (const register of await commandsFor(words)) register(forServer, context);
  return program.commands.map((command) => command.name());
}

test('words that name no command get all of them, for the help', async () => {
  const all = await namesFor('--help');
  expect(all).toContain('check');
  expect(new Set(all).size).toBe(all.length);
  expect(await namesFor()).toEqual(all);
  expect(await namesFor('chekc', 'tools.json')).toEqual(all);
  expect(await namesFor('help', 'generate')).toEqual(all);
});

test('each command is read alone under its own name', async () => {
  for (const name of await namesFor()) expect(await namesFor('--no-such', name, 'check')).toEqual([name]);
});

test('the version needs none, and a name that every object has is no command', async () => {
  expect(await namesFor('--version')).toEqual([]);
  expect((await namesFor('constructor')).length).toBeGreaterThan(20);
});
