import { setFlagsFromString } from 'node:v8';

/** What V8 lets a function run, in bytes of its code, before it is optimised; its own figure is 132 KiB. */
const BUDGET = 1_000_000;

/**
 * Optimises later. A run calls some thousand functions a few hundred times a record: optimising them all as soon as V8 does
 * takes two fifths of the processor's time of a run of a thousand records, more than it saves there.
 */
export function optimiseLate(): void {
  setFlagsFromString(`--interrupt-budget=${BUDGET}`);
}
