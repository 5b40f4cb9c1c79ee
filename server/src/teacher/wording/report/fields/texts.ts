import { spoken } from '../../../../english/index.ts';
import { isSelfEvident } from '../../wish/noun.ts';
import { type Field, factOf, type Predicate } from './field.ts';

/** "uses the email x", "is described as x", "says x". */
export function whatItSays({ value, words, name, last, said }: Field): Predicate | undefined {
  if (/^(?:email|email address)$/.test(name)) return { text: `uses the email ${said}`, rank: 3 };
  if (typeof value !== 'string') return undefined;
  if (/^(?:role|position|job title)$/.test(last)) return { text: `has the ${spoken(words)} ${said}`, rank: 3 };
  if (last === 'description') return { text: `is described as ${quoted(said.replace(/^"|"$/g, ''))}`, rank: 5 };
  if (/^(?:body|content|text|message|note|notes|comment|answer|reply|summary|caption)$/.test(last))
    return { text: `says ${quoted(said.replace(/^"|"$/g, ''))}`, rank: 5 };
  return /^(?:url|uri|link)$/.test(last) && words.length > 1
    ? factOf(spoken(words.slice(0, -1)), `at ${said}`, 5)
    : undefined;
}

export function quoted(text: string): string {
  return text.startsWith('"') || isSelfEvident(text) ? text : `"${text}"`;
}

/** A whole sentence inside another is quoted. */
export function inClause(text: string): string {
  return /[.!?]$/.test(text) && text.includes(' ') && !text.startsWith('"') ? `"${text}"` : text;
}
