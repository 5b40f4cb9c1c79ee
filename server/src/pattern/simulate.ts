import type { Instruction, Program } from './program.ts';

/** The question costs more than it may. */
export class StepsSpent extends Error {}

/**
 * Whether a program finds a match anywhere in a text, by following all of its states at once: time grows with the length
 * of the text times the length of the program, whatever the pattern.
 * @param units code points, or code units for a pattern read without the flag `u`
 * @throws StepsSpent after `most` steps
 */
export function finds(program: Program, units: readonly number[], most: number): boolean {
  return new Simulation(units, most).run(program, 0, { anchored: false }) !== undefined;
}

interface Look {
  /** For a look ahead: by place, 0 where not asked yet, 1 for yes, 2 for no. */
  readonly ahead: Uint8Array;
  /** For a look behind: the places where a match ends. */
  behind?: Uint8Array;
}

class Simulation {
  readonly #units: readonly number[];
  readonly #looks = new Map<Program, Look>();
  #left: number;

  constructor(units: readonly number[], most: number) {
    this.#units = units;
    this.#left = most;
  }

  /**
   * Follows a program from a place on.
   * @param mode anchored: a match starts there or nowhere; ends: gets a mark wherever a match ends, and all are sought
   * @returns where the first match ends; undefined for none
   */
  run(program: Program, from: number, mode: { anchored: boolean; ends?: Uint8Array }): number | undefined {
    const seen = new Int32Array(program.length).fill(-1);
    this.#spend(program.length);
    let states: number[] = [];
    for (let at = from; at <= this.#units.length; at++) {
      const entering = mode.anchored && at > from ? states : [...states, 0];
      const waiting: number[] = [];
      if (this.#enter(program, entering, at, seen, waiting)) {
        if (mode.ends === undefined) return at;
        mode.ends[at] = 1;
      }
      if (mode.anchored && waiting.length === 0) return undefined;
      states = this.#consume(program, waiting, at);
    }
    return undefined;
  }

  /** Goes on from states until each waits for a character. @returns whether the end of the pattern is among them */
  #enter(program: Program, entering: number[], at: number, seen: Int32Array, waiting: number[]): boolean {
    let found = false;
    while (entering.length > 0) {
      const state = entering.pop() as number;
      if (seen[state] === at) continue;
      seen[state] = at;
      this.#spend(1);
      const instruction = program[state] as Instruction;
      if (instruction.kind === 'found') found = true;
      else if (instruction.kind === 'unit') waiting.push(state);
      else if (instruction.kind === 'jump') entering.push(instruction.next);
      else if (instruction.kind === 'split') entering.push(instruction.next, instruction.other);
      else if (this.#holds(instruction, at)) entering.push(state + 1);
    }
    return found;
  }

  #consume(program: Program, waiting: readonly number[], at: number): number[] {
    const unit = this.#units[at];
    if (unit === undefined) return [];
    this.#spend(waiting.length);
    return waiting
      .filter((state) => (program[state] as Extract<Instruction, { kind: 'unit' }>).test(unit))
      .map((state) => state + 1);
  }

  #holds(instruction: Extract<Instruction, { kind: 'edge' | 'look' }>, at: number): boolean {
    if (instruction.kind === 'look') return this.#isSeen(instruction, at) !== instruction.negate;
    if (instruction.edge === 'start') return at === 0;
    if (instruction.edge === 'end') return at === this.#units.length;
    const between = isWord(this.#units[at - 1]) !== isWord(this.#units[at]);
    return between === (instruction.edge === 'word');
  }

  #isSeen({ program, behind }: Extract<Instruction, { kind: 'look' }>, at: number): boolean {
    let look = this.#looks.get(program);
    if (look === undefined) {
      look = { ahead: new Uint8Array(this.#units.length + 1) };
      this.#looks.set(program, look);
    }
    if (behind) {
      if (look.behind === undefined) {
        const ends = new Uint8Array(this.#units.length + 1);
        this.run(program, 0, { anchored: false, ends });
        look.behind = ends;
      }
      return look.behind[at] === 1;
    }
    if (look.ahead[at] === 0) look.ahead[at] = this.run(program, at, { anchored: true }) === undefined ? 2 : 1;
    return look.ahead[at] === 1;
  }

  #spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new StepsSpent();
  }
}

function isWord(unit: number | undefined): boolean {
  if (unit === undefined) return false;
  return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || unit === 95 || (unit >= 97 && unit <= 122);
}
