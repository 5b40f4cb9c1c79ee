import { hashNumber } from '../../json/index.ts';

/** How much the function sequences of a set are those of another (the Magnet paper, appendix C). */
export interface PathOverlap {
  /** Different function sequences of the others' sets. */
  readonly theirs: number;
  /** Records with calls, and those whose whole sequence is one of theirs. */
  readonly records: number;
  readonly samePath: number;
  /** Neighbouring calls as pairs of names, and those that stand in theirs. */
  readonly pairs: number;
  readonly samePairs: number;
}

/** Counts, over records, exact matches of whole function sequences and of pairs of neighbouring names. */
export class PathMeter {
  readonly #paths = new Set<number>();
  readonly #pairs = new Set<number>();
  #counts = { records: 0, samePath: 0, pairs: 0, samePairs: 0 };

  /** A sequence of the others' sets. */
  add(names: readonly string[]): void {
    if (names.length === 0) return;
    this.#paths.add(hashNumber(names.join('\n')));
    for (const pair of pairsOf(names)) this.#pairs.add(pair);
  }

  /** A sequence of the set that is looked at. */
  count(names: readonly string[]): void {
    if (names.length === 0) return;
    const pairs = pairsOf(names);
    this.#counts = {
      records: this.#counts.records + 1,
      samePath: this.#counts.samePath + Number(this.#paths.has(hashNumber(names.join('\n')))),
      pairs: this.#counts.pairs + pairs.length,
      samePairs: this.#counts.samePairs + pairs.filter((pair) => this.#pairs.has(pair)).length,
    };
  }

  finish(): PathOverlap {
    return { theirs: this.#paths.size, ...this.#counts };
  }
}

function pairsOf(names: readonly string[]): number[] {
  return names.slice(1).map((name, at) => hashNumber(`${names[at]}\n${name}`));
}
