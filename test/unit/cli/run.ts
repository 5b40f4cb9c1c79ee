import path from 'node:path';
import { Command } from 'commander';
import { EXIT, type RegisterCommand } from '../../../server/src/cli/command.ts';

export interface Ran {
  readonly out: string[];
  readonly messages: string[];
  readonly code: number;
}

export const ROOT = path.resolve(import.meta.dirname, '../../..');

/** A command running in this process: its output so far, and a way to interrupt it. */
export function startCommand(register: RegisterCommand, args: readonly string[], cwd = ROOT) {
  const out: string[] = [];
  const messages: string[] = [];
  let code: number = EXIT.done;
  const interrupt = new AbortController();
  const program = new Command()
    .exitOverride()
    .configureOutput({ writeErr: (text) => messages.push(text), writeOut: (text) => out.push(text) });
  // The workspace root and the server may each have a commander of their own.
  register(program as unknown as Parameters<RegisterCommand>[0], {
    cwd,
    signal: interrupt.signal,
    exit: (value) => {
      code = Math.max(code, value);
    },
    terminal: {
      interactive: false,
      result: (text) => out.push(text),
      message: (text) => messages.push(text),
      progress: () => {},
    },
  });
  for (const command of program.commands)
    command.exitOverride().configureOutput({ writeErr: (text) => messages.push(text) });
  const done = program.parseAsync(['node', 'magnet', ...args]).then((): Ran => ({ out, messages, code }));
  return { out, messages, interrupt: () => interrupt.abort(), done };
}

/** Runs a command to its end. @throws what the command throws. */
export function runCommand(register: RegisterCommand, ...args: string[]): Promise<Ran> {
  return startCommand(register, args).done;
}
