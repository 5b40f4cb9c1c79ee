import { AsyncLocalStorage } from 'node:async_hooks';

/** How many requests a piece of work has sent. */
interface Asked {
  count: number;
}

const current = new AsyncLocalStorage<Asked>();

/**
 * Runs a piece of work whose requests follow one another, such as a record. Where requests wait for room, those of the work
 * that has asked the most go first: the longest of many is not left for the end, where all other places would be empty.
 */
export function asOneWork<T>(work: () => Promise<T>): Promise<T> {
  return current.run({ count: 0 }, work);
}

/** How urgent the next request is: how many the same work has sent before it. Outside of any work, none is more urgent. */
export function urgencyOfNext(): number {
  const asked = current.getStore();
  if (asked === undefined) return 0;
  asked.count += 1;
  return asked.count;
}
