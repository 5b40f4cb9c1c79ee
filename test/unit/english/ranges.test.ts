import { expect, test } from 'vitest';
import { rangesAmong } from '../../../server/src/english/index.ts';

test.each([
  [['city', 'check_in', 'check_out'], '', [['check_in', 'check_out']]],
  [['startDate', 'endDate'], '', [['startDate', 'endDate']]],
  [['departure_date', 'arrival_date'], 'find hotel rooms', [['arrival_date', 'departure_date']]],
  [['arrival_date', 'departure_date'], 'search_flights', [['departure_date', 'arrival_date']]],
  [['created_before', 'created_after'], '', [['created_after', 'created_before']]],
  [
    ['min_price', 'max_price', 'from', 'to'],
    '',
    [
      ['min_price', 'max_price'],
      ['from', 'to'],
    ],
  ],
  [['start_date', 'end_time'], '', []],
  [['name', 'from_email'], '', []],
] as const)('the ends of the ranges among %j', (names, about, expected) => {
  expect(rangesAmong([...names], about).map(({ start, end }) => [start, end])).toEqual(expected);
});
