import { expect, test } from 'vitest';
import { residentMb } from '../support/memory.ts';
import { soak } from './soak.ts';

/** `npm run soak` sets 10,000; the suite runs a short form. */
const STEPS = Number(process.env.MAGNET_SOAK ?? 600);

test(`${STEPS} random requests and edits: no error answer, nothing failed, memory stays`, {
  timeout: 600_000,
}, async () => {
  const seed = process.env.MAGNET_SOAK_SEED ?? 'soak';
  const { requests, edits, errors, failures, memory } = await soak(STEPS, seed, residentMb);
  const [early, late] = memory;
  console.log(
    `seed ${seed}: ${requests} requests, ${edits} edits, ${early.toFixed(0)} MB early, ${late.toFixed(0)} MB late`,
  );
  expect(errors).toEqual([]);
  expect(failures).toEqual([]);
  expect(late).toBeLessThan(Math.max(200, early * 1.5));
});
