import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { UnreadableFile } from '../files/index.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from './command.ts';
import { registerCall } from './commands/call.ts';
import { registerCheck } from './commands/check.ts';
import { registerCheckData } from './commands/check-data.ts';
import { registerConvert } from './commands/convert.ts';
import { registerDescribe } from './commands/describe.ts';
import { registerDomain } from './commands/domain.ts';
import { registerEval } from './commands/eval.ts';
import { registerExport } from './commands/export.ts';
import { registerGenerate } from './commands/generate.ts';
import { registerGraph } from './commands/graph.ts';
import { registerImport } from './commands/import.ts';
import { registerImportData } from './commands/import-data.ts';
import { registerLsp } from './commands/lsp.ts';
import { registerMask } from './commands/mask.ts';
import { registerMock } from './commands/mock.ts';
import { registerPaths } from './commands/paths.ts';
import { registerPhrase } from './commands/phrase.ts';
import { registerPrompts } from './commands/prompts.ts';
import { registerScore } from './commands/score.ts';
import { registerServe } from './commands/serve.ts';
import { registerShare } from './commands/share.ts';
import { registerStale } from './commands/stale.ts';
import { registerStats } from './commands/stats.ts';
import { registerTest } from './commands/test.ts';
import { registerTrain } from './commands/train.ts';
import { registerVerify } from './commands/verify.ts';
import { registerWorker } from './commands/worker.ts';
import { fileError } from './file-error.ts';
import { printable } from './gate.ts';
import { createTerminal } from './terminal.ts';
import { VERSION } from './version.ts';

const COMMANDS: readonly RegisterCommand[] = [
  registerCheck,
  registerCheckData,
  registerConvert,
  registerDescribe,
  registerDomain,
  registerExport,
  registerMask,
  registerTrain,
  registerGenerate,
  registerGraph,
  registerImport,
  registerImportData,
  registerPaths,
  registerPhrase,
  registerPrompts,
  registerServe,
  registerMock,
  registerShare,
  registerStale,
  registerStats,
  registerVerify,
  registerWorker,
  registerTest,
  registerScore,
  registerEval,
  registerCall,
  registerLsp,
];

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
  for (const register of COMMANDS) register(program, context);
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
    for (const line of String(error instanceof Error ? (error.stack ?? error.message) : error).split('\n'))
      message(line);
  }
  return EXIT.usage;
}

void main(process.argv);
