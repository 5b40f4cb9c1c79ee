import { type Teacher, TeacherError, type TeacherFunction } from '../types.ts';
import { checkPhrasing } from './check.ts';
import type { Phrasing, Phrasings, RefusedPhrase } from './types.ts';

/** Functions that one request asks about. */
const BATCH = 8;

export interface CollectOptions {
  /** Phrasings of each kind asked for. */
  readonly count: number;
  /** Keeps what held, as it comes. */
  readonly keep: (name: string, phrasing: Phrasing) => Promise<void>;
  readonly onProgress?: (done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/** What came of asking a teacher for phrasings. */
export interface Collected {
  readonly functions: number;
  readonly kept: number;
  readonly refused: readonly RefusedPhrase[];
  /** Functions that no wish was kept for, with the reason where there is one. */
  readonly without: ReadonlyMap<string, string>;
}

/**
 * Asks a teacher once for ways to speak of each function, several functions a request. What does not hold is left out; a
 * function that no wish holds for is asked about once more, with the reasons.
 * @throws TeacherError where going on makes no sense; what held until then was kept.
 */
export async function collectPhrasings(
  functions: readonly TeacherFunction[],
  teacher: Teacher,
  options: CollectOptions,
): Promise<Collected> {
  const refused: RefusedPhrase[] = [];
  const without = new Map<string, string>();
  let kept = 0;
  const accept = async (batch: readonly TeacherFunction[], answer: Phrasings): Promise<TeacherFunction[]> => {
    const open: TeacherFunction[] = [];
    for (const tool of batch) {
      const checked = checkPhrasing(tool.signature, answer.get(tool.name) ?? NONE);
      refused.push(...checked.refused);
      if (checked.kept.wish.length === 0) {
        open.push(tool);
        continue;
      }
      kept += 1;
      await options.keep(tool.signature.name, checked.kept);
    }
    return open;
  };
  for (let at = 0; at < functions.length && options.signal?.aborted !== true; at += BATCH) {
    const batch = functions.slice(at, at + BATCH);
    try {
      const open = await accept(batch, await ask(batch, teacher, options));
      const still =
        open.length === 0 ? [] : await accept(open, await ask(open, teacher, options, reasons(open, refused)));
      for (const { name } of still) without.set(name, 'no wish of it held');
    } catch (error) {
      if (!(error instanceof TeacherError) || error.fatal) throw error;
      for (const { name } of batch) without.set(name, error.message);
    }
    options.onProgress?.(Math.min(functions.length, at + BATCH), functions.length);
  }
  return { functions: functions.length, kept, refused, without };
}

const NONE: Phrasing = { wish: [], refer: [], report: [] };

async function ask(
  functions: readonly TeacherFunction[],
  teacher: Teacher,
  { count, signal }: CollectOptions,
  repair?: string,
): Promise<Phrasings> {
  const task = {
    kind: 'phrase_functions',
    seed: functions.map(({ name }) => name).join(),
    functions,
    count,
    ...(repair === undefined ? {} : { repair }),
  } as const;
  return (await teacher.perform(task, signal)).value;
}

/** Some of what was wrong, for the teacher to do better. */
function reasons(open: readonly TeacherFunction[], refused: readonly RefusedPhrase[]): string {
  const names = new Set(open.map(({ signature }) => signature.name));
  const own = refused.filter((item) => names.has(item.function) && item.kind === 'wish').slice(0, 8);
  return own.length === 0
    ? 'some functions had no phrasings'
    : own.map(({ text, reason }) => `"${text}": ${reason}`).join('; ');
}
