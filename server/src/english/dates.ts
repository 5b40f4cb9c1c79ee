/** Months in order, as English writes them. */
export const MONTHS: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
export const WEEKDAYS: readonly string[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
];

const MONTH = MONTHS.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)})?`).join('|');
const DAY_FIRST = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTH})\\.?,? (\\d{4})\\b`, 'gi');
const MONTH_FIRST = new RegExp(`\\b(${MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b`, 'gi');

/** The text with dates in words (`6 February 2026`, `February 6th, 2026`) written as `2026-02-06`. */
export function withIsoDates(text: string): string {
  return text
    .replace(DAY_FIRST, (whole, day: string, month: string, year: string) => iso(whole, day, month, year))
    .replace(MONTH_FIRST, (whole, month: string, day: string, year: string) => iso(whole, day, month, year));
}

function iso(whole: string, day: string, month: string, year: string): string {
  const start = month.slice(0, 3).toLowerCase();
  const number = MONTHS.findIndex((name) => name.toLowerCase().startsWith(start)) + 1;
  if (number === 0 || Number(day) > 31 || Number(day) < 1) return whole;
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A day in words, the plain form first: `6 February 2026`, `February 6, 2026`. [] where the month does not exist. */
export function dateInWords(year: string, month: string, day: string): string[] {
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? [] : [`${Number(day)} ${name} ${year}`, `${name} ${Number(day)}, ${year}`];
}
