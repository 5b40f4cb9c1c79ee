import {
  buildCatalog,
  type CatalogEntry,
  type Loss,
  parseDocument,
  type RenamedParameter,
  type TargetDialect,
  writeSignatures,
} from '../signature/index.ts';
import { checkCatalog } from './checker.ts';
import type { Finding } from './finding.ts';
import { RULES } from './registry.ts';
import type { Rule } from './rule.ts';
import { ownTargets } from './settings.ts';

/** Functions written in another dialect, with everything that their reader there will not take or not see. */
export interface Conversion {
  readonly text: string;
  readonly losses: readonly Loss[];
  /** Parameters that are written under another name. */
  readonly renamed: readonly RenamedParameter[];
}

/** Where the text that is read again would stand. */
const URI = 'file:///converted';

/**
 * Writes functions in a dialect and reads the result again, as its consumer will. What the consumer's rules refuse there,
 * and what is not read back, is a loss like what the dialect cannot say: nothing is called lost-free that is refused.
 */
export function convertSignatures(entries: readonly CatalogEntry[], to: TargetDialect): Conversion {
  const { text, losses, renamed } = writeSignatures(entries, to);
  return { text, losses: [...losses, ...refusals(text, entries, to, losses)], renamed };
}

function refusals(text: string, entries: readonly CatalogEntry[], to: TargetDialect, known: readonly Loss[]): Loss[] {
  const document = parseDocument(
    `${URI}.${to === 'fsig' ? 'fsig' : 'json'}`,
    text,
    to === 'fsig' ? {} : { dialect: to },
  );
  const catalog = buildCatalog([document]);
  const [first] = entries;
  if (first === undefined) return [];
  if (catalog.entries.length !== entries.length) {
    const message = `${entries.length} functions were written and ${catalog.entries.length} are read back`;
    return [{ id: first.id, part: [], message }];
  }
  const ids = new Map(catalog.entries.map(({ id }, index) => [id, entries[index]?.id ?? first.id]));
  const settings = { rules: {}, targets: ownTargets(to) };
  const found = checkCatalog({ catalog, settingsFor: () => settings }).get(document.uri) ?? [];
  const told = new Set(known.map(({ id, part }) => placeOf(id, part)));
  return found.filter(refuses).flatMap(({ data, message }) => {
    const id = ids.get(data.id ?? '') ?? first.id;
    if (told.has(placeOf(id, data.part))) return [];
    return [{ id, part: data.part, message: `refused as it is written: ${message}` }];
  });
}

function placeOf(id: string, part: readonly (string | number)[]): string {
  return JSON.stringify([id, part]);
}

/** What keeps a reader from taking a function, or from seeing a part of it: of the provider's rules, or of any schema. */
function refuses({ code, severity }: Finding): boolean {
  const { family }: Rule = RULES[code];
  if (family === 'well-formed') return severity === 'error';
  return family === 'provider' && (severity === 'error' || severity === 'warning');
}
