import { expand, singularWord, splitWords, unitOf } from '../english/index.ts';

const MAX_NAMES = 50_000;
const MAX_LENGTH = 80;
const names = new Map<string, readonly string[]>();

/** Words of a name as entities and fields are written: singular, short forms written out, figures left out. */
export function nounWords(name: string): readonly string[] {
  // A sentence comes once; looking it up costs as much as reading it.
  if (name.length >= MAX_LENGTH) return readNouns(name);
  let words = names.get(name);
  if (words === undefined) {
    words = readNouns(name);
    if (names.size >= MAX_NAMES) names.clear();
    names.set(name, words);
  }
  return words;
}

/** `nounWords` with the short forms of a scope written out. */
export function fullNounWords(name: string, full: ReadonlyMap<string, string>): readonly string[] {
  const words = nounWords(name);
  if (full.size === 0 || !words.some((word) => full.has(word))) return words;
  return words.map((word) => full.get(word) ?? word);
}

/** Words of a name without the unit at its end: weight, of `weight_kg`. */
export function withoutUnit(words: readonly string[]): readonly string[] {
  return words.length > 1 && unitOf(words.at(-1) as string) !== undefined ? words.slice(0, -1) : words;
}

function readNouns(name: string): readonly string[] {
  return nounsOfWords(splitWords(name));
}

/** `nounWords` of a name or a sentence that is split already. */
export function nounsOfWords(split: readonly string[]): readonly string[] {
  const words = withoutFigures(split);
  return words.map((word, at) => {
    const full = expand(words, at);
    return full === word ? singularWord(word) : full;
  });
}

const FIGURE = /^v?\d+$/;

/** Words without figures and versions: most texts have none. */
function withoutFigures(words: readonly string[]): readonly string[] {
  return words.some(isFigure) ? words.filter((word) => !isFigure(word)) : words;
}

function isFigure(word: string): boolean {
  // Nearly every word ends in a letter.
  const last = word.charCodeAt(word.length - 1);
  return last >= 48 && last <= 57 && FIGURE.test(word);
}

/** Name of an entity or field of these words. */
export function nounOf(words: readonly string[]): string {
  return words.join('_');
}

const fields = new Map<string, string>();

/** A name in snake case, in its own words and number: `orderIDs` → `order_ids`. */
export function fieldName(name: string): string {
  let field = fields.get(name);
  if (field === undefined) {
    field = splitWords(name).join('_');
    if (fields.size >= MAX_NAMES) fields.clear();
    if (name.length < MAX_LENGTH) fields.set(name, field);
  }
  return field;
}

/** Last property name of a path: `id` of `orders[].id`. */
export function lastName(path: string): string {
  return path.replaceAll('[]', '').split('.').at(-1) ?? path;
}
