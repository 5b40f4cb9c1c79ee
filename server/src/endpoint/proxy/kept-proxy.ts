import type { Placed } from './conversations.ts';
import { type KeptRun, openKeptRun } from './kept-run.ts';
import { startProxy } from './start.ts';
import { troubleOf } from './trouble.ts';
import type { CheckedExchange, PassedExchange } from './types.ts';

export interface KeptProxyOptions {
  readonly upstream: string;
  readonly port?: number;
  /** A new folder that keeps the conversations as records; absent: nothing is kept. */
  readonly out?: string;
  /** Told of each exchange once it is over. */
  readonly onExchange: (told: ToldExchange) => void;
  /** What could not be written, in words. */
  readonly onTrouble: (line: string) => void;
}

/** One exchange, as it is told. */
export interface ToldExchange {
  readonly number: number;
  /** Record that it is in; absent where it is in none. */
  readonly record?: string;
  readonly calls: number;
  readonly wrong: number;
  /** Why it became no conversation although one was to be expected. */
  readonly trouble?: string;
  /** All of it in one line. */
  readonly line: string;
}

export interface ProxyCounts {
  readonly exchanges: number;
  readonly calls: number;
  readonly wrong: number;
}

/** A running proxy with its run. */
export interface KeptProxy {
  readonly url: string;
  readonly upstream: string;
  readonly out: string | undefined;
  readonly counts: ProxyCounts;
  close(): Promise<void>;
}

/**
 * Starts a proxy that tells each exchange and keeps the conversations.
 * @throws as `startProxy`; FolderTaken and errors of the file system for `out`
 */
export async function startKeptProxy(options: KeptProxyOptions): Promise<KeptProxy> {
  const { out, onExchange, onTrouble } = options;
  const counts = { exchanges: 0, calls: 0, wrong: 0 };
  let kept: KeptRun | undefined;
  const proxy = await startProxy({
    upstream: options.upstream,
    ...(options.port === undefined ? {} : { port: options.port }),
    onExchange: (passed, checked, placed) => {
      const wrong = checked.calls.filter((call) => call.faults.length > 0).length;
      counts.exchanges += 1;
      counts.calls += checked.calls.length;
      counts.wrong += wrong;
      if (kept === undefined) proxy.conversations.settle();
      else kept.add(keptLine(passed, checked, placed));
      const trouble = troubleOf(passed, checked, placed);
      onExchange({
        number: passed.number,
        ...(placed === undefined ? {} : { record: placed.id }),
        calls: checked.calls.length,
        wrong,
        ...(trouble === undefined ? {} : { trouble }),
        line: lineOf(passed, checked, placed),
      });
    },
  });
  try {
    if (out !== undefined) {
      const records = () => ({ ended: proxy.conversations.settle(), open: proxy.conversations.open() });
      kept = await openKeptRun(out, records, onTrouble);
    }
  } catch (error) {
    await proxy.close();
    throw error;
  }
  return {
    url: proxy.url,
    upstream: proxy.upstream,
    out: kept?.folder,
    counts,
    close: async () => {
      await proxy.close();
      await kept?.close();
    },
  };
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
