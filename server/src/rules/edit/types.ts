import type { Json } from '../../json/index.ts';
import type { PartPath, TextChange } from '../../signature/index.ts';

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

/** Changes of one document; they do not overlap. */
export interface FileEdit {
  readonly uri: string;
  readonly changes: readonly TextChange[];
}

/** Values to set; `undefined` removes. */
export type Patch = Readonly<Record<string, Json | undefined>>;
