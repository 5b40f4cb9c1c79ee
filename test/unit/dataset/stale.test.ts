import { describe, expect, it } from 'vitest';
import { createStaleTools, readSignatures } from '../../../server/src/dataset/index.ts';
import { signaturesOf, writeSignatures } from '../../../server/src/dataset/signatures.ts';
import { AIRLINE, contextOf, recordsOf } from '../trajectory/support.ts';

const functionsOf = (fsig: string) => [...contextOf(fsig).functions.values()];
const before = signaturesOf(functionsOf(AIRLINE));

/** Functions that an edit of the airline's text makes stale, over some records. */
async function staleAfter(edit: (text: string) => string): Promise<string[]> {
  const records = await recordsOf(contextOf(AIRLINE), 12);
  const reasons = createStaleTools(functionsOf(edit(AIRLINE)), before);
  return [...new Set(records.flatMap((record) => reasons(record)).map(({ function: name, why }) => `${name}: ${why}`))];
}

describe('records made stale by an edit', () => {
  it('are exactly those that offer the edited function, and say which part changed', async () => {
    const records = await recordsOf(contextOf(AIRLINE), 12);
    const edited = createStaleTools(
      functionsOf(AIRLINE.replace('Lists the free seats of a flight.', 'Shows which seats are free.')),
      before,
    );
    const offering = records.filter((record) => record.tools.some((tool) => tool.function.name === 'seat_map'));
    expect(offering.length).toBeGreaterThan(0);
    expect(records.filter((record) => edited(record).length > 0)).toEqual(offering);
    expect(offering.map((record) => edited(record))).toEqual(
      offering.map(() => [{ function: 'seat_map', why: 'its description changed' }]),
    );
  });

  it('are none after a change of white space, of order, or a new function', async () => {
    expect(await staleAfter((text) => text.replace('free seats of', 'free\n *  seats   of'))).toEqual([]);
    expect(await staleAfter((text) => `${text}\n/** Waits. */ function wait(): boolean;`)).toEqual([]);
    const functions = [...functionsOf(AIRLINE)].reverse();
    const records = await recordsOf(contextOf(AIRLINE), 12);
    expect(records.flatMap((record) => createStaleTools(functions, before)(record))).toEqual([]);
  });

  it('follow a premise, which no tool definition repeats', async () => {
    const changed = await staleAfter((text) =>
      text.replace('Lists the free seats of a flight.', '$& @requires find_flights'),
    );
    expect(changed).toEqual(['seat_map: its premises changed']);
  });

  it('are also those whose function is gone', async () => {
    const [record] = await recordsOf(contextOf(AIRLINE), 1);
    const none = createStaleTools(functionsOf('/** Waits. */ function wait(): boolean;'));
    expect(record === undefined ? [] : none(record).map(({ function: name }) => name)).toEqual(
      record?.tools.map((tool) => tool.function.name),
    );
  });

  it('are none where the record was made from the catalog as it is', async () => {
    const [record] = await recordsOf(contextOf(AIRLINE), 1);
    const gone = createStaleTools(functionsOf('/** Waits. */ function wait(): boolean;'), before, record?.catalogHash);
    expect(record === undefined ? [''] : gone(record)).toEqual([]);
  });
});

describe('the file of signatures', () => {
  it('reads as it was written, and nothing else does', () => {
    expect(readSignatures(writeSignatures(before))).toEqual(before);
    for (const text of [undefined, '', '{}', 'null', '{"format":"magnet-signatures","version":2,"functions":{}}'])
      expect(readSignatures(text)).toBeUndefined();
  });
});
