import type { Json, JsonSchema } from '../../../json/index.ts';

/** What of a description is read. */
const MOST_READ = 600;
const LONGEST = 40;

const QUOTED = /(?<![\p{L}\d])(?:'([^'\n]{1,40})'|"([^"\n]{1,40})"|`([^`\n]{1,40})`|“([^”\n]{1,40})”)(?![\p{L}\d])/gu;
const LISTED =
  /(?:\be\.g\.?,?|\bfor example,?|\bfor instance,?|\bsuch as|\bone of:?|\bexamples?:)\s*\[?([^().;\]\n]{2,160})/i;

/** Values that a schema's `examples` give, else those that its description quotes or lists: `(e.g., DNA, blood)`. */
export function examplesOf(schema: JsonSchema): readonly Json[] {
  if (Array.isArray(schema.examples) && schema.examples.length > 0) return schema.examples;
  if (typeof schema.description !== 'string') return [];
  const text = schema.description.slice(0, MOST_READ);
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
    text.length <= LONGEST &&
    !/^(?:[YMDHSymdhs]{2,4}[-/:. T]?)+$/.test(text) &&
    /[\p{L}\d]/u.test(text) &&
    !/[{}<>]/.test(text)
  );
}

/** The format that a description asks for in words; undefined where it asks for none. */
export function formatInProse(schema: JsonSchema): 'date' | 'time' | 'date-time' | undefined {
  const text = typeof schema.description === 'string' ? schema.description.slice(0, MOST_READ) : '';
  const day = /\bYYYY-MM-DD/i.test(text);
  const hour = /\bHH:MM/i.test(text);
  if (day) return hour || /YYYY-MM-DDT/i.test(text) ? 'date-time' : 'date';
  return hour ? 'time' : undefined;
}
