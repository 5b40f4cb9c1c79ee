import { mixedHash } from '../../json/index.ts';
import type { SplitBy } from './groups.ts';

export type Side = 'train' | 'test';

/** Which side each record goes to, in the order of the records. */
export interface SplitPlan {
  readonly sides: readonly Side[];
  readonly groups: Readonly<Record<Side, number>>;
}

/** A set that cannot be split as asked; the message says why, and what can be done. */
export class SplitError extends Error {
  override readonly name = 'SplitError';
}

const WHAT = {
  path: { one: 'function sequence', instead: '--split-by record' },
  tool: { one: 'group of tools that records call together', instead: '--split-by path' },
  record: { one: 'record', instead: 'a larger run' },
} as const satisfies Record<SplitBy, unknown>;

/** A test side of more than this many times the share that was asked is no split as asked. */
const FAR_OFF = 2;

/**
 * Whole groups go to the test side, in an order that follows from the seed alone, as long as they fit into the share; where
 * none fits, the smallest does.
 * @param share of the records on the test side, between 0 and 1
 * @throws SplitError where there is one group, or where the smallest is far more than the share
 */
export function planSplit(groups: readonly string[], share: number, by: SplitBy, seed: string): SplitPlan {
  const sizes = new Map<string, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const wanted = Math.max(1, Math.round(share * groups.length));
  const order = [...sizes].sort(([left], [right]) => place(left, seed) - place(right, seed) || (left < right ? -1 : 1));
  const { one, instead } = WHAT[by];
  if (order.length < 2)
    throw new SplitError(
      `no split by ${by}: ${groups.length === 0 ? 'there are no records' : `all ${groups.length} records belong to one ${one}`}. Try ${instead}.`,
    );
  const test = new Set<string>();
  let taken = 0;
  for (const [group, size] of order) {
    if (taken + size > wanted || test.size === order.length - 1) continue;
    test.add(group);
    taken += size;
  }
  if (test.size === 0) {
    const [group, size] = order.reduce((least, each) => (each[1] < least[1] ? each : least));
    if (size > FAR_OFF * wanted)
      throw new SplitError(
        `no split by ${by}: the smallest ${one} has ${size} of ${groups.length} records, and ${wanted} were asked for. Try ${instead}, or a larger share.`,
      );
    test.add(group);
  }
  return {
    sides: groups.map((group) => (test.has(group) ? 'test' : 'train')),
    groups: { train: order.length - test.size, test: test.size },
  };
}

function place(group: string, seed: string): number {
  return mixedHash(`${seed}\n${group}`);
}
