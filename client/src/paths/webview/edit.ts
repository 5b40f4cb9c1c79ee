import type { PathTurn } from '../../../../server/src/lsp/protocol.ts';

/** A place in a path: a call, or with `call` -1 a turn without calls. */
export interface At {
  readonly turn: number;
  readonly call: number;
}

/** A path after an edit, and the place that the keyboard goes on from. */
export interface Edited {
  readonly turns: readonly PathTurn[];
  readonly at: At;
}

/** What is missing before a turn: a function, or a value of it. */
export type Gap = { readonly function: string; readonly parameter?: string } | undefined;

export const FIRST: At = { turn: 0, call: 0 };

/** The place nearest to another that is there. */
export function placeIn(turns: readonly PathTurn[], { turn, call }: At): At {
  const row = Math.max(0, Math.min(turn, turns.length - 1));
  const calls = turns[row]?.functions.length ?? 0;
  return { turn: row, call: calls === 0 ? -1 : Math.max(0, Math.min(call, calls - 1)) };
}

/** The place before or behind, through all turns. */
export function step(turns: readonly PathTurn[], at: At, by: 1 | -1): At {
  const places = turns.flatMap((turn, row): At[] =>
    turn.functions.length === 0 ? [{ turn: row, call: -1 }] : turn.functions.map((_, call) => ({ turn: row, call })),
  );
  const here = places.findIndex(({ turn, call }) => turn === at.turn && call === at.call);
  return places[here + by] ?? placeIn(turns, at);
}

/** Adds a call behind the place: to its turn, or as a turn of its own. */
export function addCall(turns: readonly PathTurn[], at: At, id: string, ownTurn: boolean): Edited {
  const turn = turns[at.turn];
  if (turn === undefined || ownTurn || turn.kind !== 'call') {
    const behind = turn === undefined ? 0 : at.turn + 1;
    return { turns: turns.toSpliced(behind, 0, callTurn([id], ['walk'])), at: { turn: behind, call: 0 } };
  }
  const behind = at.call + 1;
  return {
    turns: turns.with(
      at.turn,
      callTurn(turn.functions.toSpliced(behind, 0, id), turn.origins.toSpliced(behind, 0, 'walk')),
    ),
    at: { turn: at.turn, call: behind },
  };
}

/** Takes a call out, or a gap. A turn that has no call left goes too, and the gap that it closed. */
export function drop(turns: readonly PathTurn[], at: At): Edited {
  const turn = turns[at.turn];
  if (turn === undefined) return { turns, at };
  const fewer = turn.functions.toSpliced(at.call, 1);
  if (turn.kind !== 'call' || fewer.length === 0) return dropTurn(turns, at);
  const next = turns.with(at.turn, callTurn(fewer, turn.origins.toSpliced(at.call, 1)));
  return { turns: next, at: placeIn(next, at) };
}

export function dropTurn(turns: readonly PathTurn[], at: At): Edited {
  const closes = turns[at.turn]?.kind === 'call' && turns[at.turn - 1]?.kind !== 'call' && at.turn > 0;
  const next = turns.toSpliced(closes ? at.turn - 1 : at.turn, closes ? 2 : 1);
  return { turns: next, at: placeIn(next, at) };
}

/** Moves a call one place on: within its turn, into the next turn of calls, or behind the last into one of its own. */
export function move(turns: readonly PathTurn[], at: At, by: 1 | -1): Edited {
  const turn = turns[at.turn];
  if (turn === undefined || turn.kind !== 'call') return { turns, at };
  const to = at.call + by;
  if (to >= 0 && to < turn.functions.length) return within(turns, at, to);
  const target = neighbour(turns, at.turn, by);
  if (target === undefined && turn.functions.length === 1) return { turns, at };
  return across(turns, at, by, target);
}

function within(turns: readonly PathTurn[], at: At, to: number): Edited {
  const turn = turns[at.turn] as PathTurn;
  return {
    turns: turns.with(at.turn, callTurn(swapped(turn.functions, at.call, to), swapped(turn.origins, at.call, to))),
    at: { turn: at.turn, call: to },
  };
}

/** The next turn of calls in a direction. */
function neighbour(turns: readonly PathTurn[], from: number, by: 1 | -1): number | undefined {
  for (let row = from + by; row >= 0 && row < turns.length; row += by) if (turns[row]?.kind === 'call') return row;
  return undefined;
}

