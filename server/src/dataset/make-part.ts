import { createGenerationContext } from '../trajectory/index.ts';
import { makeIndex } from './make-index.ts';
import { createRunPlan } from './plan.ts';
import type { IndexResult, RunSubject } from './types.ts';

/** Makes any indices of a run, for whoever writes its folder elsewhere. */
export interface PartMaker {
  /** @returns what came of the indices from `from` up to before `to`, and what was asked for again on the way */
  make(
    from: number,
    to: number,
    signal: AbortSignal,
  ): Promise<{ readonly results: readonly IndexResult[]; readonly repairs: Readonly<Record<string, number>> }>;
}

/** Derives once what all parts share. An index gives the same bytes here as in a run on one machine. */
export function openPartMaker(subject: RunSubject): PartMaker {
  const { attempts, extraTools } = subject.settings;
  const plan = createRunPlan(subject);
  const shared = createGenerationContext({ ...subject, extraTools });
  return {
    make: async (from, to, signal) => {
      const repairs = new Map<string, number>();
      const context = { ...shared, repairs, signal };
      const results: IndexResult[] = [];
      for (let index = from; index < to; index += 1) {
        signal.throwIfAborted();
        results.push(await makeIndex(index, plan, context, attempts));
        // Records that need no network never wait by themselves: timers, and the lock of the part, have their turn here.
        await new Promise<void>((resume) => setImmediate(resume));
      }
      return { results, repairs: Object.fromEntries(repairs) };
    },
  };
}
