import {
  countryOfCode,
  languageOfCode,
  singular,
  spoken,
  type Unit,
  unitAtEnd,
  unitOf,
} from '../../../../english/index.ts';
import type { Json } from '../../../../json/index.ts';
import { sayValue } from '../../values.ts';
import { reachedBy } from '../../wish/phrase/people.ts';
import type { Entries } from './field.ts';

/** 15 under delay_minutes → "15 minutes"; a price beside a currency → "412.5 EUR". */
export function withUnit(words: readonly string[], value: Json, siblings: Entries): string {
  const text = meantByCode(words, value) ?? sayValue(value, { label: true });
  if (typeof value !== 'number') return text;
  const last = words.at(-1) ?? '';
  // 474.6 is written with its cents, as money is.
  const money = PRICE.test(last) || (isMoney(last) && siblings.some(([key]) => isCurrency(key)));
  return besideUnit(words, value, siblings, money && /^-?[\d,]+\.\d$/.test(text) ? `${text}0` : text);
}

/** What is always of money: a total or a balance may be of hours. */
const PRICE = /^(?:price|cost|fee|fare|refund)$/;

/** A number as it is written, with what it is in. */
function besideUnit(words: readonly string[], value: number, siblings: Entries, text: string): string {
  const last = words.at(-1) ?? '';
  const unit = words.length > 1 ? unitBehind(words) : undefined;
  if (unit !== undefined) return `${text} ${value === 1 ? singular(unit.said) : unit.said}`;
  if (isMeasured(words)) {
    const own = siblings.find(([key]) => /^units?$/i.test(key))?.[1];
    if (typeof own === 'string') return `${text} ${own}`;
  }
  const currency = siblings.find(([key]) => isCurrency(key))?.[1];
  return isSum(last) && typeof currency === 'string' ? `${text} ${currency}` : text;
}

/** German for `de` in `preferred_language`, Germany for `DE` in `country`. */
function meantByCode(words: readonly string[], value: Json): string | undefined {
  if (typeof value !== 'string') return undefined;
  const about = words.at(-1) === 'code' ? words.at(-2) : words.at(-1);
  if (/^(?:lang|language|locale)$/.test(about ?? '')) return languageOfCode(value);
  return /^(?:country|nationality)$/.test(about ?? '') ? countryOfCode(value) : undefined;
}

/** The unit a field's last word says its number is in: `delay_minutes`, but not `birth_year`. */
export function unitBehind(words: readonly string[]): Unit | undefined {
  const last = words.at(-1) ?? '';
  // `runtime_min`: a minimum stands before what it is of.
  if (last === 'min' && /^(?:runtime|duration|time|length|delay|wait|eta|interval|elapsed)$/.test(words.at(-2) ?? ''))
    return unitOf('minute');
  const unit = unitAtEnd(words);
  return unit === undefined || (last === unit.name && last !== unit.plural) ? undefined : unit;
}

/** What a unit beside it belongs to. */
export function isMeasured(words: readonly string[]): boolean {
  return /^(?:value|reading|result|measurement|amount|quantity|level)$/.test(words.join(' '));
}

export function isCurrency(key: string): boolean {
  return /^currency(?:_?code)?$/i.test(key);
}

/** What a currency beside it belongs to. */
export function isSum(word: string): boolean {
  return (
    isMoney(word) || /^(?:revenue|value|income|sales|earnings|turnover|profit|spend|spent|budget|worth)$/.test(word)
  );
}

export function isMoney(word: string): boolean {
  return /^(?:price|amount|total|fee|cost|refund|fare|balance|sum|charge)$/.test(word);
}

/** A field's noun; the unit behind it is no part of it. */
export function ownNoun(words: readonly string[]): string {
  return reachedBy(words) ?? spoken(words.length > 1 && unitBehind(words) !== undefined ? words.slice(0, -1) : words);
}
