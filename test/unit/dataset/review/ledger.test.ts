import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decide,
  editStep,
  leftOutByReview,
  noteEdit,
  noteUndo,
  REVIEW_STATES,
  readReview,
  reviewFileOf,
} from '../../../../server/src/dataset/index.ts';
import type { TrajectoryRecord } from '../../../../server/src/trajectory/index.ts';
import { memoryFolder } from '../support.ts';

const AT = '2026-01-02T03:04:05.000Z';

describe('a review beside a run', () => {
  it('stands in the folder of a run, or beside a file under its name', () => {
    expect(reviewFileOf('/runs/first/records.jsonl')).toBe('/runs/first/review.jsonl');
    expect(reviewFileOf('/data/pairs.jsonl')).toBe('/data/pairs.review.jsonl');
    expect(reviewFileOf('C:\\data\\pairs.jsonl')).toBe('C:\\data\\pairs.review.jsonl');
  });

  it('keeps what was decided, also when it is read again', async () => {
    const file = await memoryFolder().lines('review.jsonl');
    const { ledger } = await readReview(file);
    await decide(file, ledger, { state: 'accepted', ids: ['a', 'b'] }, AT);
    await decide(file, ledger, { state: 'flagged', ids: ['b'], note: 'odd price' }, AT);
    const again = (await readReview(file)).ledger;
    expect([again.stateOf('a'), again.stateOf('b'), again.stateOf('c')]).toEqual(['accepted', 'flagged', 'unreviewed']);
    expect(again.decisionOf('b')?.note).toBe('odd price');
    expect(again.counts).toEqual({ unreviewed: 0, accepted: 1, rejected: 0, flagged: 1 });
  });

  it('keeps the original of an edit, with the reason', async () => {
    const file = await memoryFolder().lines('review.jsonl');
    const { ledger } = await readReview(file);
    const before = { id: 'a', messages: [{ role: 'user', content: 'Hello' }] } as unknown as TrajectoryRecord;
    await noteEdit(file, ledger, { before, reason: 'a slip' }, AT);
    expect(ledger.undoable).toEqual({ step: 1, kind: 'edit', ids: ['a'] });
    expect(await editStep(file, 1)).toMatchObject({ reason: 'a slip', before });
  });

  it('passes over lines that are no steps, tells of them, and writes behind half a line', async () => {
    const files = new Map([
      ['review.jsonl', '{"step":1,"at":"","state":"accepted","ids":["a"]}\nnonsense\n{"step":2,'],
    ]);
    const file = await memoryFolder(files).lines('review.jsonl');
    const { ledger, broken } = await readReview(file);
    expect(broken.map(({ line }) => line)).toEqual([2, 3]);
    await decide(file, ledger, { state: 'rejected', ids: ['b'] }, AT);
    const again = (await readReview(file)).ledger;
    expect([again.stateOf('a'), again.stateOf('b')]).toEqual(['accepted', 'rejected']);
  });

  it('law: undoing every step, one after the other, leaves each state as it was before', async () => {
    const step = fc.record({
      state: fc.constantFrom(...REVIEW_STATES),
      ids: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const file = await memoryFolder().lines('review.jsonl');
        const { ledger } = await readReview(file);
        const states = () => ['a', 'b', 'c', 'd'].map((id) => ledger.stateOf(id));
        const seen = [states()];
        for (const one of steps) {
          await decide(file, ledger, one, AT);
          seen.push(states());
        }
        while (ledger.undoable !== undefined) {
          expect(states()).toEqual(seen.pop());
          await noteUndo(file, ledger, ledger.undoable, AT);
        }
        expect(states()).toEqual(seen[0]);
        const { ledger: again } = await readReview(file);
        expect(again.undoable).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it('says what an export leaves out; what a record says itself counts where the review says nothing', async () => {
    const file = await memoryFolder().lines('review.jsonl');
    const { ledger } = await readReview(file);
    await decide(file, ledger, { state: 'accepted', ids: ['a'] }, AT);
    await decide(file, ledger, { state: 'rejected', ids: ['b'] }, AT);
    const record = (id: string, status: TrajectoryRecord['review']['status'] = 'unreviewed') => ({
      id,
      review: { status, edits: [] },
    });
    const out = (id: string, filter: 'accepted' | 'not-rejected', status?: TrajectoryRecord['review']['status']) =>
      leftOutByReview(record(id, status), ledger, filter);
    expect([out('a', 'accepted'), out('c', 'accepted', 'accepted')]).toEqual([undefined, undefined]);
    expect(out('c', 'accepted')).toBe('review: it is unreviewed, not accepted');
    expect(out('b', 'not-rejected', 'accepted')).toBe('review: it is rejected');
    expect(out('c', 'not-rejected')).toBeUndefined();
  });
});
