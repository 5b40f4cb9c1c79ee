import { type Dimension, type Unit, unitOf } from '../../english/index.ts';

/** What many values are measured in without one being worth carrying to another call. */
const NOT_CARRIED: ReadonlySet<Dimension> = new Set(['amount', 'ratio', 'resistance', 'screen', 'time']);

/** The unit a word names, where a value in it can feed whatever takes or converts that unit. */
export function carriedUnit(word: string): Unit | undefined {
  const unit = unitOf(word);
  return unit === undefined || unit.name === 'degree' || NOT_CARRIED.has(unit.dimension) ? undefined : unit;
}

/** The first such unit named among words: `The fuel level in gallons` → gallon. */
export function carriedUnitAmong(words: readonly string[]): Unit | undefined {
  for (const word of words) {
    const unit = carriedUnit(word);
    if (unit !== undefined) return unit;
  }
  return undefined;
}
