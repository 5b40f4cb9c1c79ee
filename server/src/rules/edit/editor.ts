import type { CatalogEntry, TextChange } from '../../signature/index.ts';
import { createFsigEditor } from './fsig-editor.ts';
import { createJsonEditor } from './json-editor.ts';
import type { FileEdit, PartEditor } from './types.ts';

/** The editor for the language an entry is written in. */
export function createEditor(entry: CatalogEntry): PartEditor {
  return entry.document.kind === 'fsig' ? createFsigEditor(entry) : createJsonEditor(entry);
}

/** Joins edits into one; `undefined` when a part of them is. */
export function combine(...parts: readonly (readonly FileEdit[] | undefined)[]): readonly FileEdit[] | undefined {
  const byUri = new Map<string, TextChange[]>();
  for (const part of parts) {
    if (part === undefined) return undefined;
    for (const { uri, changes } of part) byUri.set(uri, [...(byUri.get(uri) ?? []), ...changes]);
  }
  return [...byUri].map(([uri, changes]) => ({ uri, changes: inOrder(changes) }));
}

/** Sorted by place; changes at the same place keep their order. */
export function inOrder(changes: readonly TextChange[]): TextChange[] {
  return [...changes].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** True when two changes touch the same characters, or insert at the same place. */
export function overlap(a: TextChange, b: TextChange): boolean {
  if (a.span.start === b.span.start) return true;
  return a.span.start < b.span.start ? a.span.end > b.span.start : b.span.end > a.span.start;
}

/** The text after the changes, which must not overlap. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  let result = '';
  let at = 0;
  for (const change of inOrder(changes)) {
    result += text.slice(at, change.span.start) + change.text;
    at = Math.max(at, change.span.end);
  }
  return result + text.slice(at);
}
