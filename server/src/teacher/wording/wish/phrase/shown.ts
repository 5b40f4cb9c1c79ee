import { isPlural, isUncounted, withArticle } from '../../../../english/index.ts';
import type { Json } from '../../../../json/index.ts';
import { sayValue } from '../../values.ts';
import type { Slot } from '../slots.ts';

export function shown({ text, referred, kind }: Slot): string {
  const sentenceLike = /[.!?]$/.test(text) && text.includes(' ');
  const lower = kind === 'text' && /^\p{Ll}.*\s/u.test(text);
  return !referred && (sentenceLike || lower) && !text.startsWith('"') ? `"${text}"` : text;
}

export function cap(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** In quotes that the text itself does not hold. */
export function inQuotes(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}

export function itemText(item: Json): string {
  const text = sayValue(item, { label: true });
  return typeof item === 'string' && /\s/.test(item) && !/^\p{Lu}/u.test(item)
    ? `"${text}"`
    : typeof item === 'string' && /[.,;]/.test(item) && /\s/.test(item)
      ? `"${text}"`
      : text;
}

const NO_ONE_TEXT = /\b(?:alt|full|plain|body|raw|rich|sample|source|placeholder|filler|display|html|extracted) text$/;

/** "an issue", "issues". */
export function indefinite(noun: string): string {
  if (/(?:^| )(?:room service|assistance|support|help|access|feedback)$/.test(noun)) return noun;
  // One sends a text and fills in some alt text.
  if (/ text$/.test(noun) && !NO_ONE_TEXT.test(noun)) return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
  return isPlural(noun) ? noun : isUncounted(noun) ? `some ${noun}` : withArticle(noun);
}
