import type { Teacher } from '../teacher/index.ts';
import { loadText } from './load-text.ts';
import { type RunStats, sorted } from './run-stats.ts';
import type { RunControl, RunState } from './types.ts';

/** Progress, and a pause for the event loop, each by the clock. */
export class RunClock {
  readonly #control: RunControl;
  readonly #total: number;
  readonly #before: number;
  readonly #started: number;
  #lastTold = 0;
  #lastPause: number;

  constructor(control: RunControl, total: number, before: number) {
    this.#control = control;
    this.#total = total;
    this.#before = before;
    this.#started = this.#now();
    this.#lastPause = this.#started;
  }

  #now(): number {
    return this.#control.now?.() ?? 0;
  }

  tick(stats: RunStats, teacher: Teacher): void {
    const now = this.#now();
    const done = stats.records + stats.givenUp;
    if (this.#control.onProgress === undefined || (now - this.#lastTold < 200 && done < this.#total)) return;
    this.#lastTold = now;
    const seconds = (now - this.#started) / 1000;
    const rate = seconds > 0 ? (done - this.#before) / seconds : 0;
    const state: RunState = {
      done,
      total: this.#total,
      dropped: stats.paths - stats.records,
      recordsPerSecond: rate,
      costUsd: teacher.spentUsd(),
      ...(rate > 0 ? { secondsLeft: (this.#total - done) / rate } : {}),
      ...troublesOf(stats, teacher),
    };
    this.#control.onProgress(state);
  }

  /** Lets signals, timers and the editor have their turn: records that need no network never wait by themselves. */
  async breathe(): Promise<void> {
    const now = this.#now();
    if (now - this.#lastPause < 15) return;
    await new Promise<void>((resume) => setImmediate(resume));
    this.#lastPause = this.#now();
  }
}

/** What a teacher behind a network is doing, and what was in vain; nothing where there is none. */
function troublesOf(stats: RunStats, teacher: Teacher): Pick<RunState, 'load' | 'repaired' | 'droppedBy'> {
  const load = teacher.load?.();
  const repaired = [...stats.repairs.values()].reduce((sum, count) => sum + count, 0);
  return {
    ...(load === undefined ? {} : { load: loadText(load) }),
    ...(repaired === 0 ? {} : { repaired }),
    ...(stats.dropped.size === 0 ? {} : { droppedBy: sorted(stats.dropped) }),
  };
}
