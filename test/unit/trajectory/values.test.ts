import { describe, expect, it } from 'vitest';
import { leavesOf, pathSteps, valuesAt } from '../../../server/src/trajectory/values.ts';

describe('values at a path of an output', () => {
  const output = {
    flights: [
      { id: 'A', legs: [{ to: 'X' }, { to: 'Y' }] },
      { id: 'B', legs: [] },
    ],
    total: 2,
  };

  it('follow keys, and lists item by item, each with where it stood', () => {
    expect(valuesAt(output, 'total')).toEqual([{ value: 2 }]);
    expect(valuesAt(output, 'flights[].id')).toEqual([
      { value: 'A', item: { index: 0, of: 2 } },
      { value: 'B', item: { index: 1, of: 2 } },
    ]);
    // Of lists in lists the outer one says which item is meant.
    expect(valuesAt(output, 'flights[].legs[].to')).toEqual([
      { value: 'X', item: { index: 0, of: 2 } },
      { value: 'Y', item: { index: 0, of: 2 } },
    ]);
  });

  it('the whole output stands at the empty path', () => {
    expect(valuesAt(7, '')).toEqual([{ value: 7 }]);
    expect(pathSteps('a[].b')).toEqual(['a', '[]', 'b']);
  });

  it('there are none at a key that is not there, that is inherited, or in what is no object', () => {
    expect(valuesAt(output, 'price')).toEqual([]);
    expect(valuesAt(output, 'toString')).toEqual([]);
    expect(valuesAt('text', 'length')).toEqual([]);
    expect(valuesAt(null, 'id')).toEqual([]);
    expect(valuesAt({ id: 'A' }, '[]')).toEqual([]);
    expect(valuesAt(['A'], 'id')).toEqual([]);
  });

  it('end at the limit', () => {
    const many = { ids: Array.from({ length: 40 }, (_, index) => index) };
    expect(valuesAt(many, 'ids[]')).toHaveLength(16);
    expect(valuesAt(many, 'ids[]', 3).map(({ value }) => value)).toEqual([0, 1, 2]);
  });

  it('leaves are scalars with their paths, as many as the limit lets through', () => {
    expect(leavesOf({ a: [{ b: 1 }, { b: null }], c: 'x' })).toEqual([
      { path: 'a[].b', value: 1 },
      { path: 'a[].b', value: null },
      { path: 'c', value: 'x' },
    ]);
    expect(leavesOf([1, 2, 3], 2)).toHaveLength(2);
  });
});
