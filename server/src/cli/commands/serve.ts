import { startEndpoint } from '../../endpoint/index.ts';
import { type CommandContext, type RegisterCommand, UsageError } from '../command.ts';
import { oneOf, wholeNumber } from '../options.ts';

interface ServeOptions {
  readonly port: number;
  readonly format: string;
}

const HIGHEST_PORT = 65_535;

/** `magnet serve`: the local Magnet endpoint, until it is interrupted. */
export const registerServe: RegisterCommand = (program, context) => {
  program
    .command('serve')
    .description(
      'Serve an OpenAI-compatible endpoint on loopback, answered by the built-in baseline (no language model).',
    )
    .option('--port <number>', 'port to listen on, 0 for any', wholeNumber, 0)
    .option('--format <format>', 'text or json', oneOf('text', 'json'), 'text')
    .action((options: ServeOptions) => serve(options, context));
};

async function serve({ port, format }: ServeOptions, { terminal, signal }: CommandContext): Promise<void> {
  if (port > HIGHEST_PORT) throw new UsageError(`--port: ${port} is no port.`);
  const endpoint = await start(port, (line) => terminal.message(line));
  const { url, model } = endpoint;
  terminal.result(format === 'json' ? JSON.stringify({ url, model }) : url);
  terminal.message(`Answered by ${model}, which matches words and is no language model. Ctrl+C stops it.`);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await endpoint.close();
}

async function start(port: number, log: (line: string) => void) {
  try {
    return await startEndpoint({
      port,
      onRequest: ({ method, path, status, milliseconds }) => log(`${method} ${path} ${status} ${milliseconds} ms`),
    });
  } catch (error) {
    throw new UsageError(`cannot listen on port ${port}: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
