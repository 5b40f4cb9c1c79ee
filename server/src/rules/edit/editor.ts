import type { Json } from '../../json/index.ts';
import type { CatalogEntry, PartPath, TextChange } from '../../signature/index.ts';
import { createFsigEditor } from './fsig-editor.ts';
import { createJsonEditor } from './json-editor.ts';

/** Changes of one document; they do not overlap. */
export interface FileEdit {
  readonly uri: string;
  readonly changes: readonly TextChange[];
}

/** Values to set; `undefined` removes. */
export type Patch = Readonly<Record<string, Json | undefined>>;

/**
 * Edits a text by parts of the signature read from it. Every method gives `undefined` where this text cannot express
 * the change (a dialect without the keyword, a part that was derived and is not written anywhere).
 */
export interface PartEditor {
  /** Sets and removes keywords of the schema at `part`, leaving everything else as it is written. */
  patch(part: PartPath, patch: Patch): readonly FileEdit[] | undefined;
  /** Removes a list element or a property. */
  remove(part: PartPath): readonly FileEdit[] | undefined;
  /** Writes a value in place of the one at `part`. */
  replace(part: PartPath, value: Json): readonly FileEdit[] | undefined;
  /** Writes another description of the function (`[]`) or of a schema. */
  describe(part: PartPath, text: string): readonly FileEdit[] | undefined;
  /** Makes a property of an object schema required or optional. */
  setRequired(object: PartPath, property: string, required: boolean): readonly FileEdit[] | undefined;
}

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
