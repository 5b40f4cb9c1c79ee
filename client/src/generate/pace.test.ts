import { expect, test } from 'vitest';
import { paceOf } from './pace.ts';

test('how far an estimate was off is known once its run is paid', () => {
  const first = paceOf({ made: 10, seconds: 20, costUsd: 0.5 }, undefined);
  expect(first).toEqual({ seconds: 2, costUsd: 0.05 });
  const second = paceOf({ made: 10, seconds: 30, costUsd: 0.4 }, first);
  expect(second).toEqual({ seconds: 3, costUsd: 0.04, offBy: expect.closeTo(0.25, 10) });
  // A free run foretells nothing of money, and nothing can be said of its estimate.
  const free = paceOf({ made: 10, seconds: 30, costUsd: 0 }, second);
  expect(free.offBy).toBeUndefined();
  expect(paceOf({ made: 10, seconds: 30, costUsd: 0.4 }, free).offBy).toBeUndefined();
});
