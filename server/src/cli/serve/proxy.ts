import path from 'node:path';
import {
  type CheckedExchange,
  type PassedExchange,
  type Placed,
  type RunningProxy,
  startProxy,
} from '../../endpoint/index.ts';
import { type CommandContext, UsageError } from '../command.ts';
import { type KeptRun, openKeptRun } from './kept-run.ts';

export interface ProxyCommand {
  readonly upstream: string;
  readonly port: number;
  readonly out?: string;
  readonly format: string;
}

/** Passes an agent's requests on to its model until it is interrupted; tells and keeps what went by. */
export async function serveProxy(
  { upstream, port, out, format }: ProxyCommand,
  context: CommandContext,
): Promise<void> {
  const { terminal, signal } = context;
  const counts = { exchanges: 0, calls: 0, wrong: 0 };
  let kept: KeptRun | undefined;
  const proxy = await start(upstream, port, (passed, checked, placed) => {
    counts.exchanges += 1;
    counts.calls += checked.calls.length;
    counts.wrong += checked.calls.filter((call) => call.faults.length > 0).length;
    terminal.message(lineOf(passed, checked, placed));
    if (kept === undefined) proxy.conversations.settle();
    else kept.add(keptLine(passed, checked, placed));
  });
  try {
    if (out !== undefined) {
      const records = () => ({ ended: proxy.conversations.settle(), open: proxy.conversations.open() });
      kept = await openKeptRun(path.resolve(context.cwd, out), records, (line) => terminal.message(line));
    }
    const folder = kept === undefined ? {} : { out: kept.folder };
    terminal.result(
      format === 'json' ? JSON.stringify({ url: proxy.url, proxy: proxy.upstream, ...folder }) : proxy.url,
    );
    terminal.message(`Passes on to ${proxy.upstream}. Clients send the key of that server. Ctrl+C stops it.`);
    await untilAborted(signal);
  } finally {
    await proxy.close();
    await kept?.close();
  }
  const where = kept === undefined ? 'nothing was kept (--out RUN keeps a run)' : `kept in ${kept.folder}`;
  terminal.message(`${counts.exchanges} exchanges, ${counts.calls} calls, ${counts.wrong} of them wrong; ${where}`);
}

export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function start(
  upstream: string,
  port: number,
  onExchange: (passed: PassedExchange, checked: CheckedExchange, placed: Placed | undefined) => void,
): Promise<RunningProxy> {
  try {
    return await startProxy({ upstream, port, onExchange });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      error instanceof TypeError
        ? `--proxy: "${upstream}" is no address of a server (${why}); expected something like http://127.0.0.1:8000/v1.`
        : `cannot listen on port ${port}: ${why}.`,
    );
  }
}

const ENDS: Readonly<Record<PassedExchange['end'], string>> = {
  whole: '',
  unreachable: '',
  'broken-off': ', the server broke off',
  'client-gone': ', the client went away',
};

/** `#3 proxy-0 200 812 ms: find_flights ok; book_flight: 'seats' is required`. */
function lineOf(passed: PassedExchange, checked: CheckedExchange, placed: Placed | undefined): string {
  const { number, method, path: at, status, end, milliseconds } = passed;
  const what = placed === undefined ? `${method} ${at.split('?')[0]}` : placed.id;
  const head = `#${number} ${what} ${status === 0 ? 'no answer' : status}${ENDS[end]} ${milliseconds} ms`;
  const calls = checked.calls.map(({ name, faults }) =>
    faults.length === 0 ? `${name} ok` : `${name}: ${faults.map((fault) => fault.text).join(', ')}`,
  );
  const found =
    checked.unchecked === undefined ? calls.join('; ') || 'words, no calls' : `not checked: ${checked.unchecked}`;
  const error = checked.error === undefined ? [] : [checked.error];
  return [`${head}: ${found}`, ...error, ...checked.notes].join(' | ');
}

function keptLine(passed: PassedExchange, checked: CheckedExchange, placed: Placed | undefined): object {
  const { conversation: _in, ...found } = checked;
  const { number, method, path: at, status, end, milliseconds } = passed;
  return {
    exchange: number,
    record: placed?.id ?? null,
    method,
    path: at.split('?')[0],
    status,
    end,
    milliseconds,
    ...found,
  };
}
