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
import { unsendable } from './unsendable.ts';

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
export function convertSignatures(given: readonly CatalogEntry[], to: TargetDialect): Conversion {
  const start = written(given, to);
  const unfit = new Set(start.refused.filter(({ code }) => code?.includes('strict')).map(({ id }) => id));
  const { entries, losses } = withoutStrict(given, unfit);
  const done =
    unfit.size === 0 ? anewWhereRefused(given, to, start) : anewWhereRefused(entries, to, written(entries, to));
  const said = done.losses.map(({ id, part, message }) => ({ id, part, message }));
  return { text: done.text, losses: [...losses, ...said, ...unsendable(given)], renamed: done.renamed };
}

/** Functions of strict mode whose schema it refuses, as functions without it. */
function withoutStrict(entries: readonly CatalogEntry[], ids: ReadonlySet<string>) {
  const losses: Loss[] = [];
  const changed = entries.map((entry): CatalogEntry => {
    const { strict, ...annotations } = entry.signature.annotations;
    if (!ids.has(entry.id) || strict === undefined) return entry;
    const message = 'strict mode does not take this schema, so the function is written without it';
    losses.push({ id: entry.id, part: ['annotations', 'strict'], message });
    return { ...entry, signature: { ...entry.signature, annotations } };
  });
  return { entries: changed, losses };
}

function anewWhereRefused(entries: readonly CatalogEntry[], to: TargetDialect, first: Written): Written {
  // A function that stands in this dialect already is written as it stood, unless its consumer refuses it so.
  const refused = new Set(first.refused.map(({ id }) => id));
  const own = entries.filter(({ id, signature }) => refused.has(id) && signature.source.dialect === to);
  if (own.length === 0 || to === 'fsig') return first;
  const all = written(entries, to, new Set(own.map(({ id }) => id)));
  const better = own.filter(({ id }) => countOf(all.refused, id) < countOf(first.refused, id)).map(({ id }) => id);
  if (better.length === 0) return first;
  const anew = new Set(better);
  const second = better.length === own.length ? all : written(entries, to, anew);
  const still = new Set(second.losses.map(({ id, part }) => placeOf(id, part)));
  const mended = first.refused
    .filter(({ id, part }) => anew.has(id) && !still.has(placeOf(id, part)))
    .map(({ id, part, message }) => ({
      id,
      part,
      message: `${message.replace('as it is', 'as it was')} Written anew.`,
    }));
  return { ...second, losses: [...second.losses, ...mended] };
}

type Refusal = Loss & { readonly code?: string };
type Written = Conversion & { readonly refused: readonly Refusal[] };

function written(entries: readonly CatalogEntry[], to: TargetDialect, anew?: ReadonlySet<string>): Written {
  const { text, losses, renamed } = writeSignatures(entries, to, anew);
  const refused = refusals(text, entries, to, losses);
  return { text, losses: [...losses, ...refused], renamed, refused };
}

function countOf(losses: readonly Loss[], id: string): number {
  return losses.filter((loss) => loss.id === id).length;
}

function refusals(
  text: string,
  entries: readonly CatalogEntry[],
  to: TargetDialect,
  known: readonly Loss[],
): Refusal[] {
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
  return found.filter(refuses).flatMap(({ code, data, message }) => {
    const id = ids.get(data.id ?? '') ?? first.id;
    if (told.has(placeOf(id, data.part))) return [];
    return [{ id, part: data.part, code, message: `refused as it is written: ${message}` }];
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
