import type { Json, JsonSchema } from '../../../json/index.ts';

/** What of a description is read. */
const MAX_READ = 600;
const MAX_LENGTH = 40;

const QUOTED = /(?<![\p{L}\d])(?:'([^'\n]{1,40})'|"([^"\n]{1,40})"|`([^`\n]{1,40})`|“([^”\n]{1,40})”)(?![\p{L}\d])/gu;
const LISTED =
  /(?:\be\.g\.?,?|\bfor example,?|\bfor instance,?|\bsuch as|\bone of:?|\bexamples?:)\s*\[?([^().;\]\n]{2,160})/i;

/** Values that a schema's `examples` give, else those that its description quotes or lists: `(e.g., DNA, blood)`. */
export function examplesOf(schema: JsonSchema): readonly Json[] {
  if (Array.isArray(schema.examples) && schema.examples.length > 0) return schema.examples;
  if (typeof schema.description !== 'string') return [];
  const text = schema.description.slice(0, MAX_READ);
  const quoted = [...text.matchAll(QUOTED)].map((match) => match.slice(1).find((part) => part !== undefined) ?? '');
  return quoted.length > 0 ? quoted.filter(isValue) : listed(text).filter(isValue);
}

function listed(text: string): string[] {
  const list = LISTED.exec(text)?.[1];
  if (list === undefined) return [];
  const parts = list.split(/,|\bor\b|\band\b|\//).map((part) => part.trim().replace(/^etc\.?$/i, ''));
  return parts.filter((part) => part !== '' && part.split(' ').length <= 4);
}

/** A layout such as `YYYY-MM-DD` is no value, nor is a piece of prose. */
function isValue(text: string): boolean {
  return (
    text.length <= MAX_LENGTH &&
    !/^(?:[YMDHSymdhs]{2,4}[-/:. T]?)+$/.test(text) &&
    /[\p{L}\d]/u.test(text) &&
    !/[{}<>]/.test(text)
  );
}

/** A layout in words: a date, a time, or both with what stands between them. */
const LAYOUT =
  /(?<![A-Za-z])(?:(?<date>YYYY(?<a>[-/.]?)MM\k<a>DD|DD(?<b>[-/.])MM\k<b>YYYY|MM(?<c>[-/.])DD\k<c>YYYY)(?<between>[ T])?)?(?<time>HH:MM(?<seconds>:SS)?)?(?<zone>Z)?(?![A-Za-z])/gi;

/** How a description says that a date or a time is written. */
export interface WrittenLayout {
  /** Layout of the day, such as `DD/MM/YYYY`; undefined for a time alone. */
  readonly date: string | undefined;
  readonly between: string;
  readonly time: 'none' | 'minutes' | 'seconds';
  readonly zone: boolean;
}

/** The layout of a date or a time that a description asks for in words; undefined where it asks for none. */
export function layoutInProse(schema: JsonSchema): WrittenLayout | undefined {
  const text = typeof schema.description === 'string' ? schema.description.slice(0, MAX_READ) : '';
  if (!/YYYY|HH:MM/i.test(text)) return undefined;
  for (const { groups = {} } of text.matchAll(LAYOUT)) {
    const { date, between = ' ', time, seconds, zone } = groups;
    if (date === undefined && time === undefined) continue;
    const clock = time === undefined ? 'none' : seconds === undefined ? 'minutes' : 'seconds';
    return { date: date?.toUpperCase(), between, time: clock, zone: zone !== undefined };
  }
  return undefined;
}

/** A day (`2025-04-30`) and a time of day (`09:35`) as a layout writes them. */
export function inLayout({ date, between, time, zone }: WrittenLayout, day: string, clock: string): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  const written = date?.replace('YYYY', year).replace('MM', month).replace('DD', dayOfMonth);
  const hours = time === 'none' ? undefined : `${clock}${time === 'seconds' ? ':00' : ''}${zone ? 'Z' : ''}`;
  return [written, hours].filter((part) => part !== undefined).join(between);
}
