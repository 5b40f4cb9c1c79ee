import { expect, test, vi } from 'vitest';
import { Watchdog, WorkEnded } from '../../../server/src/lsp/watchdog.ts';

/** Takes time of the clock and none of the processor, as on a machine that is busy with other things. */
function waits(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function computes(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
}

const AT = { uri: 'file:///a.fsig', what: 'reading' };

test('work that a busy machine let wait is done all the same, and nothing is said of its file', () => {
  const ended = vi.fn();
  const watchdog = new Watchdog(100, ended);
  let tries = 0;
  const read = () => {
    tries += 1;
    if (tries < 3) waits(60_000);
    return 'read';
  };
  expect(watchdog.watch(AT, 1, read)).toBe('read');
  expect(tries).toBe(3);
  expect(watchdog.notice(AT.uri)).toBeUndefined();
});

test('work that computes for too long is ended and set aside', () => {
  const watchdog = new Watchdog(100, () => {});
  expect(() => watchdog.watch(AT, 1, () => computes(60_000))).toThrow(WorkEnded);
  expect(watchdog.isSetAside(AT, 1)).toBe(true);
});

test('what may not be done twice is ended once', () => {
  const watchdog = new Watchdog(100, () => {});
  let tries = 0;
  const writes = () => {
    tries += 1;
    waits(60_000);
  };
  expect(() => watchdog.watch(AT, undefined, writes)).toThrow(WorkEnded);
  expect(tries).toBe(1);
});
