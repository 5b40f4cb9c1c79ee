import { describe, expect, it } from 'vitest';
import { createBfclIds } from '../../../../server/src/dataset/export/bfcl-ids.ts';
import type { Json } from '../../../../server/src/json/index.ts';

const task = (id: string): { rows: Json[]; answers: Json[] } => ({
  rows: [{ id, question: [] }],
  answers: [{ id, ground_truth: [] }],
});
const ids = ({ rows, answers }: ReturnType<typeof task>) =>
  [rows, answers].map((list) => list.map((item) => (item as { id?: string }).id));

describe('ids of tasks of several runs in one file', () => {
  it('a number that is taken gives way to the next free one, in the row and in its answer', () => {
    const own = createBfclIds();
    const given = ['multiple_0', 'multiple_0', 'multiple_1', 'parallel_0', 'multiple_9', 'multiple_9'].map((id) =>
      ids(own(task(id))),
    );
    expect(given).toEqual(
      ['multiple_0', 'multiple_1', 'multiple_2', 'parallel_0', 'multiple_9', 'multiple_10'].map((id) => [[id], [id]]),
    );
  });

  it('what is free comes back itself', () => {
    const one = task('multiple_0');
    expect(createBfclIds()(one)).toBe(one);
  });

  it('an id without a number gets one', () => {
    const own = createBfclIds();
    own(task('mine'));
    expect(ids(own(task('mine')))).toEqual([['mine_1'], ['mine_1']]);
  });

  it('an item without an id, or with one that was free, stays as it is', () => {
    const own = createBfclIds();
    own(task('multiple_0'));
    const mixed = {
      rows: [{ id: 'multiple_0' }, { id: 'simple_0' }, { note: 'x' }, 'text'],
      answers: [{ id: 'simple_0' }],
    };
    expect(own(mixed)).toEqual({
      rows: [{ id: 'multiple_1' }, { id: 'simple_0' }, { note: 'x' }, 'text'],
      answers: [{ id: 'simple_0' }],
    });
  });
});
