import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { UnreadableFile } from '../files/index.ts';
import { type CommandContext, EXIT, UsageError } from './command.ts';
import { commandsFor } from './commands.ts';
import { fileError } from './file-error.ts';
import { printable } from './gate.ts';
import { createTerminal } from './terminal.ts';
import { VERSION } from './version.ts';

async function main(argv: readonly string[]): Promise<void> {
  const interrupt = new AbortController();
  process.once('SIGINT', () => {
    interrupt.abort();
    process.once('SIGINT', () => process.exit(130));
  });
  // A reader that has seen enough (`magnet … | head`) ends the process; what it did not read is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  const terminal = createTerminal(process.stdout, process.stderr);
  const fail = (error: unknown) => {
    report(error, terminal.message);
    process.exit(EXIT.usage);
  };
  // Node would print what is thrown as it is, names of strangers included.
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  const context: CommandContext = {
    terminal,
    cwd: process.cwd(),
    signal: interrupt.signal,
    // The graver of two codes stays: findings in one file do not hide that another could not be read.
    exit: (code) => {
      process.exitCode = Math.max(Number(process.exitCode ?? EXIT.done), code);
    },
  };
  const program = new Command('magnet')
    .description('Tool signatures, their dependency graph, and verified training data made from them.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => process.stdout.write(printable(text)),
      writeErr: (text) => process.stderr.write(printable(text)),
    })
    .showHelpAfterError('(magnet help [command] lists the options)');
  for (const register of await commandsFor(argv.slice(2))) register(program, context);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = report(error, terminal.message);
  }
}

/** Words a failure for a person; only a defect of ours shows a stack. */
function report(thrown: unknown, message: (text: string) => void): number {
  const error = thrown instanceof UnreadableFile ? fileError(thrown) : thrown;
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof UsageError) for (const line of [error.message, ...error.details]) message(`magnet: ${line}`);
  else {
    message('magnet: unexpected failure');
    for (const line of failureLines(error)) message(line);
  }
  return EXIT.usage;
}

/** What was thrown on one line, for it may quote a stranger, and where. */
function failureLines(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const stack = error.stack ?? '';
  return [`${error.name}: ${error.message}`, ...stack.split('\n').filter((line) => /^ {4}at /.test(line))];
}

void main(process.argv);
