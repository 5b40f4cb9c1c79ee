import { BatchedAppends, openLineFile } from '../../files/index.ts';

/** What a run has spent, kept beside it, so that a command that is repeated or resumed knows of it. */
export interface Ledger {
  /** US dollars of everything written so far; a request whose end is not known counts with the most it could cost. */
  readonly spent: number;
  /**
   * Written before the request goes out, for a process can be killed in between. Where it waits for others, the signal ends that.
   * @returns writes what it really cost
   */
  reserve(most: number, signal?: AbortSignal): Promise<(cost: number) => Promise<void>>;
  close(): Promise<void>;
}

interface LedgerLine {
  readonly id: string;
  /** Before a request: the most it can cost. After it: what it did cost. */
  readonly most?: number;
  readonly cost?: number;
}

/** Opens the append-only file of a run's expenses. Lines that cannot be read are passed over; a torn last line is cut. */
export async function openLedger(file: string): Promise<Ledger> {
  const lines = openLineFile(file);
  const known = new Map<string, number>();
  let end = 0;
  for await (const line of lines.read()) {
    end = line.end;
    const entry = readLine(line.text);
    if (entry !== undefined) known.set(entry.id, entry.cost ?? entry.most ?? 0);
  }
  await lines.truncate(end);
  const spent = [...known.values()].reduce((sum, cost) => sum + cost, 0);
  let next = known.size;
  const appends = new BatchedAppends((text) => lines.append(text));
  const write = (line: LedgerLine) => appends.append(`${JSON.stringify(line)}\n`);
  return {
    spent,
    reserve: async (most) => {
      const id = `${Date.now().toString(36)}-${next++}`;
      await write({ id, most });
      return (cost) => write({ id, cost });
    },
    close: async () => {
      await appends.settled();
      await lines.close();
    },
  };
}

function readLine(text: string): LedgerLine | undefined {
  try {
    const value = JSON.parse(text) as Partial<LedgerLine> | null;
    const amounts = [value?.most, value?.cost].filter((amount) => amount !== undefined);
    const sound = amounts.length > 0 && amounts.every((amount) => typeof amount === 'number' && amount >= 0);
    return typeof value?.id === 'string' && sound ? (value as LedgerLine) : undefined;
  } catch {
    return undefined;
  }
}
