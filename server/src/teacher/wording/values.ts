import {
  countryOfCode,
  dateInWords,
  isSpeltOut,
  joinList,
  languageOfCode,
  plural,
  singular,
  splitWords,
  weekdayOfCode,
} from '../../english/index.ts';
import type { Json } from '../../json/index.ts';
import { germanForms } from './german/values.ts';

const SMALL = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;
const TIME = /^(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;
/** A constant's spelling: PRESSURE_HIGH, change_of_plans, no-show, onTime. Identifiers such as FL-7Q2 are none. */
const LABEL = /^(?:[A-Za-z]+(?:_[A-Za-z]+)+|[a-z]+(?:-[a-z]+)+|[a-z]+(?:[A-Z][a-z]+)+)$/;

/** How dates, numbers, labels and texts of a value can be written; the first is the plain one. */
export function surfaceForms(value: Json): string[] {
  if (typeof value === 'number') return numberForms(value);
  if (typeof value === 'string') return textForms(value);
  return [];
}

function numberForms(value: number): string[] {
  const plain = String(value);
  const [whole = '', fraction] = plain.split('.');
  const grouped = /^-?\d{4,}$/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  const forms = [plain, fraction === undefined ? grouped : `${grouped}.${fraction}`];
  if (fraction?.length === 1) forms.push(`${plain}0`, `${grouped}.${fraction}0`);
  if (Number.isInteger(value) && value >= 0 && value <= 12) forms.push(SMALL[value] as string);
  return [...new Set(forms)];
}

function textForms(text: string): string[] {
  const date = DATE.exec(text);
  if (date !== null) return [...dateForms(date), text];
  const moment = DATE_TIME.exec(text);
  if (moment !== null) {
    const clock = `${moment[4]}:${moment[5]}`;
    return [...dateForms(moment).map((day) => `${day} at ${clock}`), text];
  }
  const time = TIME.exec(text);
  if (time !== null) return [...new Set([`${time[1]}:${time[2]}`, text])];
  // `HIGH` is said as "high", `created_at` as what it is sorted by.
  if (/^[A-Z]{3,}$/.test(text) && !isSpeltOut(text.toLowerCase())) return [text, text.toLowerCase()];
  const dated = /^([a-z]+(?:ed|sent|made|sold))_?(?:at|on|At|On)$/.exec(text)?.[1];
  if (dated !== undefined) return [splitWords(text).join(' '), text, `date ${dated}`];
  if (LABEL.test(text)) return [...new Set([splitWords(text).join(' '), text])];
  return [...new Set([text, ...codeForms(text)])];
}

/** What a code stands for: German for `de`, Monday for `mon`, DVD for `dvd`, "every 8 hours" for `every_8_hours`. */
function codeForms(text: string): string[] {
  if (text.length > MAX_CODE) return [];
  const named = languageOfCode(text) ?? countryOfCode(text) ?? weekdayOfCode(text);
  if (named !== undefined) return [named];
  if (text === 'asc' || text === 'desc') return [`${text}ending`];
  if (isSpeltOut(text)) return [text.toUpperCase()];
  return /^[a-z]+(?:_[a-z\d]+)+$/.test(text) ? [text.replaceAll('_', ' ')] : [];
}

/** Codes and constants are short. */
const MAX_CODE = 40;

function dateForms([, year = '', month = '', day = '']: RegExpExecArray): string[] {
  return dateInWords(year, month, day);
}

export function isDate(value: Json): boolean {
  return typeof value === 'string' && DATE.test(value);
}
export function isMoment(value: Json): boolean {
  return typeof value === 'string' && DATE_TIME.test(value);
}
export function isTime(value: Json): boolean {
  return typeof value === 'string' && TIME.test(value);
}

/** A value in running text. Texts of several words are quoted; `literal` keeps labels and dates as written. */
export function sayValue(value: Json, options: { readonly label?: boolean; readonly quote?: boolean } = {}): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return sayText(value, options);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : joinList(value.map((item) => sayValue(item, options)));
  const parts = Object.entries(value).map(([key, item]) => `${splitWords(key).join(' ')} ${sayValue(item, options)}`);
  return parts.length === 0 ? 'nothing' : joinList(parts);
}

