import { type Catalog, type CatalogEntry, contentOf, locate } from '../../signature/index.ts';
import { combine, createEditor } from '../edit/editor.ts';
import type { FileEdit } from '../edit/types.ts';
import type { Fix, FixContext } from '../rule.ts';
import { offer } from './fixes.ts';

/** A name with other characters replaced by `_`, cut to `most`; undefined where nothing of it would be left. */
export function plainName(name: string, allowed: RegExp, most: number): string | undefined {
  const plain = [...name]
    .map((character) => (allowed.test(character) ? character : '_'))
    .join('')
    .replace(/_{2,}/g, (run) => (name.includes(run) ? run : '_'))
    .replace(/^_+|_+$/g, '')
    .slice(0, most);
  return /[a-zA-Z0-9]/.test(plain) && plain !== name ? plain : undefined;
}

/**
 * Gives the function another name, and the premises that name it too, in whichever file they stand. Undefined where the
 * name is taken, or is not written in the text as it stands.
 */
export function rename({ entry, catalog, edit }: FixContext, name: string): readonly FileEdit[] | undefined {
  const { signature, document } = entry;
  if (catalog.lookup(name, signature.namespace).length > 0) return undefined;
  const span = locate(entry, ['name']);
  const written = span === undefined ? '' : contentOf(document).slice(span.start, span.end);
  if (written !== signature.name && written !== JSON.stringify(signature.name)) return undefined;
  return combine(edit.replace(['name'], name), ...premises(entry, catalog, name));
}

/** Edits of the premises that can only mean this function. */
function premises(entry: CatalogEntry, catalog: Catalog, name: string): (readonly FileEdit[] | undefined)[] {
  const before = entry.signature.name;
  return catalog.entries.flatMap((other) =>
    other.signature.premises.flatMap((premise, index) => {
      const found = catalog.lookup(premise, other.signature.namespace);
      if (found.length !== 1 || found[0]?.id !== entry.id || !premise.endsWith(before)) return [];
      const prefix = premise.slice(0, premise.length - before.length);
      return [createEditor(other).replace(['premises', index], prefix + name)];
    }),
  );
}

/** The fix of a rule about names: the same name without what is refused. */
export function renameFix(context: FixContext, allowed: RegExp, most: number): readonly Fix[] {
  const name = plainName(context.entry.signature.name, allowed, most);
  return name === undefined ? [] : offer(`Rename to "${name}"`, rename(context, name), { preferred: true });
}
