import type { Random } from '../random/index.ts';
import type { Applied } from './merge.ts';
import type { PathSettings } from './settings.ts';
import type { PathOperation, PathTurn } from './types.ts';

/**
 * Required parameters of `id` whose value only the user can give, when the functions in `earlier` have been called:
 * leaving one of them out of the query is a real gap.
 */
export type SuppliedByUser = (id: string, earlier: ReadonlySet<string>) => readonly string[];

interface Cut {
  readonly turn: number;
  /** The null turn goes before this position in the turn. */
  readonly position: number;
  readonly function: string;
  readonly parameters: readonly string[];
  /** The function is new at this point, so it can be withheld until here. */
  readonly withholdable: boolean;
}

/**
 * Split (sec. 3.4, missing information): one turn is split in two with a null turn between, labelled miss_func or
 * miss_params, by the share in the settings where both fit. The function after the gap is the one that is withheld, or whose required parameter the query omits.
 *
 * Cuts that leave calls on both sides are taken first; a turn of one call has the null turn before it. Never cut: a
 * chain that Insert made (its calls would no longer be implicit); a function that an
 * earlier turn already used is never withheld, and a parameter that an earlier output can fill is never left out.
 */
export function splitTurn(
  turns: readonly PathTurn[],
  suppliedByUser: SuppliedByUser,
  settings: PathSettings,
  random: Random,
): Applied {
  const unchanged: Applied = { turns, operations: [] };
  if (!random.chance(settings.split)) return unchanged;
  const cuts = possibleCuts(turns, suppliedByUser);
  const asking = cuts.filter((cut) => cut.parameters.length > 0);
  const withholding = cuts.filter((cut) => cut.withholdable);
  const asks = asking.length > 0 && (withholding.length === 0 || random.chance(settings.missParams));
  const fitting = asks ? asking : withholding;
  const between = fitting.filter((cut) => cut.position > 0);
  const cut = random.pick(between.length > 0 ? between : fitting);
  if (cut === undefined) return unchanged;
  return applyCut(turns, cut, asks ? random.pick(cut.parameters) : undefined);
}

function possibleCuts(turns: readonly PathTurn[], suppliedByUser: SuppliedByUser): Cut[] {
  const cuts: Cut[] = [];
  const earlier = new Set<string>();
  turns.forEach((turn, index) => {
    turn.functions.forEach((id, position) => {
      const parameters = suppliedByUser(id, earlier);
      const withholdable = !earlier.has(id);
      if (!isInChain(turn, position) && (withholdable || parameters.length > 0)) {
        cuts.push({ turn: index, position, function: id, parameters, withholdable });
      }
      earlier.add(id);
    });
  });
  return cuts;
}

/** A call behind an implicit one belongs to its chain. */
function isInChain(turn: PathTurn, position: number): boolean {
  return position > 0 && turn.origins[position - 1] === 'insert';
}

function applyCut(turns: readonly PathTurn[], cut: Cut, parameter: string | undefined): Applied {
  const missing = { function: cut.function, ...(parameter === undefined ? {} : { parameter }) };
  const label = parameter === undefined ? 'miss_func' : 'miss_params';
  const turn = turns[cut.turn] as PathTurn;
  const gap: PathTurn = { kind: label, functions: [], origins: [], missing };
  const before = part(turn, 0, cut.position);
  const after = part(turn, cut.position, turn.functions.length);
  const operation: PathOperation = { op: 'split', turn: cut.turn, label, ...missing };
  const halves = cut.position === 0 ? [gap, after] : [before, gap, after];
  return { turns: [...turns.slice(0, cut.turn), ...halves, ...turns.slice(cut.turn + 1)], operations: [operation] };
}

function part(turn: PathTurn, start: number, end: number): PathTurn {
  return { kind: 'call', functions: turn.functions.slice(start, end), origins: turn.origins.slice(start, end) };
}
