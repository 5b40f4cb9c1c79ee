import { openMock, serveMockHttp, serveMockStdio } from '../../world/index.ts';
import { type CommandContext, type RegisterCommand, UsageError } from '../command.ts';
import { loadStated } from '../curation.ts';
import { oneOf, wholeNumber } from '../options.ts';
import { VERSION } from '../version.ts';

interface MockCommandOptions {
  readonly stdio: boolean;
  readonly port?: number;
  readonly seed: string;
  readonly resetTool: boolean;
  readonly format: 'text' | 'json';
}

const HIGHEST_PORT = 65_535;

/** `magnet mock FILES…`: the simulated world of signatures as an MCP server, until it is closed or interrupted. */
export const registerMock: RegisterCommand = (program, context) => {
  program
    .command('mock')
    .description('Serve tools that do not exist yet as an MCP server: every call is answered by the simulated world.')
    .argument('<files...>', 'signature files, folders or globs')
    .option('--stdio', 'speak on standard input and output (the default)', false)
    .option('--port <number>', 'speak streamable HTTP on this port of loopback, 0 for any', wholeNumber)
    .option('--seed <text>', 'the same seed and calls give the same answers', '0')
    .option('--reset-tool', 'offer one more tool, which puts the world back to its start', false)
    .option('--format <format>', 'how the address is printed with --port: text or json', oneOf('text', 'json'), 'text')
    .action((files: string[], options: MockCommandOptions) => serve(files, options, context));
};

async function serve(files: string[], options: MockCommandOptions, context: CommandContext): Promise<void> {
  const { port, stdio, seed, resetTool } = options;
  if (stdio && port !== undefined) throw new UsageError('--stdio and --port: choose one.');
  if (port !== undefined && port > HIGHEST_PORT) throw new UsageError(`--port: ${port} is no port.`);
  const { catalog } = await loadStated(files, context);
  const mock = await openMock({ functions: catalog.entries, seed, resetTool, version: VERSION });
  const { terminal, signal } = context;
  const left = catalog.entries.length + (resetTool ? 1 : 0) - mock.tools.length;
  if (left > 0) terminal.message(`${left} functions have a name that another has already; they are not served.`);
  if (port === undefined) {
    terminal.message(`${mock.tools.length} tools on standard input and output; nothing they do is real.`);
    await serveMockStdio(mock, signal);
    return;
  }
  const server = await serveMockHttp(mock, port).catch((error: unknown) => {
    throw new UsageError(`cannot listen on port ${port}: ${error instanceof Error ? error.message : String(error)}.`);
  });
  terminal.result(options.format === 'json' ? JSON.stringify({ url: server.url }) : server.url);
  terminal.message(`${mock.tools.length} tools; nothing they do is real. Ctrl+C stops it.`);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.close();
}
