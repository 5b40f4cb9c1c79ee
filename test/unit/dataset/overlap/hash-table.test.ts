import { expect, it } from 'vitest';
import { HashTable } from '../../../../server/src/dataset/overlap/hash-table.ts';

it('keeps every value of a key, in order, however many there are', () => {
  const table = new HashTable();
  for (let key = 0; key < 3_000; key += 1) table.add(key, key + 1);
  for (let value = 0; value < 3; value += 1) table.add(5_000, value);
  // A key that begins at the last slot of a table of 1024, and goes on at its start.
  table.add(1_023, 7);
  expect(table.size).toBe(3_004);
  expect([0, 999, 2_999].map((key) => table.all(key, 9))).toEqual([[1], [1_000], [3_000]]);
  expect(table.all(1_023, 9)).toEqual([1_024, 7]);
  expect(table.all(5_000, 9)).toEqual([0, 1, 2]);
  expect(table.all(5_000, 2)).toEqual([0, 1]);
  expect(table.all(4_000, 9)).toEqual([]);
});

it('forgets the keys that are not kept, and nothing else', () => {
  const table = new HashTable();
  for (let value = 0; value < 4; value += 1) for (const key of [1_022, 1_023, 1_024]) table.add(key, value);
  table.keepOnly((key) => key !== 1_023);
  expect(table.size).toBe(8);
  expect([1_022, 1_023, 1_024].map((key) => table.all(key, 9))).toEqual([[0, 1, 2, 3], [], [0, 1, 2, 3]]);
});
