import type { AST } from '@eslint-community/regexpp';
import { type Program, programOf, Unfollowed } from './program.ts';

/** States that are looked at: their pairs are, and must stay few enough. */
const MAX_STATES = 160;
/** Steps between pairs that are followed before nothing is said. */
const MAX_STEPS = 100_000;
/** Steps from one character to those that may follow it. */
const MAX_WALK = 5_000;

/** Stands for every character beyond ASCII. */
const BEYOND = 0x4e00;
const LETTERS = [...Array.from({ length: 128 }, (_none, code) => code), BEYOND];

/**
 * Whether a loop of the pattern can read one text in two ways and be where it was both times: then every round doubles the
 * ways that an engine which goes back tries before it gives up. Something that can fail must follow the loop. Undecided
 * patterns (too large, or with references back) are said to have none.
 */
export function hasDoublingLoop(pattern: AST.Pattern, flags: string): boolean {
  try {
    return doubles(statesOf(programOf(pattern, flags)));
  } catch (error) {
    if (error instanceof Unfollowed) return false;
    throw error;
  }
}

interface State {
  /** Which of {@link LETTERS} it reads. */
  readonly reads: readonly boolean[];
  /** States that may read next, by their number; one that two ways lead to stands twice. */
  readonly next: readonly number[];
  /** Whether what follows can fail: a character to be read or an edge to be at, outside every loop through here. */
  readonly mayFail: boolean;
}

function statesOf(program: Program): readonly State[] {
  const places = program.flatMap(({ kind }, at) => (kind === 'unit' ? [at] : []));
  if (places.length > MAX_STATES) throw new Unfollowed('the pattern is too large');
  const numberOf = new Map(places.map((at, number) => [at, number]));
  const after = places.map((at) => waysFrom(program, at + 1));
  const next = after.map(({ units }) => units.map((at) => numberOf.get(at) ?? 0));
  const ahead = next.map((_none, state) => reach(next, state));
  return places.map((at, number) => {
    const unit = program[at];
    const test = unit?.kind === 'unit' ? unit.test : () => false;
    const later = [...(ahead[number] ?? [])];
    const mayFail =
      [number, ...later].some((state) => after[state]?.edge === true) ||
      later.some((state) => ahead[state]?.has(number) !== true);
    return { reads: LETTERS.map(test), next: next[number] ?? [], mayFail };
  });
}

/** Characters that may be read next from a place, one for each way that leads there; and whether an edge is on the way. */
function waysFrom(program: Program, from: number): { readonly units: readonly number[]; readonly edge: boolean } {
  const units: number[] = [];
  let edge = false;
  let steps = 0;
  const walk = (at: number, passed: ReadonlySet<number>): void => {
    steps += 1;
    if (steps > MAX_WALK) throw new Unfollowed('too many ways lead on');
    const instruction = program[at];
    // A round that reads nothing is not gone twice.
    if (instruction === undefined || passed.has(at) || units.length > MAX_STATES) return;
    const on = new Set(passed).add(at);
    if (instruction.kind === 'unit') units.push(at);
    else if (instruction.kind === 'jump') walk(instruction.next, on);
    else if (instruction.kind === 'split') {
      walk(instruction.next, on);
      walk(instruction.other, on);
    } else if (instruction.kind !== 'found') {
      edge = true;
      walk(at + 1, on);
    }
  };
  walk(from, new Set());
  return { units, edge };
}

/** The states that can be come to from one. */
function reach(next: readonly (readonly number[])[], start: number): ReadonlySet<number> {
  const seen = new Set<number>();
  const open = [start];
  for (let state = open.pop(); state !== undefined; state = open.pop())
    for (const number of next[state] ?? []) {
      if (!seen.has(number)) open.push(number);
      seen.add(number);
    }
  return seen;
}

/** Looks for a state from which two different ways lead through the same characters back to it. */
function doubles(states: readonly State[]): boolean {
  let left = MAX_STEPS;
  const meet = states.map((one) =>
    states.map((other) => one.reads.some((reads, letter) => reads && other.reads[letter])),
  );
  const size = states.length;
  const nextPairs = (pair: number): number[] => {
    const [one, other] = [states[Math.floor(pair / size)], states[pair % size]];
    return (one?.next ?? []).flatMap((first) =>
      (other?.next ?? []).flatMap((second) => {
        left -= 1;
        return meet[first]?.[second] === true ? [first * size + second] : [];
      }),
    );
  };
  return states.some((state, start) => {
    if (!state.mayFail) return false;
    // Each pair that the two ways are at, and whether they have parted on the way there.
    const seen = new Set<number>();
    const open: (readonly [pair: number, parted: boolean])[] = [[start * size + start, false]];
    for (let item = open.pop(); item !== undefined && left > 0; item = open.pop()) {
      const [pair, before] = item;
      const onward = nextPairs(pair);
      for (const next of onward) {
        const apart = Math.floor(next / size) !== next % size;
        // One state that two ways lead to in one step is met twice among the pairs of equal states.
        const twice = !apart && pair % (size + 1) === 0 && count(states[pair % size]?.next ?? [], next % size) > 1;
        const parted = before || apart || twice;
        if (parted && next === start * size + start) return true;
        const key = next * 2 + (parted ? 1 : 0);
        if (!seen.has(key)) open.push([next, parted]);
        seen.add(key);
      }
    }
    return false;
  });
}

const count = (list: readonly number[], wanted: number) => list.filter((each) => each === wanted).length;
