import type { Domain } from '../../domain/index.ts';
import { type Teacher, TeacherError } from '../types.ts';
import { checkReading } from './check.ts';
import type { AskedFunction, ReadingProposal, RefusedReading, WrittenReadings } from './types.ts';

/** Functions that one request asks about. */
const BATCH = 8;

/** The functions to ask about: those whose author or curation file states nothing of what they do. */
export function askedFunctions(
  functions: readonly Pick<AskedFunction, 'id' | 'signature'>[],
  { functions: readings }: Domain,
): AskedFunction[] {
  return readings.flatMap((reading, at) => {
    const one = functions[at];
    const stated = reading.evidence.some(({ source }) => source === 'stated');
    return one === undefined || stated ? [] : [{ id: one.id, signature: one.signature, reading }];
  });
}

export interface ReadingOptions {
  readonly onProgress?: (done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/** What came of asking a teacher to read functions. */
export interface ReadingProposals {
  readonly functions: number;
  /** Functions that the teacher reads otherwise, in catalog order. */
  readonly proposals: readonly ReadingProposal[];
  readonly refused: readonly RefusedReading[];
  /** Functions without an answer, with the reason. */
  readonly without: ReadonlyMap<string, string>;
}

/**
 * Asks a teacher once what each function does and answers, several functions a request. Only what passes the checks and
 * says something else than the catalog does is proposed.
 * @throws TeacherError where going on makes no sense: no key, no budget, cancelled
 */
export async function proposeReadings(
  functions: readonly AskedFunction[],
  teacher: Teacher,
  { onProgress, signal }: ReadingOptions = {},
): Promise<ReadingProposals> {
  const proposals: ReadingProposal[] = [];
  const refused: RefusedReading[] = [];
  const without = new Map<string, string>();
  const take = (asked: AskedFunction, answer: WrittenReadings): void => {
    const written = answer.get(asked.id);
    if (written === undefined) {
      without.set(asked.id, 'the answer does not name it');
      return;
    }
    const checked = checkReading(asked, written);
    refused.push(...checked.refused);
    if (Object.keys(checked.proposed).length === 0) return;
    const { operation, entity, writes, movesTo, confidence } = asked.reading;
    const now = {
      operation,
      writes,
      confidence,
      ...(entity === undefined ? {} : { entity }),
      ...(movesTo === undefined ? {} : { movesTo }),
    };
    proposals.push({ function: asked.id, now, proposed: checked.proposed });
  };
  for (let at = 0; at < functions.length && signal?.aborted !== true; at += BATCH) {
    const batch = functions.slice(at, at + BATCH);
    try {
      const answer = await ask(batch, teacher, signal);
      for (const asked of batch) take(asked, answer);
    } catch (error) {
      if (!(error instanceof TeacherError) || error.fatal) throw error;
      for (const { id } of batch) without.set(id, error.message);
    }
    onProgress?.(Math.min(functions.length, at + BATCH), functions.length);
  }
  return { functions: functions.length, proposals, refused, without };
}

async function ask(
  batch: readonly AskedFunction[],
  teacher: Teacher,
  signal: AbortSignal | undefined,
): Promise<WrittenReadings> {
  const task = {
    kind: 'read_functions',
    seed: batch.map(({ id }) => id).join(),
    functions: batch.map(({ id, signature }) => ({ name: id, signature })),
  } as const;
  return (await teacher.perform(task, signal)).value;
}
