import { buildCatalog, type CatalogEntry, contentOf, type PartPath, parseDocument } from '../../signature/index.ts';
import { applyChanges, createEditor } from './editor.ts';
import { describeFsig } from './fsig-describe.ts';
import { difference } from './json-text.ts';
import type { FileEdit } from './types.ts';

/**
 * Writes a description of a function and of some of its parameters, in whatever dialect it is written: one after
 * another, each into the text that the one before left.
 * @returns undefined where the text has no place for one of them
 */
export function writeDescriptions(
  entry: CatalogEntry,
  description: string,
  parameters: Readonly<Record<string, string>>,
): readonly FileEdit[] | undefined {
  const { uri, kind } = entry.document;
  const before = contentOf(entry.document).toString();
  if (kind === 'fsig') {
    const after = describeFsig(entry, description, parameters);
    return after === undefined ? undefined : [{ uri, changes: difference(before, after) }];
  }
  const parts: [PartPath, string][] = Object.entries(parameters).map(([name, text]) => [
    ['parameters', 'properties', name],
    text,
  ]);
  if (description !== entry.signature.description) parts.unshift([[], description]);
  let text = before;
  let current: CatalogEntry | undefined = entry;
  for (const [part, words] of parts) {
    const edits = current === undefined ? undefined : createEditor(current).describe(part, words);
    if (edits === undefined || edits.some((edit) => edit.uri !== uri)) return undefined;
    text = applyChanges(
      text,
      edits.flatMap(({ changes }) => changes),
    );
    current = sameFunction(text, entry);
  }
  return text === before ? [] : [{ uri, changes: difference(before, text) }];
}

function sameFunction(text: string, { document, signature }: CatalogEntry): CatalogEntry | undefined {
  const { entries } = buildCatalog([parseDocument(document.uri, text, { kind: document.kind })]);
  return entries.find(
    (one) => one.signature.name === signature.name && one.signature.namespace === signature.namespace,
  );
}
