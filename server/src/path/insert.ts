import type { Random } from '../random/index.ts';
import type { Applied } from './merge.ts';
import type { PathSettings } from './settings.ts';
import type { PathOperation, PathTurn } from './types.ts';

/** The neighbours that a function's output can feed a parameter of: nested with it in the paper's sense. */
export type NestedWith = (id: string) => readonly string[];

/**
 * Insert (sec. 3.4, nested and implicit calls): a turn's last signature gets a neighbour appended whose parameter
 * its output can fill. With probability `recall` the neighbour also becomes a turn of its own after a random later
 * turn, so that a value must be recalled over some distance (long dependency).
 *
 * Left out are neighbours that the turn already has, and the one that the next turn starts with: the walk goes there
 * anyway. A turn that already holds `maxPerTurn` functions gets none.
 */
export function insertNested(
  turns: readonly PathTurn[],
  nestedWith: NestedWith,
  settings: PathSettings,
  random: Random,
): Applied {
  const current = [...turns];
  const operations: PathOperation[] = [];
  for (let turn = 0; turn < current.length; turn += 1) {
    const insertion = chooseInsertion(current, turn, nestedWith, settings, random);
    if (insertion === undefined) continue;
    current[turn] = appended(current[turn] as PathTurn, insertion.function);
    const recallAfter = chooseRecall(current.length, turn, settings, random);
    if (recallAfter !== undefined) {
      const recalled: PathTurn = { kind: 'call', functions: [insertion.function], origins: ['insert-recall'] };
      current.splice(recallAfter + 1, 0, recalled);
    }
    operations.push({ op: 'insert', turn, ...insertion, ...(recallAfter === undefined ? {} : { recallAfter }) });
  }
  return { turns: current, operations };
}

function chooseInsertion(
  turns: readonly PathTurn[],
  index: number,
  nestedWith: NestedWith,
  settings: PathSettings,
  random: Random,
): { function: string; nestedWith: string } | undefined {
  const turn = turns[index] as PathTurn;
  const last = turn.functions.at(-1);
  const full = turn.functions.length >= settings.maxPerTurn;
  if (last === undefined || full || turn.origins[0] === 'insert-recall' || !random.chance(settings.insert)) {
    return undefined;
  }
  const next = turns[index + 1]?.functions[0];
  const candidates = nestedWith(last).filter((id) => id !== next && !turn.functions.includes(id));
  const chosen = random.pick(candidates);
  return chosen === undefined ? undefined : { function: chosen, nestedWith: last };
}

function chooseRecall(turns: number, turn: number, settings: PathSettings, random: Random): number | undefined {
  const later = turns - turn - 1;
  if (later === 0 || !random.chance(settings.recall)) return undefined;
  return turn + 1 + random.below(later);
}

function appended(turn: PathTurn, id: string): PathTurn {
  return { kind: 'call', functions: [...turn.functions, id], origins: [...turn.origins, 'insert'] };
}
