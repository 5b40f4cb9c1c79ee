import { scoreDescription } from '../../rules/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import { type Teacher, TeacherError } from '../types.ts';
import { described, descriptionFault, type WrittenDescription } from './check.ts';

/** A function whose description is to become better. */
export interface DescribedFunction {
  readonly id: string;
  readonly signature: FunctionSignature;
}

export interface Improvement {
  readonly function: string;
  readonly written: WrittenDescription;
  /** By `scoreDescription`, 0 to 1. */
  readonly before: number;
  readonly after: number;
}

export interface Improvements {
  readonly improved: readonly Improvement[];
  /** Functions that keep what they have, with the reason. */
  readonly left: ReadonlyMap<string, string>;
}

/**
 * Asks a teacher for a better description of each function, told what the score misses; one that does not hold is asked
 * for once more with the reason.
 * @param names all functions of the catalog, which a description may point to
 * @throws TeacherError where going on makes no sense
 */
export async function improveDescriptions(
  functions: readonly DescribedFunction[],
  names: ReadonlySet<string>,
  teacher: Teacher,
  options: { readonly signal?: AbortSignal; readonly onProgress?: (done: number, of: number) => void } = {},
): Promise<Improvements> {
  const improved: Improvement[] = [];
  const left = new Map<string, string>();
  for (const [at, one] of functions.entries()) {
    if (options.signal?.aborted === true) break;
    const found = await improve(one, names, teacher, options.signal);
    if (typeof found === 'string') left.set(one.id, found);
    else improved.push(found);
    options.onProgress?.(at + 1, functions.length);
  }
  return { improved, left };
}

/** @returns the improvement, or why there is none */
async function improve(
  { id, signature }: DescribedFunction,
  names: ReadonlySet<string>,
  teacher: Teacher,
  signal: AbortSignal | undefined,
): Promise<Improvement | string> {
  const score = scoreDescription(signature);
  const missing = Object.values(score.components).flatMap((part) => (part.score < 1 ? [part.reason] : []));
  if (missing.length === 0) return 'the score finds nothing missing';
  const task = { kind: 'describe_function', seed: id, function: { name: id, signature }, missing } as const;
  try {
    const first = (await teacher.perform(task, signal)).value;
    const fault = descriptionFault(signature, first, names);
    const written = fault === undefined ? first : (await teacher.perform({ ...task, repair: fault }, signal)).value;
    const still = fault === undefined ? undefined : descriptionFault(signature, written, names);
    if (still !== undefined) return still;
    return { function: id, written, before: score.score, after: scoreDescription(described(signature, written)).score };
  } catch (error) {
    if (!(error instanceof TeacherError) || error.fatal) throw error;
    return error.message;
  }
}
