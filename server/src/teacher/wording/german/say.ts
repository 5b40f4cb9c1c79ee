import type { Json } from '../../../json/index.ts';
import type { Choices } from '../choose.ts';
import type { ParameterWords, ValueKind } from '../parameter.ts';
import { isDate, isMoment, isTime, sayValue } from '../values.ts';
import { isSelfEvident } from '../wish/noun.ts';
import { listed } from './grammar.ts';
import { germanForms, withGermanUnit } from './values.ts';

/** A value as Germans write it: `4. Mai 2026`, `1.250,5`, „zwei Worte“. */
export function sayGerman(value: Json, style?: Choices): string {
  if (value === null) return 'nichts';
  if (typeof value === 'boolean') return value ? 'ja' : 'nein';
  if (typeof value === 'number') {
    const forms = germanForms(value);
    // Years and short numbers are never grouped.
    return Math.abs(value) >= 10_000 ? (style?.pick('numbers', forms.slice(0, 2)) ?? forms[0] ?? '') : (forms[0] ?? '');
  }
  if (typeof value === 'string') return sayText(value, style);
  if (Array.isArray(value)) return value.length === 0 ? 'nichts' : listed(value.map((item) => sayGerman(item, style)));
  return Object.entries(value)
    .map(([key, item]) => `${key} ${sayGerman(item as Json, style)}`)
    .join(', ');
}

function sayText(text: string, style: Choices | undefined): string {
  if (isDate(text) || isMoment(text)) {
    const forms = germanForms(text);
    return style?.pick('dates', forms.slice(0, 2)) ?? forms[0] ?? text;
  }
  if (isTime(text)) return `${germanForms(text)[0] ?? text} Uhr`;
  return text;
}

/** „in quotes“, but for what says itself what it is: names of persons, paths, codes. */
export function quoted(text: string): string {
  const name =
    /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+$/u.test(text) || isSelfEvident(text) || /^[\p{Lu}\d_#-]+$/u.test(text);
  return name ? text : `„${text}“`;
}

/** A value of a parameter, with its unit. */
export function said(value: Json, words: ParameterWords, kind: ValueKind, style?: Choices): string {
  const plain = sayGerman(value, style);
  if (typeof value === 'number' && words.unit !== undefined) return withGermanUnit(plain, value, words.unit.said);
  if (isMoment(value)) return `${plain} Uhr`;
  if (kind === 'label' && typeof value === 'string') return quoted(sayValue(value, { label: true }));
  if ((kind === 'text' || kind === 'prose') && typeof value === 'string') return quoted(plain);
  return plain;
}
