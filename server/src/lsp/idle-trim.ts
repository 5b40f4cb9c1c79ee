import { collect } from './heap-trim.ts';
import type { Session } from './session.ts';

/** Quiet time before memory is given back: a branch switch reports in several batches. */
const QUIET_MS = 2_000;

/** Characters forgotten that are worth a collection. */
const WORTH = 4 * 1024 * 1024;

/**
 * Gives memory back after much was forgotten, as when a branch with thousands of files is left again: the heap does not
 * grow then, so nothing else has a reason to look at it, and the pages of what is gone stay for as long as it is quiet.
 */
export function trimWhenRemoved(session: Session): void {
  let most = 0;
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    const held = session.project.textLength;
    most = Math.max(most, held);
    if (most - held < WORTH || held > most / 2) return;
    most = held;
    collect();
  };
  session.onChanged((reason) => {
    // Typing changes little, and must not pay for the sum.
    if (reason === 'elsewhere') most = Math.max(most, session.project.textLength);
    clearTimeout(timer);
    timer = setTimeout(look, QUIET_MS);
    timer.unref();
  });
}
