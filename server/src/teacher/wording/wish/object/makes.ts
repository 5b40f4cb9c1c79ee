import type { Draft } from '../draft.ts';

/** "Set a reminder for a pupil": a new one is set, and nothing that is there is changed. */
export function setsAnew({ deed: { verb, object }, call }: Draft): boolean {
  if (verb !== 'set' || !/^\p{L}+(?: \p{L}+)?$/u.test(object)) return false;
  return new RegExp(`^sets? (?:up )?an? (?:\\p{L}+ )?${object}\\b`, 'iu').test(call.tool.signature.description);
}

/** The deed brings something into being, whatever its verb. */
export function makesAnew(draft: Draft): boolean {
  return (
    setsAnew(draft) ||
    draft.deed.kind === 'make' ||
    draft.call.tool.reading?.operation === 'create' ||
    /^(?:add|log|send|place|post|write|take|file|raise|issue|record|request|leave)$/.test(draft.deed.verb)
  );
}
