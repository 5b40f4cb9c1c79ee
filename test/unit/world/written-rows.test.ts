import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type DatabaseState,
  rowOf,
  rowsOf,
  type StoredRow,
  startState,
  withRow,
  writtenRows,
} from '../../../server/src/world/simulated/state.ts';
import { emptyTrie, trieEntries, trieGet, trieSet } from '../../../server/src/world/simulated/trie.ts';

/** One write: from which of the states so far, under which identifier, and whether the record was only found. */
const writes = fc.array(fc.record({ from: fc.nat(40), id: fc.nat(12), found: fc.boolean() }), { maxLength: 40 });

test('states that go on from one state in different ways each tell their own written records', () => {
  fc.assert(
    fc.property(writes, (steps) => {
      const states = [startState('seed', true)];
      for (const { from, id, found } of steps) {
        const before = states[from % states.length] as DatabaseState;
        states.push(withRow(before, 'order', `o${id}`, rowAfter(before, `o${id}`, found)));
        writtenRows(states.at(from % states.length) as DatabaseState, 'order');
      }
      for (const state of states) {
        const told = rowsOf(state, 'order').filter(([, row]) => row.version > 0);
        expect(writtenRows(state, 'order')).toEqual(told);
      }
    }),
  );
});

test('a record that is made leaves the list of the state before as it was', () => {
  const first = withRow(startState('seed', true), 'order', 'a', row(0));
  const told = writtenRows(first, 'order');
  const left = withRow(first, 'order', 'b', row(1));
  const right = withRow(first, 'order', 'c', row(1));
  expect(told.map(([id]) => id)).toEqual(['a']);
  expect(writtenRows(left, 'order').map(([id]) => id)).toEqual(['a', 'b']);
  expect(writtenRows(right, 'order').map(([id]) => id)).toEqual(['a', 'c']);
});

test('a trie holds what a map holds, and an earlier one stays as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.integer()), { maxLength: 200 }), (entries) => {
      let trie = emptyTrie<number>();
      for (const [key, value] of entries) {
        const before = JSON.stringify(trie);
        const next = trieSet(trie, key, value);
        expect(JSON.stringify(trie)).toBe(before);
        trie = next;
      }
      const map = new Map(entries);
      expect(trie.size).toBe(map.size);
      expect(new Map(trieEntries(trie))).toEqual(map);
      for (const [key, value] of map) expect(trieGet(trie, key)).toBe(value);
      expect(JSON.parse(JSON.stringify(trie))).toEqual(trie);
    }),
  );
});

function rowAfter(state: DatabaseState, id: string, found: boolean): StoredRow {
  const before = rowOf(state, 'order', id);
  if (before === undefined) return { ...row(state.next), version: found ? 0 : 1 };
  return { ...before, version: before.version + 1 };
}

function row(order: number): StoredRow {
  return { fields: {}, first: {}, version: 1, order };
}
