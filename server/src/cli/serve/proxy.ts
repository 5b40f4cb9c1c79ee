import path from 'node:path';
import { FolderTaken, type KeptProxy, startKeptProxy } from '../../endpoint/index.ts';
import { type CommandContext, UsageError } from '../command.ts';
import { fileError } from '../file-error.ts';

export interface ProxyCommand {
  readonly upstream: string;
  readonly port: number;
  readonly out?: string;
  readonly format: string;
}

/** Passes an agent's requests on to its model until it is interrupted; tells and keeps what went by. */
export async function serveProxy(command: ProxyCommand, context: CommandContext): Promise<void> {
  const { terminal, signal } = context;
  const proxy = await start(command, context);
  const { url, upstream, out, counts } = proxy;
  try {
    const folder = out === undefined ? {} : { out };
    terminal.result(command.format === 'json' ? JSON.stringify({ url, proxy: upstream, ...folder }) : url);
    terminal.message(`Passes on to ${upstream}. Clients send the key of that server. Ctrl+C stops it.`);
    await untilAborted(signal);
  } finally {
    await proxy.close();
  }
  const where = out === undefined ? 'nothing was kept (--out RUN keeps a run)' : `kept in ${out}`;
  terminal.message(`${counts.exchanges} exchanges, ${counts.calls} calls, ${counts.wrong} of them wrong; ${where}`);
}

export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function start({ upstream, port, out }: ProxyCommand, { cwd, terminal }: CommandContext): Promise<KeptProxy> {
  try {
    return await startKeptProxy({
      upstream,
      port,
      ...(out === undefined ? {} : { out: path.resolve(cwd, out) }),
      onExchange: ({ line }) => terminal.message(line),
      onTrouble: (line) => terminal.message(line),
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (error instanceof FolderTaken) throw new UsageError(`${why}. Name another folder with --out.`);
    if (error instanceof TypeError)
      throw new UsageError(
        `--proxy: "${upstream}" is no address of a server (${why}); expected something like http://127.0.0.1:8000/v1.`,
      );
    const mendable = fileError(error);
    throw mendable instanceof UsageError ? mendable : new UsageError(`cannot listen on port ${port}: ${why}.`);
  }
}
