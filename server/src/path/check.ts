import type { DependencyGraph, GraphFunction } from '../graph/index.ts';
import { createNeighbours } from './nested.ts';
import { createRequiredValues, type RequiredValue, suppliedByUser } from './supplied.ts';
import type { PathTurn } from './types.ts';

/** What does not fit in a path. An `error` is a path that nothing can be generated from; a `note` is worth knowing. */
export interface PathProblem {
  readonly severity: 'error' | 'note';
  readonly code: PathProblemCode;
  /** 0-based; absent where the whole path is meant. */
  readonly turn?: number;
  /** 0-based position in its turn. */
  readonly call?: number;
  /** One sentence that says what misses. */
  readonly message: string;
}

export type PathProblemCode =
  | 'no-turn'
  | 'too-long'
  | 'empty-turn'
  | 'unknown-function'
  | 'nobody-asks'
  | 'implicit-write'
  | 'gap-unnamed'
  | 'gap-with-calls'
  | 'gap-not-closed'
  | 'gap-known-function'
  | 'gap-known-value'
  | 'second-gap'
  | 'long-turn'
  | 'new-subject'
  | 'value-unfed';

/** More is refused: no conversation is this long, and each call costs a teacher's words. */
export const MAX_TURNS = 30;
export const MAX_CALLS = 100;
/** Three calls that are asked for, or a chain of four (method, sec. 3.3): longer turns are made, and rarely hold. */
const MAX_USUAL = 4;

/**
 * Checks paths against a graph, sampled ones and those that a person wrote or edited alike: every path that
 * `samplePaths` makes is without an error.
 * @param functions the graph's functions: their parameters say what a gap can leave out.
 */
export function createPathChecker(
  graph: DependencyGraph,
  functions: Iterable<GraphFunction>,
): (turns: readonly PathTurn[]) => readonly PathProblem[] {
  const given = [...functions];
  const known = new Set(given.map(({ id }) => id));
  const required = createRequiredValues(graph, given);
  const neighbours = createNeighbours(graph, given, 0);
  return (turns) => {
    const whole = wholePath(turns);
    if (whole.length > 0) return whole;
    const missing = unknownFunctions(turns, known);
    if (missing.length > 0) return missing;
    return [
      ...turns.flatMap((turn, at) => (turn.kind === 'call' ? callTurn(turn, at, neighbours.mayBeImplicit) : [])),
      ...gaps(turns, required),
      ...order(turns, graph, required),
    ];
  };
}

/** Whether nothing stands against generating from a path. */
export function isSound(problems: readonly PathProblem[]): boolean {
  return problems.every(({ severity }) => severity !== 'error');
}

/** What stands against generating from paths, one line each: `path 2, turn 3: There is no function sink_boat.` */
export function unsoundPaths(
  paths: readonly { readonly turns: readonly PathTurn[] }[],
  check: (turns: readonly PathTurn[]) => readonly PathProblem[],
): string[] {
  return paths.flatMap(({ turns }, at) =>
    check(turns)
      .filter(({ severity }) => severity === 'error')
      .map(({ turn, message }) => `path ${at + 1}${turn === undefined ? '' : `, turn ${turn + 1}`}: ${message}`),
  );
}

function error(code: PathProblemCode, message: string, turn?: number, call?: number): PathProblem {
  return {
    severity: 'error',
    code,
    message,
    ...(turn === undefined ? {} : { turn }),
    ...(call === undefined ? {} : { call }),
  };
}

function note(code: PathProblemCode, message: string, turn: number, call?: number): PathProblem {
  return { ...error(code, message, turn, call), severity: 'note' };
}

function wholePath(turns: readonly PathTurn[]): PathProblem[] {
  const calls = turns.reduce((sum, turn) => sum + turn.functions.length, 0);
  if (turns.length === 0) return [error('no-turn', 'The path has no turn. Add a function.')];
  if (turns.length > MAX_TURNS || calls > MAX_CALLS)
    return [
      error(
        'too-long',
        `A path has at most ${MAX_TURNS} turns and ${MAX_CALLS} calls; this has ${turns.length} and ${calls}.`,
      ),
    ];
  return [];
}

function unknownFunctions(turns: readonly PathTurn[], known: ReadonlySet<string>): PathProblem[] {
  const say = (id: string) => `There is no function ${id}.`;
  return turns.flatMap((turn, at) => [
    ...turn.functions.flatMap((id, call) => (known.has(id) ? [] : [error('unknown-function', say(id), at, call)])),
    ...(turn.missing === undefined || known.has(turn.missing.function)
      ? []
      : [error('unknown-function', say(turn.missing.function), at)]),
  ]);
}

