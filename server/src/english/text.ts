import { expandSaid } from './short-forms.ts';
import { splitWords } from './split.ts';

/** The text with a first capital; a file name, an address or an identifier at its start is no word and stays. */
export function capitalize(text: string): string {
  const [first = ''] = text.split(/\s/, 1);
  if (/[._/@\\\d]/.test(first.replace(/[.,:;!?]+$/, ''))) return text;
  return text.replace(/^(["'“(]*)(\p{Ll})/u, (_, lead: string, letter: string) => lead + letter.toUpperCase());
}

/** "a", "a and b", "a, b and c". */
export function joinList(parts: readonly string[], last = 'and'): string {
  if (parts.length <= 1) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;
}

/** "first", "second", … for a 0-based index of a list. */
export function ordinal(index: number): string {
  const words = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
  return words[index] ?? `${index + 1}th`;
}

/** Words as a person says them: short forms written out, a number behind a noun as its place. */
export function spoken(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  const place = words.length > 1 && /^[1-9]$/.test(last) ? `${ordinal(Number(last) - 1)} ` : '';
  const kept = place === '' ? words : words.slice(0, -1);
  return place + kept.map((_, at) => expandSaid(kept, at)).join(' ');
}

export type NameStyle = 'snake_case' | 'camelCase' | 'PascalCase' | 'kebab-case' | 'UPPER_CASE';

/** The style of a name of several words; undefined for one word, for a mixture and for names with other characters. */
export function nameStyle(name: string): NameStyle | undefined {
  if (/^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/.test(name)) return 'snake_case';
  if (/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(name)) return 'kebab-case';
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name)) return 'UPPER_CASE';
  if (/^[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)+$/.test(name)) return 'camelCase';
  if (/^(?:[A-Z][a-z0-9]+){2,}$/.test(name)) return 'PascalCase';
  return undefined;
}

/** A name in another style. */
export function restyle(name: string, style: NameStyle): string {
  const words = splitWords(name);
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  switch (style) {
    case 'snake_case':
      return words.join('_');
    case 'kebab-case':
      return words.join('-');
    case 'UPPER_CASE':
      return words.join('_').toUpperCase();
    case 'PascalCase':
      return words.map(capital).join('');
    case 'camelCase':
      return words.map((word, index) => (index === 0 ? word : capital(word))).join('');
  }
}
