import type { AST } from '@eslint-community/regexpp';

/** What one step of a {@link Program} does; `next` and `other` are places in the program. */
export type Instruction =
  | { readonly kind: 'unit'; readonly test: (unit: number) => boolean }
  | { readonly kind: 'split'; readonly next: number; other: number }
  | { readonly kind: 'jump'; next: number }
  | { readonly kind: 'edge'; readonly edge: 'start' | 'end' | 'word' | 'no-word' }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negate: boolean; readonly program: Program }
  | { readonly kind: 'found' };

/** A pattern as a machine without memory: every state of it is visited at most once for each place in the text. */
export type Program = readonly Instruction[];

/** A pattern that no such machine can follow, or only one too large. */
export class Unfollowed extends Error {}

/** Instructions of a program at most, those of its look-arounds included. */
const MAX_INSTRUCTIONS = 20_000;
const MAX_DEPTH = 200;

/**
 * Translates a pattern's tree. Counts are written out, look-arounds become programs of their own. Which of several
 * matches is found makes no difference to whether there is one, so greedy and lazy are the same here.
 * @throws Unfollowed for back-references, for flags inside a pattern, and where the program would be too large
 */
export function programOf(pattern: AST.Pattern, flags: string): Program {
  const budget = { left: MAX_INSTRUCTIONS };
  return new Writer(flags, budget).whole(pattern.alternatives);
}

class Writer {
  readonly #code: Instruction[] = [];
  readonly #flags: string;
  readonly #budget: { left: number };
  #depth = 0;

  constructor(flags: string, budget: { left: number }) {
    this.#flags = flags;
    this.#budget = budget;
  }

  whole(alternatives: readonly AST.Alternative[]): Program {
    this.#alternatives(alternatives);
    this.#add({ kind: 'found' });
    return this.#code;
  }

  #add<T extends Instruction>(instruction: T): T {
    this.#budget.left -= 1;
    if (this.#budget.left < 0) throw new Unfollowed('the pattern is too large');
    this.#code.push(instruction);
    return instruction;
  }

  #alternatives(alternatives: readonly AST.Alternative[]): void {
    const ends: { next: number }[] = [];
    alternatives.forEach((alternative, index) => {
      const last = index === alternatives.length - 1;
      const split = last ? undefined : this.#split();
      for (const element of alternative.elements) this.#element(element);
      if (!last) ends.push(this.#add({ kind: 'jump', next: 0 }));
      if (split !== undefined) split.other = this.#code.length;
    });
    for (const end of ends) end.next = this.#code.length;
  }

  /** Goes on with the next instruction, or at `other`, which is set later. */
  #split(): { other: number } {
    return this.#add({ kind: 'split', next: this.#code.length + 1, other: 0 });
  }

  #element(element: AST.Element): void {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new Unfollowed('the pattern is nested too deeply');
    switch (element.type) {
      case 'Character':
        this.#add({ kind: 'unit', test: (unit) => unit === element.value });
        break;
      case 'CharacterSet':
      case 'CharacterClass':
        this.#add({ kind: 'unit', test: unitTest(element.raw, this.#flags) });
        break;
      case 'CapturingGroup':
        this.#alternatives(element.alternatives);
        break;
      case 'Group':
        if (element.modifiers !== null) throw new Unfollowed('the pattern changes flags');
        this.#alternatives(element.alternatives);
        break;
      case 'Quantifier':
        this.#repeated(element);
        break;
      case 'Assertion':
        this.#assertion(element);
        break;
      default:
        throw new Unfollowed('the pattern refers back to a group');
    }
    this.#depth -= 1;
  }

  #repeated({ element, min, max }: AST.Quantifier): void {
    for (let round = 0; round < min; round++) this.#element(element);
    if (max === Number.POSITIVE_INFINITY) {
      const start = this.#code.length;
      const split = this.#split();
      this.#element(element);
      this.#add({ kind: 'jump', next: start });
      split.other = this.#code.length;
      return;
    }
    const exits: { other: number }[] = [];
    for (let round = min; round < max; round++) {
      exits.push(this.#split());
      this.#element(element);
    }
    for (const exit of exits) exit.other = this.#code.length;
  }

  #assertion(element: AST.Assertion): void {
    if (element.kind === 'word') this.#add({ kind: 'edge', edge: element.negate ? 'no-word' : 'word' });
    else if ('alternatives' in element) this.#look(element);
    else this.#add({ kind: 'edge', edge: element.kind });
  }

  #look({ alternatives, kind, negate }: AST.LookaroundAssertion): void {
    const program = new Writer(this.#flags, this.#budget).whole(alternatives);
    this.#add({ kind: 'look', behind: kind === 'lookbehind', negate, program });
  }
}

/** Whether one character is in a class: the language's own engine says, and for ASCII it is asked once. */
function unitTest(raw: string, flags: string): (unit: number) => boolean {
  const expression = new RegExp(`^(?:${raw})$`, flags);
  const known = new Int8Array(128);
  const ask = (unit: number) => expression.test(String.fromCodePoint(unit));
  return (unit) => {
    if (unit >= 128) return ask(unit);
    if (known[unit] === 0) known[unit] = ask(unit) ? 1 : -1;
    return known[unit] === 1;
  };
}
