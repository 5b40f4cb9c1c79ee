import type { HeldBy, Load } from '../openai-wire/index.ts';

const HELD: Readonly<Record<HeldBy, string>> = {
  server: 'waiting for the server',
  concurrency: 'held back by the concurrency',
  'requests-per-minute': 'held back by the requests a minute',
  'tokens-per-minute': 'held back by the tokens a minute',
  'rate-answers': 'the server said "too many"',
  pause: 'the server asked for a pause',
};

/** `64 in flight, waiting for the server`: what a run's speed hangs on. */
export function loadText({ inFlight, allowed, heldBy }: Load): string {
  const at = heldBy === 'rate-answers' ? `, ${allowed} at once for now` : '';
  return `${inFlight} in flight, ${HELD[heldBy]}${at}`;
}
