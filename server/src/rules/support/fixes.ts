import type { Json } from '../../json/index.ts';
import type { PartPath } from '../../signature/index.ts';
import type { FileEdit } from '../edit/types.ts';
import type { Fix, FixContext } from '../rule.ts';

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

/** The choice of a schema as `anyOf`: with tags it is the same as `oneOf`, and `anyOf` is the one that providers take. */
export function offerAnyOf({ edit, schemaAt }: FixContext, parent: PartPath): readonly Fix[] | undefined {
  const schema = schemaAt(parent);
  if (schema?.oneOf === undefined || schema.anyOf !== undefined) return undefined;
  const patch = { anyOf: schema.oneOf as unknown as Json, oneOf: undefined };
  return offer('Change to `anyOf`', edit.patch(parent, patch), { preferred: true });
}
