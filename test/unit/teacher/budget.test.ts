import { expect, it } from 'vitest';
import { Budget } from '../../../server/src/openai-wire/budget.ts';

const PRICE = { input: 0, output: 1 };
/** Costs at most a dollar. */
const MOST = { input: 0, output: 1e6 };
const cents = (count: number) => ({ input: 0, output: count * 1e4 });

it('a request waits for what those in flight really cost, where what they may cost leaves no room', async () => {
  const budget = new Budget(2.5, PRICE);
  const first = await budget.reserveInTurn(MOST);
  const second = await budget.reserveInTurn(MOST);
  let third = false;
  const waiting = budget.reserveInTurn(MOST).then((reservation) => {
    third = true;
    return reservation;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(third).toBe(false);
  first.settle(cents(20));
  (await waiting).settle(cents(20));
  second.release();
  expect(budget.spent).toBeCloseTo(0.4);
});

it('what does not fit although nothing is in flight is refused', async () => {
  const budget = new Budget(1.1, PRICE);
  (await budget.reserveInTurn(MOST)).settle(cents(20));
  await expect(budget.reserveInTurn(MOST)).rejects.toMatchObject({ reason: 'budget' });
});

it('all who wait are refused once what is in flight has used the budget up', async () => {
  const budget = new Budget(1.5, PRICE);
  const first = await budget.reserveInTurn(MOST);
  const waiting = [budget.reserveInTurn(MOST), budget.reserveInTurn(MOST)].map((one) =>
    one.catch((error) => error.reason),
  );
  first.settle(cents(90));
  expect(await Promise.all(waiting)).toEqual(['budget', 'budget']);
});

it('who waits goes when the request is cancelled', async () => {
  const budget = new Budget(1.5, PRICE);
  await budget.reserveInTurn(MOST);
  const stop = new AbortController();
  const waiting = budget.reserveInTurn(MOST, stop.signal);
  stop.abort(new Error('cancelled'));
  await expect(waiting).rejects.toThrow('cancelled');
});
