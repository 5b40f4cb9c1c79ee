import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../server/src/json/index.ts';
import { createRandom } from '../../../server/src/random/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

const FUNCTIONS = functionsOf(`
/**
 * Books a tour of the works.
 * @param start_time When it starts, HH:MM.
 * @param day Day of the tour (DD/MM/YYYY).
 * @param closes Last moment to come, as YYYY-MM-DD HH:MM.
 * @param stamp Moment of the request, YYYY-MM-DDTHH:MM:SSZ.
 * @param gallery Gallery name.
 * @param institution Who comes.
 */
declare function book_tour(start_time: string, day: string, closes: string, stamp: string, gallery: string, institution: string): { tour_id: string };
/**
 * Asks for a loan.
 * @param from_date First day.
 * @param to_date Last day.
 */
declare function request_loan(work_id: string, from_date: string, to_date: string): { loan_id: string };
/** Lists the loans. */
declare function list_loans(): { loans: { loan_id: string; work_id: string; from_date: string; to_date: string }[] };
`);
const world = createSimulatedWorld(FUNCTIONS);
const proposed = (name: string) =>
  Array.from({ length: 30 }, (_, seed) =>
    world.proposeArguments(name, world.startNow(`${seed}`), createRandom(seed), {}),
  );

describe('values are written as their description says', () => {
  it.each([
    ['start_time', /^\d\d:\d\d$/],
    ['day', /^[0-3]\d\/[01]\d\/20\d\d$/],
    ['closes', /^20\d\d-\d\d-\d\d \d\d:\d\d$/],
    ['stamp', /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
    ['gallery', /^\p{Lu}/u],
    ['institution', /^\p{Lu}/u],
  ])('%s', (name, layout) => {
    for (const given of proposed('book_tour')) expect(given[name]).toMatch(layout);
  });

  it('what goes to a day goes from an earlier one, also in records that were there before', () => {
    const loans = Array.from({ length: 20 }, (_, seed) => {
      const { outcome } = world.executeNow({ function: 'list_loans', arguments: {} }, world.startNow(`${seed}`));
      return outcome.ok ? ((outcome.output as JsonObject).loans as JsonObject[]) : [];
    }).flat();
    expect(loans.length).toBeGreaterThan(20);
    for (const { from_date, to_date } of loans) expect(String(to_date) >= String(from_date)).toBe(true);
  });
});
