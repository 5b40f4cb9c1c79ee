import type { LineFile, RunFolder } from '../files/index.ts';
import { DROPPED, RECORDS } from './manifest.ts';
import type { RunStats } from './run-stats.ts';
import type { IndexResult } from './types.ts';

/** Enough to make each write worth its system call, little enough to lose nothing that matters. */
const FLUSH_CHARACTERS = 128 * 1024;

/** Whoever watches the run sees what was made after so many milliseconds. */
const FLUSH_MS = 500;

interface WriterOptions {
  /** Each record is written when it is made: it took money and minutes, not a millisecond. */
  readonly atOnce: boolean;
  /** Milliseconds; without a clock only the size of what waits counts. */
  readonly now?: (() => number) | undefined;
}

/** Appends finished indices to a run's two files, in order. */
export class RunWriter {
  readonly stats: RunStats;
  readonly #records: LineFile;
  readonly #dropped: LineFile;
  #recordText = '';
  #droppedText = '';

  readonly #flushAt: number;
  readonly #now: () => number;
  #flushed: number;

  private constructor(records: LineFile, dropped: LineFile, stats: RunStats, { atOnce, now = () => 0 }: WriterOptions) {
    this.#records = records;
    this.#dropped = dropped;
    this.stats = stats;
    this.#flushAt = atOnce ? 0 : FLUSH_CHARACTERS;
    this.#now = now;
    this.#flushed = now();
  }

  static async open(folder: RunFolder, stats: RunStats, options: WriterOptions): Promise<RunWriter> {
    return new RunWriter(await folder.lines(RECORDS), await folder.lines(DROPPED), stats, options);
  }

  async add(result: IndexResult): Promise<void> {
    for (const line of result.dropped) {
      this.#droppedText += `${JSON.stringify(line)}\n`;
      this.stats.addDropped(line);
    }
    if (result.record !== undefined) {
      this.#recordText += `${JSON.stringify(result.record)}\n`;
      this.stats.addRecord(result.record);
    }
    this.stats.addRepairs(result.repairs);
    const isMuch = this.#recordText.length + this.#droppedText.length >= this.#flushAt;
    if (isMuch || this.#now() - this.#flushed >= FLUSH_MS) await this.#flush();
  }

  async #flush(): Promise<void> {
    const [dropped, records] = [this.#droppedText, this.#recordText];
    this.#droppedText = '';
    this.#recordText = '';
    this.#flushed = this.#now();
    await this.#dropped.append(dropped);
    await this.#records.append(records);
  }

  async close(): Promise<void> {
    await this.#flush();
    await this.#records.close();
    await this.#dropped.close();
  }
}
