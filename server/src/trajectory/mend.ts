import type { PathTurn, SignaturePath } from '../path/index.ts';
import { askedFor } from './exact.ts';
import type { PathRepair } from './failure.ts';
import { settled, withoutImplicit } from './implicit.ts';
import { gapIn, otherGap } from './other-gap.ts';
import type { RecordRequest } from './record-request.ts';
import type { GenerationContext } from './session.ts';

/** Gaps tried in place of one that did not hold. */
export const MAX_OTHER_GAPS = 2;

/** Another gap in place of one that a repair takes away, in conversations that are long enough to have one elsewhere. */
export function replacedGap(
  { kind, exact, path, seed }: RecordRequest,
  before: readonly PathTurn[],
  after: readonly PathTurn[],
  tried: Set<string>,
  context: GenerationContext,
): ReturnType<typeof otherGap> {
  const lost = gapIn(before);
  if (kind !== 'multi-turn' || exact === true || lost === undefined || gapIn(after) !== undefined) return undefined;
  tried.add(lost.missing?.function ?? '');
  return tried.size > MAX_OTHER_GAPS ? undefined : otherGap(path, after, lost, tried, seed, context);
}

export function mendedTurns(
  { path, exact }: RecordRequest,
  turns: readonly PathTurn[],
  repair: PathRepair | undefined,
): readonly PathTurn[] | undefined {
  if (repair === undefined) return undefined;
  return exact === true ? askedFor(turns, repair) : repaired(path, turns, repair);
}

/** The turns without what could not be made; undefined where too little is left. */
export function repaired(
  path: SignaturePath,
  turns: readonly PathTurn[],
  repair: PathRepair,
): readonly PathTurn[] | undefined {
  const smaller =
    repair.kind === 'unsplit' ? unsplit(path, turns) : withoutFunction(turns, repair.turn, repair.function);
  const calls = smaller.reduce((sum, turn) => sum + turn.functions.length, 0);
  const enough = smaller.some((turn) => turn.kind === 'call') && calls > 0;
  return enough && smaller !== turns ? smaller : undefined;
}

/** Takes the null turn out and joins the halves it came between. */
function unsplit(path: SignaturePath, turns: readonly PathTurn[]): readonly PathTurn[] {
  const gap = turns.findIndex((turn) => turn.kind !== 'call');
  if (gap < 0) return turns;
  const split = path.operations.find((operation) => operation.op === 'split');
  const [before, after] = [turns[gap - 1], turns[gap + 1]];
  const whole = path.stages.insert[split?.turn ?? -1];
  const joins =
    before !== undefined &&
    after !== undefined &&
    whole !== undefined &&
    whole.functions.length === before.functions.length + after.functions.length &&
    before.functions.length > 0 &&
    whole.functions[0] === before.functions[0];
  if (!joins) return turns.filter((_, index) => index !== gap);
  const joined: PathTurn = {
    kind: 'call',
    functions: [...before.functions, ...after.functions],
    origins: [...before.origins, ...after.origins],
  };
  return [...turns.slice(0, gap - 1), joined, ...turns.slice(gap + 2)];
}

function withoutFunction(turns: readonly PathTurn[], at: number, id: string): readonly PathTurn[] {
  const turn = turns[at];
  const position = turn?.functions.indexOf(id) ?? -1;
  if (turn === undefined || position < 0) return turns;
  const steps = turn.functions.map((other, index) => ({ id: other, origin: turn.origins[index] ?? 'walk' }));
  const kept =
    turn.origins[position] === 'insert'
      ? withoutImplicit(steps, id)
      : settled(steps.filter((_, index) => index !== position));
  const smaller: PathTurn = {
    ...turn,
    functions: kept.map((step) => step.id),
    origins: kept.map((step) => step.origin),
  };
  const replaced = turns.map((item, index) => (index === at ? smaller : item));
  const gapBefore = turns[at - 1];
  const emptied = smaller.functions.length === 0;
  const orphan =
    gapBefore !== undefined && gapBefore.kind !== 'call' && (emptied || gapBefore.missing?.function === id);
  return replaced.filter((_, index) => !(emptied && index === at) && !(orphan && index === at - 1));
}
