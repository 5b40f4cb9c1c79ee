import { describe, expect, it } from 'vitest';
import type { PlannedCall } from '../../../server/src/teacher/index.ts';
import { wavesOf } from '../../../server/src/trajectory/waves.ts';

/** A call that takes outputs of the turn's calls at these positions. */
const taking = (calls: readonly number[], role: PlannedCall['role'] = 'asked') =>
  ({
    role,
    arguments: calls.map((call) => ({
      parameter: `p${call}`,
      value: 1,
      origin: { from: 'output', call, sameTurn: true, field: 'x', distance: 0 },
    })),
  }) as unknown as PlannedCall;

describe('calls that are read out of a message in one request', () => {
  it.each<[string, readonly PlannedCall[], number[][]]>([
    ['need nothing of each other', [taking([]), taking([]), taking([])], [[0, 1, 2]]],
    ['form a chain', [taking([]), taking([0]), taking([1])], [[0], [1], [2]]],
    [
      'lie side by side behind one',
      [taking([]), taking([0]), taking([0]), taking([])],
      [
        [0, 3],
        [1, 2],
      ],
    ],
    ['come behind a first try that fails', [taking([], 'failed'), taking([]), taking([])], [[0], [1, 2]]],
    ['are none', [], []],
  ])('%s', (_name, calls, waves) => {
    expect(wavesOf(calls)).toEqual(waves);
  });
});
