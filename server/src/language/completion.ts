import { completeFsig } from './fsig/completion.ts';
import { completeJson } from './json-text/completion.ts';
import type { Completion, Cursor, Workspace } from './types.ts';

/** What may be written at the cursor, the likeliest first by `rank`. */
export function completeAt(workspace: Workspace, cursor: Cursor): Completion[] {
  switch (cursor.document.kind) {
    case 'fsig':
      return completeFsig(workspace, cursor);
    case 'openapi':
      return [];
    default:
      return completeJson(workspace, cursor);
  }
}
