import type { Json } from '../../../json/index.ts';

export const GERMAN_MONTHS: readonly string[] =
  'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MOMENT = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;
const TIME = /^(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/** How Germans write a date or a number, the plain form first: `4. Mai 2026`, `04.05.2026`; `1.250,5`. [] for all else. */
export function germanForms(value: Json): string[] {
  if (typeof value === 'number') return numberForms(value);
  if (typeof value !== 'string') return [];
  const code = meantByGermanCode(value);
  if (code !== undefined) return [code];
  const date = DATE.exec(value);
  if (date !== null) return dayForms(date);
  const moment = MOMENT.exec(value);
  if (moment !== null) return dayForms(moment).map((day) => `${day} um ${moment[4]}:${moment[5]}`);
  const time = TIME.exec(value);
  return time === null ? [] : [`${time[1]}:${time[2]}`];
}

const languages = new Intl.DisplayNames(['de'], { type: 'language', fallback: 'none' });
const regions = new Intl.DisplayNames(['de'], { type: 'region', fallback: 'none' });
const DAYS = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'];
const ENGLISH_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Deutsch for `de`, Deutschland for `DE`, Montag for `mon`. */
export function meantByGermanCode(value: string): string | undefined {
  if (/^[a-z]{2}$/.test(value)) return languages.of(value);
  if (/^[A-Z]{2}$/.test(value)) return regions.of(value);
  const day = ENGLISH_DAYS.findIndex((start) => value === start || (value.startsWith(start) && value.endsWith('day')));
  return day < 0 ? undefined : DAYS[day];
}

function dayForms([, year = '', month = '', day = '']: RegExpExecArray): string[] {
  const name = GERMAN_MONTHS[Number(month) - 1];
  return name === undefined ? [] : [`${Number(day)}. ${name} ${year}`, `${day}.${month}.${year}`];
}

function numberForms(value: number): string[] {
  const plain = String(value);
  if (!/^-?\d+(?:\.\d+)?$/.test(plain)) return [plain];
  const [whole = '', fraction] = plain.split('.');
  const grouped = /^-?\d{4,}$/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, '.') : whole;
  const tail = fraction === undefined ? '' : `,${fraction}`;
  const forms = [`${whole}${tail}`, `${grouped}${tail}`];
  if (fraction?.length === 1) forms.push(`${whole},${fraction}0`, `${grouped},${fraction}0`);
  return [...new Set(forms)];
}

/** Units of measure by their English plural. */
const UNITS: Readonly<Record<string, string>> = {
  kilograms: 'Kilogramm',
  grams: 'Gramm',
  milligrams: 'Milligramm',
  tonnes: 'Tonnen',
  pounds: 'Pfund',
  metres: 'Meter',
  meters: 'Meter',
  kilometres: 'Kilometer',
  centimetres: 'Zentimeter',
  millimetres: 'Millimeter',
  miles: 'Meilen',
  litres: 'Liter',
  millilitres: 'Milliliter',
  seconds: 'Sekunden',
  minutes: 'Minuten',
  hours: 'Stunden',
  days: 'Tage',
  weeks: 'Wochen',
  months: 'Monate',
  years: 'Jahre',
  percent: 'Prozent',
  'degrees Celsius': 'Grad Celsius',
  'degrees Fahrenheit': 'Grad Fahrenheit',
  euros: 'Euro',
  dollars: 'Dollar',
  'US dollars': 'US-Dollar',
};
const ONE: Readonly<Record<string, string>> = {
  Sekunden: 'Sekunde',
  Minuten: 'Minute',
  Stunden: 'Stunde',
  Tage: 'Tag',
  Wochen: 'Woche',
  Monate: 'Monat',
  Jahre: 'Jahr',
  Tonnen: 'Tonne',
  Meilen: 'Meile',
};

/** "12 Kilogramm", "1 Stunde"; a unit that is not known stays as it is. */
export function withGermanUnit(number: string, value: number, unit: string): string {
  const said = UNITS[unit] ?? unit;
  return `${number} ${value === 1 ? (ONE[said] ?? said) : said}`;
}

/** Text with numbers and dates as Germans write them put the way machines do: `1.250,5` → 1250.5, `4. Mai 2026` → 2026-05-04. */
export function withMachineNumbers(text: string): string {
  return text
    .replace(DAY, (whole, day: string, month: string, year: string) => {
      const at = GERMAN_MONTHS.findIndex((name) => name.toLowerCase() === month.toLowerCase()) + 1;
      return at === 0 || Number(day) > 31 ? whole : `${year}-${String(at).padStart(2, '0')}-${day.padStart(2, '0')}`;
    })
    .replace(/(?<![\d.])(\d{2})\.(\d{2})\.(\d{4})(?![\d.])/g, '$3-$2-$1')
    .replace(
      /(?<![\p{L}\d.,_-])(\d{1,3}(?:\.\d{3})+)(?:,(\d+))?(?![\p{L}\d_])/gu,
      (_, whole: string, rest?: string) => `${whole.replaceAll('.', '')}${rest === undefined ? '' : `.${rest}`}`,
    )
    .replace(/(?<![\p{L}\d.,_-])(\d+),(\d+)(?![\p{L}\d_]|,\d)/gu, '$1.$2');
}

const DAY = new RegExp(`\\b(\\d{1,2})\\. (${GERMAN_MONTHS.join('|')}) (\\d{4})\\b`, 'gi');