function callTurn(turn: PathTurn, at: number, mayBeImplicit: (id: string) => boolean): PathProblem[] {
  const { functions, origins } = turn;
  if (functions.length === 0)
    return [error('empty-turn', 'The turn calls nothing. Add a function, or drop the turn.', at)];
  const last = functions.length - 1;
  return [
    ...functions.flatMap((id, call) => {
      if (origins[call] !== 'insert') return [];
      if (call === last)
        return [
          error(
            'nobody-asks',
            `${id} is implicit, and no call behind it in the turn is what the user asks for.`,
            at,
            call,
          ),
        ];
      return mayBeImplicit(id)
        ? []
        : [
            error(
              'implicit-write',
              `${id} changes something, so it is not called unless the user asks for it.`,
              at,
              call,
            ),
          ];
    }),
    ...(functions.length > MAX_USUAL
      ? [
          note(
            'long-turn',
            `${functions.length} calls for one request: few conversations of more than ${MAX_USUAL} can be made.`,
            at,
          ),
        ]
      : []),
  ];
}

/** The laws of Split (sec. 3.4): a gap is real, is closed by the next turn, and there is one. */
function gaps(turns: readonly PathTurn[], required: (id: string) => readonly RequiredValue[]): PathProblem[] {
  const supplied = suppliedByUser(required);
  const earlier = new Set<string>();
  let seen = 0;
  return turns.flatMap((turn, at) => {
    if (turn.kind === 'call') {
      for (const id of turn.functions) earlier.add(id);
      return [];
    }
    seen += 1;
    if (seen > 1)
      return [error('second-gap', 'One request of a path can miss something; this is the second that does.', at)];
    return gap(turn, at, turns, { earlier, values: required, supplied });
  });
}

interface Before {
  readonly earlier: ReadonlySet<string>;
  readonly values: (id: string) => readonly RequiredValue[];
  readonly supplied: (id: string, earlier: ReadonlySet<string>) => readonly string[];
}

function gap(turn: PathTurn, at: number, turns: readonly PathTurn[], before: Before): PathProblem[] {
  const { missing } = turn;
  if (turn.functions.length > 0)
    return [error('gap-with-calls', 'A request that misses something is answered without a call.', at)];
  if (missing === undefined) return [error('gap-unnamed', 'The turn does not say what is missing.', at)];
  const alone = turns.length === 1 && turn.kind === 'miss_func';
  if (!alone && turns[at + 1]?.functions.includes(missing.function) !== true)
    return [error('gap-not-closed', `The next turn has to call ${missing.function}, which this one could not.`, at)];
  return turn.kind === 'miss_func' ? withheld(missing.function, at, before) : leftOut(missing, at, before);
}

function withheld(id: string, at: number, { earlier }: Before): PathProblem[] {
  return earlier.has(id)
    ? [error('gap-known-function', `${id} was called before, so it cannot be withheld now.`, at)]
    : [];
}

function leftOut(missing: NonNullable<PathTurn['missing']>, at: number, before: Before): PathProblem[] {
  const { function: id, parameter } = missing;
  if (parameter === undefined)
    return [error('gap-unnamed', `The turn does not say which value of ${id} is missing.`, at)];
  if (before.supplied(id, before.earlier).includes(parameter)) return [];
  const value = before.values(id).find(({ name }) => name === parameter);
  const why =
    value === undefined
      ? `${id} needs no ${parameter}`
      : value.issued
        ? `${parameter} is an identifier that the tools give out, nothing a user makes up`
        : `an earlier call can give ${parameter}`;
  return [error('gap-known-value', `The user cannot leave out ${parameter}: ${why}.`, at)];
}

/** What a conversation in this order has to do without. */
function order(
  turns: readonly PathTurn[],
  graph: DependencyGraph,
  required: (id: string) => readonly RequiredValue[],
): PathProblem[] {
  const earlier = new Set<string>();
  return turns.flatMap((turn, at) =>
    turn.functions.flatMap((id, call) => {
      const found = [...subject(id, earlier, graph, at, call), ...unfed(id, earlier, required(id), at, call)];
      earlier.add(id);
      return found;
    }),
  );
}

function subject(
  id: string,
  earlier: ReadonlySet<string>,
  graph: DependencyGraph,
  at: number,
  call: number,
): PathProblem[] {
  if (earlier.size === 0 || earlier.has(id)) return [];
  const led = graph.incoming(id).some((index) => earlier.has(graph.edges[index]?.from ?? ''));
  return led ? [] : [note('new-subject', `Nothing before it leads to ${id}: it begins a new subject.`, at, call)];
}

function unfed(
  id: string,
  earlier: ReadonlySet<string>,
  values: readonly RequiredValue[],
  at: number,
  call: number,
): PathProblem[] {
  return values
    .filter(({ feeders, issued }) => issued && ![...feeders].some((feeder) => earlier.has(feeder)))
    .map(({ name }) =>
      note('value-unfed', `${id} needs ${name}, which nothing before it gives: the user has to know it.`, at, call),
    );
}
