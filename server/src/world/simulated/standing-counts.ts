import { singular } from '../../english/index.ts';
import type { TableModel } from './model.ts';
import { occupiedBy } from './occupation.ts';
import { flagWord, standingOf } from './occupied.ts';
import type { Source } from './plan.ts';

/**
 * `free_spaces` and `occupied_spaces` of a garage whose spaces are occupied or not, `open_tickets` of a desk: as many records
 * as stand so.
 */
export function standingCount(words: readonly string[], tables: readonly TableModel[]): Source | undefined {
  if (words.length < 2) return undefined;
  for (const table of tables) {
    if (table.entity.identifiers.length === 0) continue;
    const noun = table.name.split('_').map(singular);
    const rest = words.filter((word) => !noun.includes(singular(word)) && word !== 'count' && word !== 'total');
    const [said, ...more] = rest;
    if (said === undefined || more.length > 0 || !noun.every((word) => words.some((one) => singular(one) === word)))
      continue;
    const flag = occupiedBy(table);
    const standing = standingOf(said);
    if (flag !== undefined && flagWord(flag) !== undefined && standing !== undefined)
      return { from: 'aggregate', how: 'count', table: table.name, field: flag, state: standing };
    const choice = table.fields.get(table.state ?? '')?.enum?.find((one) => one === said);
    if (typeof choice === 'string')
      return { from: 'aggregate', how: 'count', table: table.name, field: '', state: choice };
  }
  return undefined;
}
