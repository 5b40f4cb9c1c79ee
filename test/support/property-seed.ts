import process from 'node:process';
import fc from 'fast-check';

/** In `npm test` property tests try the same values each time; `npm run fuzz` tries new ones, and prints the seed of what fails. */
if (process.env.FUZZ_EDITS === undefined) fc.configureGlobal({ seed: 7 });
