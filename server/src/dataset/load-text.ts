import type { HeldBy, Load } from '../openai-wire/index.ts';

const HELD: Readonly<Record<HeldBy, string>> = {
  server: 'waiting for the server',
  concurrency: 'held back by the concurrency',
  'requests-per-minute': 'held back by the requests a minute',
  'tokens-per-minute': 'held back by the tokens a minute',
  'rate-answers': 'the server said "too many"',
  pause: 'the server asked for a pause',
};

/**
 * `64 in flight, waiting for the server`: what a run's speed hangs on. A run has more records in work than it may have
 * requests in flight, so that a place is never empty; those few that wait say nothing.
 */
export function loadText({ inFlight, waiting, allowed, heldBy }: Load): string {
  const at = heldBy === 'rate-answers' ? `, ${allowed} at once for now` : '';
  const full = heldBy === 'concurrency' && waiting <= inFlight;
  return `${inFlight} in flight, ${full ? HELD.server : HELD[heldBy]}${at}`;
}
