import type { SignaturePath } from '../../../server/src/lsp/protocol.ts';
import type { ShownPath } from './messages.ts';

/** An edited path as the graph's strip takes it: no operation was done to it, so all its stages are what it is. */
export function shownAsSampled({ name, turns }: ShownPath, index: number): SignaturePath {
  return {
    seed: name,
    index,
    turns,
    operations: [],
    stages: { walk: turns, merge: turns, insert: turns, split: turns },
  };
}
