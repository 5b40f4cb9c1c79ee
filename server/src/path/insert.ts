import type { Random } from '../random/index.ts';
import type { Applied } from './merge.ts';
import type { Neighbours } from './nested.ts';
import type { PathSettings } from './settings.ts';
import type { PathOperation, PathTurn } from './types.ts';

type Insertion = Extract<PathOperation, { op: 'insert' }>;

/**
 * Insert (sec. 3.4, nested and implicit calls): a turn's last signature becomes part of a chain of which the user asks for
 * the end alone. A chain grows in two ways: a *helper* is put before it, whose output fills a required parameter of its
 * first call (a name gives an identifier, "mine" gives who I am), or a *goal* is put behind it, which its last call feeds,
 * and that last call becomes implicit. An implicit call only looks; a write is never hidden behind a question. Chains
 * have two calls, some three or four.
 *
 * With probability `recall` a neighbour of the last signature also becomes a turn of its own after a random later turn, so
 * that a value must be recalled over some distance (long dependency).
 */
export function insertNested(
  turns: readonly PathTurn[],
  neighbours: Neighbours,
  settings: PathSettings,
  random: Random,
): Applied {
  const current = [...turns];
  const operations: PathOperation[] = [];
  for (let index = 0; index < current.length; index += 1) {
    const turn = current[index] as PathTurn;
    const last = turn.functions.at(-1);
    if (last === undefined || turn.origins[0] === 'insert-recall' || !random.chance(settings.insert)) continue;
    const chain = growChain(current, index, neighbours, settings, random);
    current[index] = chain.turn;
    operations.push(...chain.insertions);
    const recall = chooseRecall(current, index, last, neighbours, settings, random);
    if (recall === undefined) continue;
    current.splice(recall.recallAfter + 1, 0, {
      kind: 'call',
      functions: [recall.function],
      origins: ['insert-recall'],
    });
    operations.push({ op: 'insert', turn: index, form: 'recall', ...recall });
  }
  return { turns: current, operations };
}

/** Lengths of chains, as often as they stand here (ours). */
const DEPTHS = [2, 2, 3, 3, 3, 4] as const;

interface Chain {
  readonly turn: PathTurn;
  readonly insertions: readonly Insertion[];
}

function growChain(
  turns: readonly PathTurn[],
  index: number,
  neighbours: Neighbours,
  settings: PathSettings,
  random: Random,
): Chain {
  let turn = turns[index] as PathTurn;
  const insertions: Insertion[] = [];
  const earlier = new Set(turns.slice(0, index).flatMap((before) => before.functions));
  const next = turns[index + 1]?.functions[0];
  const depth = Math.min(random.pick(DEPTHS) as number, settings.maxDepth);
  const most = Math.max(settings.maxPerTurn, settings.maxDepth);
  /** Position of the chain's first call. */
  const head = turn.functions.length - 1;
  while (insertions.length < depth - 1 && turn.functions.length < most) {
    const [first, last] = [turn.functions[head] as string, turn.functions.at(-1) as string];
    const unused = (id: string) => !turn.functions.includes(id);
    // What an earlier turn called already has given its value: it would have two sources.
    const helpers = neighbours
      .feeding(first)
      .filter((id) => unused(id) && !earlier.has(id) && neighbours.mayBeImplicit(id));
    const goals =
      neighbours.mayBeImplicit(last) && !earlier.has(last)
        ? neighbours.fedBy(last).filter((id) => unused(id) && id !== next)
        : [];
    const helper = random.chance(goals.length === 0 ? 1 : 0.6) ? random.pick(helpers) : undefined;
    const goal = helper === undefined ? random.pick(goals) : undefined;
    if (helper !== undefined) {
      turn = withHelper(turn, head, helper);
      insertions.push({ op: 'insert', turn: index, function: helper, nestedWith: first, form: 'helper' });
    } else if (goal !== undefined) {
      turn = withGoal(turn, goal);
      insertions.push({ op: 'insert', turn: index, function: goal, nestedWith: last, form: 'goal' });
    } else break;
  }
  return { turn, insertions };
}

function withHelper(turn: PathTurn, at: number, id: string): PathTurn {
  return {
    kind: 'call',
    functions: [...turn.functions.slice(0, at), id, ...turn.functions.slice(at)],
    origins: [...turn.origins.slice(0, at), 'insert', ...turn.origins.slice(at)],
  };
}

/** The call that was asked for until now becomes the implicit one. */
function withGoal(turn: PathTurn, id: string): PathTurn {
  return {
    kind: 'call',
    functions: [...turn.functions, id],
    origins: [...turn.origins.slice(0, -1), 'insert', 'insert-goal'],
  };
}

function chooseRecall(
  turns: readonly PathTurn[],
  index: number,
  last: string,
  neighbours: Neighbours,
  settings: PathSettings,
  random: Random,
): { function: string; nestedWith: string; recallAfter: number } | undefined {
  const later = turns.length - index - 1;
  if (later === 0 || !random.chance(settings.recall)) return undefined;
  const own = turns[index]?.functions ?? [];
  const next = turns[index + 1]?.functions[0];
  const recalled = random.pick(neighbours.fedBy(last).filter((id) => id !== next && !own.includes(id)));
  return recalled === undefined
    ? undefined
    : { function: recalled, nestedWith: last, recallAfter: index + 1 + random.below(later) };
}
