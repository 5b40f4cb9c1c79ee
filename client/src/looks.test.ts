import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Looks } from './looks.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE = 60_000;

test('a thing is looked at once', async () => {
  const look = vi.fn(async () => {});
  const looks = new Looks(look, () => {});
  const file = {};
  looks.at(file);
  looks.at(file);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(look).toHaveBeenCalledTimes(1);
});

test('a look that failed, as with a server that was too busy to answer, is made again without anybody asking', async () => {
  const failed = vi.fn();
  const look = vi.fn(async () => {});
  look.mockRejectedValueOnce(new Error('took longer than 10 s'));
  look.mockRejectedValueOnce(new Error('the connection was closed'));
  const looks = new Looks(look, failed);
  looks.at({});
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(look).toHaveBeenCalledTimes(3);
  expect(failed).toHaveBeenCalledTimes(2);
});

test('what always fails is given up, and tried again when it is opened another time', async () => {
  const look = vi.fn(() => Promise.reject(new Error('no')));
  const looks = new Looks(look, () => {});
  const file = {};
  looks.at(file);
  await vi.advanceTimersByTimeAsync(MINUTE);
  const tries = look.mock.calls.length;
  expect(tries).toBe(5);
  looks.at(file);
  await vi.advanceTimersByTimeAsync(0);
  expect(look).toHaveBeenCalledTimes(tries + 1);
});
