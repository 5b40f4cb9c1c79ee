import type { Draft } from '../draft.ts';

/** The deed brings something into being, whatever its verb. */
export function makesAnew(draft: Draft): boolean {
  return (
    draft.deed.kind === 'make' ||
    draft.call.tool.reading?.operation === 'create' ||
    /^(?:add|log|send|place|post|write|take|file|raise|issue|record|request|leave)$/.test(draft.deed.verb)
  );
}