function sayText(text: string, options: { readonly label?: boolean; readonly quote?: boolean }): string {
  if (isDate(text) || isMoment(text)) return textForms(text)[0] as string;
  if (options.label === true) return (textForms(text)[0] as string).trim();
  if (options.quote === true || text === '' || /^\s|\s$/.test(text)) return `"${text}"`;
  return text;
}

const WORD = /[\p{L}\p{N}]/u;

function containsWord(text: string, form: string): boolean {
  if (form === '') return true;
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + form.length] ?? ' ';
    const opens = !WORD.test(form[0] as string) || !WORD.test(before);
    const closes = !WORD.test(form[form.length - 1] as string) || !WORD.test(after);
    const decimal = /\d$/.test(form) && /^[.,]\d/.test(text.slice(at + form.length, at + form.length + 2));
    const tail = /^\d/.test(form) && /\d[.,]$/.test(text.slice(Math.max(0, at - 2), at));
    if (opens && closes && !decimal && !tail) return true;
  }
  return false;
}

/**
 * Whether a text holds a scalar in one of its surface forms, as a word of its own.
 *
 * @param exact a text has to stand in it letter for letter; else in any case.
 */
export function saysScalar(text: string, value: Json, exact = false): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'object') return false;
  const forms = soughtForms(value);
  if (exact && typeof value === 'string' && surfaceForms(value).length === 1) return containsWord(text, value.trim());
  const lower = lowered(text);
  return forms.some((form) => containsWord(lower, form));
}

/** The values of one record are looked for in each of its texts. */
const MAX_VALUES = 5_000;
const sought = new Map<string | number, readonly string[]>();

/** The surface forms of a value in small letters, as texts are searched for them. */
function soughtForms(value: string | number): readonly string[] {
  let forms = sought.get(value);
  if (forms === undefined) {
    forms = [...surfaceForms(value), ...germanForms(value)].map((form) => form.toLowerCase().trim());
    if (sought.size >= MAX_VALUES) sought.clear();
    if (typeof value === 'number' || value.length <= MAX_SOUGHT) sought.set(value, forms);
  }
  return forms;
}

/** Longer texts are not remembered. */
const MAX_SOUGHT = 200;

let last = { text: '', lower: '' };

/** Thousands of values are looked for in one text after the other: it is put in small letters once. */
function lowered(text: string): string {
  if (last.text !== text) last = { text, lower: text.toLowerCase() };
  return last.lower;
}

/** The scalars inside a value that a user would have to say: all but null and booleans. */
export function scalarsOf(value: Json, limit = 64): (string | number)[] {
  const found: (string | number)[] = [];
  const visit = (item: Json): void => {
    if (found.length >= limit) return;
    if (typeof item === 'string' || typeof item === 'number') found.push(item);
    else if (Array.isArray(item)) item.forEach(visit);
    else if (typeof item === 'object' && item !== null) Object.values(item).forEach(visit);
  };
  visit(value);
  return found;
}

/** Whether a text holds all scalars of a value. */
export function saysValue(text: string, value: Json, exact = false): boolean {
  const listed = typeof value === 'object';
  return scalarsOf(value).every((scalar) => saysScalar(text, scalar, exact) || (listed && saysSeveral(text, scalar)));
}

/** "5 shirts" says what the shirt of a list is. */
function saysSeveral(text: string, scalar: string | number): boolean {
  return typeof scalar === 'string' && COMMON_NOUN.test(scalar) && containsWord(text, plural(singular(scalar)));
}

/** What may be counted: a noun in small letters, of one word or two. */
export const COMMON_NOUN = /^\p{Ll}{3,}(?: \p{Ll}{3,})?$/u;
