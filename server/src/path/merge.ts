import type { Random } from '../random/index.ts';
import type { PathSettings } from './settings.ts';
import type { PathOperation, PathTurn } from './types.ts';

/** Turns after an operation, and what was done, in order. */
export interface Applied {
  readonly turns: readonly PathTurn[];
  readonly operations: readonly PathOperation[];
}

/**
 * Merge (sec. 3.4, short dependency): each two consecutive turns become one with probability `merge`. Joined turns may be
 * joined again with the next, never beyond `maxPerTurn` functions.
 */
export function mergeTurns(turns: readonly PathTurn[], settings: PathSettings, random: Random): Applied {
  const merged: PathTurn[] = [];
  const operations: PathOperation[] = [];
  for (const turn of turns) {
    const last = merged.at(-1);
    const join = random.chance(settings.merge);
    if (last === undefined || !join || last.functions.length + turn.functions.length > settings.maxPerTurn) {
      merged.push(turn);
      continue;
    }
    operations.push({ op: 'merge', turn: merged.length - 1 });
    merged[merged.length - 1] = {
      kind: 'call',
      functions: [...last.functions, ...turn.functions],
      origins: [...last.origins, ...turn.functions.map(() => 'merge' as const)],
    };
  }
  return { turns: merged, operations };
}
