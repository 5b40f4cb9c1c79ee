import type { Random } from '../../../random/index.ts';
import { FIRST_NAMES, LAST_NAMES, WEEKDAYS } from '../values/lists.ts';

const PERSON = new RegExp(`\\b(?:${FIRST_NAMES.join('|')}) \\p{Lu}\\p{Ll}+`, 'u');

/** A line as somebody changes it: another number, day or person in it; else with a word behind it. */
export function changedLine(line: string, random: Random): string {
  const number = /(?<![\p{L}\d:])\d{1,6}(?![\p{L}\d:])/u.exec(line)?.[0];
  if (number !== undefined) return line.replace(number, String(Number(number) + 1 + random.below(9)));
  const day = WEEKDAYS.find((weekday) => line.includes(weekday));
  if (day !== undefined) return line.replace(day, WEEKDAYS[(WEEKDAYS.indexOf(day) + 1) % WEEKDAYS.length] as string);
  const person = PERSON.exec(line)?.[0];
  const other = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
  if (person !== undefined && person !== other) return line.replace(person, other);
  if (/\bfirst\b/.test(line)) return line.replace(/\bfirst\b/, 'second');
  const truth = /\b(?:true|false)\b/.exec(line)?.[0];
  if (truth !== undefined) return line.replace(truth, truth === 'true' ? 'false' : 'true');
  const end = random.pick([' by now', ' at last', ' for the time being', ' after all']) as string;
  return /[.!?]$/.test(line) ? `${line.slice(0, -1)}${end}${line.slice(-1)}` : `${line}${end}`;
}