function across(turns: readonly PathTurn[], at: At, by: 1 | -1, target: number | undefined): Edited {
  const from = turns[at.turn] as PathTurn;
  const id = from.functions[at.call] as string;
  const origin = from.origins[at.call] ?? 'walk';
  if (target === undefined) {
    const rest = turns.with(at.turn, without(from, at.call));
    const place = by === 1 ? at.turn + 1 : at.turn;
    return { turns: rest.toSpliced(place, 0, callTurn([id], ['walk'])), at: { turn: place, call: 0 } };
  }
  const to = turns[target] as PathTurn;
  const place = by === 1 ? 0 : to.functions.length;
  const put = turns.with(
    target,
    callTurn(to.functions.toSpliced(place, 0, id), to.origins.toSpliced(place, 0, origin)),
  );
  if (from.functions.length > 1)
    return { turns: put.with(at.turn, without(from, at.call)), at: { turn: target, call: place } };
  const { turns: left } = dropTurn(put, at);
  return { turns: left, at: { turn: target - (by === 1 ? put.length - left.length : 0), call: place } };
}

/** Parts a turn before the call: what follows is another request. */
export function split(turns: readonly PathTurn[], at: At): Edited {
  const turn = turns[at.turn];
  if (turn === undefined || at.call < 1) return { turns, at };
  const part = (from: number, to?: number) => callTurn(turn.functions.slice(from, to), turn.origins.slice(from, to));
  return {
    turns: turns.toSpliced(at.turn, 1, part(0, at.call), part(at.call)),
    at: { turn: at.turn + 1, call: 0 },
  };
}

/** Joins a turn with the next one of calls; a gap between them goes. */
export function join(turns: readonly PathTurn[], at: At): Edited {
  const next = neighbour(turns, at.turn, 1);
  const [one, other] = [turns[at.turn], turns[next ?? -1]];
  if (next === undefined || one?.kind !== 'call' || other === undefined) return { turns, at };
  const joined = callTurn([...one.functions, ...other.functions], [...one.origins, ...other.origins]);
  return { turns: turns.toSpliced(at.turn, next - at.turn + 1, joined), at };
}

/** Puts a gap before a turn of calls in place of the path's other one, or takes it away. */
export function setGap(turns: readonly PathTurn[], at: At, gap: Gap): Edited {
  const turn = turns[at.turn];
  const rest = turns.filter(({ kind }) => kind === 'call');
  const row = rest.indexOf(turn as PathTurn);
  if (gap === undefined || row < 0) return { turns: rest, at: placeIn(rest, { ...at, turn: Math.max(0, row) }) };
  const missing: PathTurn = {
    kind: gap.parameter === undefined ? 'miss_func' : 'miss_params',
    functions: [],
    origins: [],
    missing: gap,
  };
  return { turns: rest.toSpliced(row, 0, missing), at: { turn: row + 1, call: at.call } };
}

/** Whether the user asks for a call, or it is left to the agent. */
export function toggleImplicit(turns: readonly PathTurn[], at: At): Edited {
  const turn = turns[at.turn];
  if (turn === undefined || at.call < 0) return { turns, at };
  const origin = turn.origins[at.call] === 'insert' ? 'walk' : 'insert';
  return { turns: turns.with(at.turn, { ...turn, origins: turn.origins.with(at.call, origin) }), at };
}

function callTurn(functions: readonly string[], origins: PathTurn['origins']): PathTurn {
  return { kind: 'call', functions, origins: settled(origins) };
}

function without(turn: PathTurn, call: number): PathTurn {
  return callTurn(turn.functions.toSpliced(call, 1), turn.origins.toSpliced(call, 1));
}

/** An implicit call needs one behind it that is asked for, and the goal of a chain one before it. */
function settled(origins: PathTurn['origins']): PathTurn['origins'] {
  return origins.map((origin, at) => {
    const last = at === origins.length - 1;
    const hanging = origin === 'insert-goal' && origins[at - 1] !== 'insert';
    return (origin === 'insert' && last) || hanging ? 'walk' : origin;
  });
}

function swapped<T>(list: readonly T[], one: number, other: number): T[] {
  return list.with(one, list[other] as T).with(other, list[one] as T);
}
