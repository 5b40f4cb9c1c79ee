/**
 * How often a backtracking engine can try at the worst, read off the shape of a pattern: a product of the choices that it
 * offers. Pessimistic, and a bound only where nothing that holds a choice is repeated.
 */
export interface PatternCost {
  /** Repetitions whose count depends on the text. */
  readonly loops: number;
  /** Ways through everything else that can be taken or left. */
  readonly ways: number;
  /** What holds a choice is repeated: the ways multiply with each round, and no product bounds them. */
  readonly nested: boolean;
}

interface Group {
  loops: number;
  ways: number;
  branches: number;
  nested: boolean;
}

/** Reads a pattern that compiles, without building a tree: microseconds, and it never throws. */
export function costOf(pattern: string): PatternCost {
  const open: Group[] = [newGroup()];
  let atom: Group = newGroup();
  for (let at = 0; at < pattern.length; ) {
    const group = open.at(-1) as Group;
    const sign = pattern[at] as string;
    const count = countAt(pattern, at);
    if (count !== undefined) {
      repeat(group, atom, count);
      at += count.length;
      continue;
    }
    settle(group, atom);
    atom = newGroup();
    if (sign === '(') open.push(newGroup());
    else if (sign === '|') group.branches += 1;
    else if (sign === ')' && open.length > 1) atom = closed(open.pop() as Group);
    at = sign === '\\' ? at + 2 : sign === '[' ? classEnd(pattern, at) + 1 : at + 1;
  }
  while (open.length > 1) {
    settle(open.at(-1) as Group, atom);
    atom = closed(open.pop() as Group);
  }
  const whole = open[0] as Group;
  settle(whole, atom);
  return closed(whole);
}

/** Steps that matching a text of so many characters takes at most; infinite where nothing bounds it. */
export function worstSteps(pattern: string, cost: PatternCost, length: number): number {
  if (cost.nested) return Number.POSITIVE_INFINITY;
  return (length + 1) ** (cost.loops + 1) * cost.ways * (pattern.length + 1);
}

interface Count {
  readonly least: number;
  readonly most: number;
  /** Characters that the quantifier takes, a `?` that makes it lazy included. */
  readonly length: number;
}

/** The quantifier at a place. One that has nothing before it is a plain character, and does no harm as a count. */
function countAt(pattern: string, at: number): Count | undefined {
  const found = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(pattern.slice(at, at + 40));
  if (found === null || (pattern[at] === '?' && pattern[at - 1] === '(')) return undefined;
  const [text, least, comma, most] = found;
  const lowest = least === undefined ? Number(pattern[at] === '+') : Number(least);
  const highest = least === undefined ? Number.POSITIVE_INFINITY : comma === '' ? lowest : Number(most || 'Infinity');
  return { least: lowest, most: pattern[at] === '?' ? 1 : highest, length: text.length };
}

function repeat(group: Group, atom: Group, { least, most }: Count): void {
  const choices = atom.loops > 0 || atom.ways > 1 || atom.nested;
  if (choices && most > 1) group.nested = true;
  settle(group, atom);
  atom.loops = 0;
  atom.ways = 1;
  if (most <= 1) group.ways *= 2;
  else if (most > least) group.loops += 1;
}

function settle(group: Group, atom: Group): void {
  group.loops += atom.loops;
  group.ways *= atom.ways;
  group.nested ||= atom.nested;
}

function closed(group: Group): Group {
  return { loops: group.loops, ways: group.ways * group.branches, branches: 1, nested: group.nested };
}

function newGroup(): Group {
  return { loops: 0, ways: 1, branches: 1, nested: false };
}

function classEnd(pattern: string, at: number): number {
  for (let index = at + 1; index < pattern.length; index++) {
    if (pattern[index] === '\\') index++;
    else if (pattern[index] === ']') return index;
  }
  return pattern.length;
}
