import { describe, expect, it } from 'vitest';
import { createStaleTools } from '../../../server/src/dataset/index.ts';
import { AIRLINE, contextOf, recordsOf } from '../trajectory/support.ts';

const functionsOf = (fsig: string) => [...contextOf(fsig).functions.values()];

describe('records made stale by an edit', () => {
  it('are exactly those that offer the edited function', async () => {
    const records = await recordsOf(contextOf(AIRLINE), 12);
    const same = createStaleTools(functionsOf(AIRLINE));
    expect(records.flatMap((record) => same(record))).toEqual([]);
    const edited = createStaleTools(
      functionsOf(AIRLINE.replace('Lists the free seats of a flight.', 'Shows which seats are free.')),
    );
    for (const record of records) {
      const offered = record.tools.some((tool) => tool.function.name === 'seat_map');
      expect(edited(record)).toEqual(offered ? ['seat_map'] : []);
    }
  });

  it('are also those whose function is gone', async () => {
    const [record] = await recordsOf(contextOf(AIRLINE), 1);
    const none = createStaleTools(functionsOf('/** Waits. */ function wait(): boolean;'));
    expect(record === undefined ? [] : none(record)).toEqual(record?.tools.map((tool) => tool.function.name));
  });
});
