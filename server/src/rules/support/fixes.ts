import type { FileEdit } from '../edit/editor.ts';
import type { Fix } from '../rule.ts';

/** A list of one fix, or of none where the text cannot be edited so. */
export function offer(
  title: string,
  edits: readonly FileEdit[] | undefined,
  options: { readonly preferred?: boolean; readonly safe?: boolean } = {},
): readonly Fix[] {
  if (edits === undefined || edits.every((edit) => edit.changes.length === 0)) return [];
  const safe = options.safe === true;
  return [{ title, edits, safe, preferred: options.preferred ?? safe }];
}
