/** Time as whoever waits sees it; tests bring their own. */
export interface Clock {
  now(): number;
  /** Ends early, with an `AbortError`, where the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(cancelled());
        return;
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, milliseconds);
      const stop = () => {
        clearTimeout(timer);
        reject(cancelled());
      };
      signal?.addEventListener('abort', stop, { once: true });
    }),
};

/** What a wait that is given up throws. */
export function cancelled(): Error {
  return new DOMException('The request was cancelled.', 'AbortError');
}
