import type { Json, JsonSchema } from '../../json/index.ts';
import { onlyType } from './schema.ts';

/**
 * Facts in descriptions that a keyword could hold. Only forms that state the fact are read; where a sentence gives
 * examples, conditions or doubts, nothing is found. All patterns are linear and run on a bounded text.
 */
const MAX_TEXT = 2_000;

export interface Choices {
  readonly values: string[];
  /** The words that list them. */
  readonly text: string;
  /** The description without them, where it still reads well; null where the words must stay. */
  readonly without: string | null;
}

/** Cheap looks that are done with most texts. */
const MAY_CHOOSE = /one of|either|values|options|choices|can be|can only be|must be|enum/i;
const MAY_FORMAT = /yyyy|8601|3339|uuid|ipv|mail/i;
const MAY_OPTIONAL = /optional|required/i;

const QUOTED = /["'`“‘]([^"'`“”‘’\n]{1,60})["'`”’]/g;
const QUOTED_LIST =
  /(?:["'`“‘][^"'`“”‘’\n]{1,60}["'`”’](?:\s*\([^()\n]{0,60}\))?(?:\s*[,;/|]\s*(?:and |or )?|\s+(?:or|and)\s+)){1,40}["'`“‘][^"'`“”‘’\n]{1,60}["'`”’]/;
const LEAD =
  /(?:\bone of(?: the following)?|\beither|\b(?:possible|allowed|valid|accepted|supported|available) (?:values|options|choices)(?: are| include)?|\b(?:options|choices|values)(?: are)?|\bcan (?:only )?be|\bmust be|\[enum\]|\benum)\s*(?:of\s+)?[:=]?\s*\[?\s*$/i;
const BARE_LIST =
  /(?:\bone of|\b(?:possible|allowed|valid|accepted|supported) (?:values|options)(?: are)?|\[enum\])\s*:?\s*[[(]?\s*((?:[A-Za-z][\w-]{0,30})(?:\s*[,|/]\s*(?:or |and )?[A-Za-z][\w-]{0,30}){1,30}|(?:[A-Za-z][\w-]{0,30}) or (?:[A-Za-z][\w-]{0,30}))\s*[\])]?\s*(?:\.|$|\n)/i;
const EXAMPLES = /\b(?:e\.?g\.?|such as|for example|for instance|like|etc|example)\b|\.\.\./i;

/** The values a text parameter can take, where its description lists them all. */
export function choicesIn(description: string): Choices | undefined {
  if (!MAY_CHOOSE.test(description)) return undefined;
  const text = description.slice(0, MAX_TEXT);
  const list = QUOTED_LIST.exec(text);
  if (list !== null) {
    const before = text.slice(0, list.index);
    const lead = LEAD.exec(before.slice(-80));
    const after = text.slice(list.index + list[0].length, list.index + list[0].length + 24);
    if (lead === null || EXAMPLES.test(before.slice(-30)) || EXAMPLES.test(after)) return undefined;
    const values = [...list[0].matchAll(QUOTED)].map((match) => (match[1] ?? '').trim());
    const start = list.index - lead[0].length;
    return choices(text, values, text.slice(start, list.index + list[0].length));
  }
  const bare = BARE_LIST.exec(text);
  if (bare === null || EXAMPLES.test(bare[0])) return undefined;
  const values = (bare[1] ?? '').split(/\s*[,|/]\s*(?:or |and )?|\s+or\s+/).map((value) => value.trim());
  return choices(text, values, bare[0].replace(/[.\s)\]]+$/, ''));
}

function choices(text: string, values: string[], words: string): Choices | undefined {
  const distinct = [...new Set(values)].filter((value) => value !== '');
  if (distinct.length < 2 || distinct.length !== values.length) return undefined;
  const trimmed = words.trim();
  return { values: distinct, text: trimmed, without: remove(text, trimmed) };
}

export interface Default {
  readonly value: Json;
  readonly text: string;
  readonly without: string | null;
}

const DEFAULT =
  /(?:\[default\]|\b(?:the )?default(?:s)?(?: value)?(?: is| to|:|=)?)\s*:?\s*(?:is |to )?(?:"([^"\n]{1,60})"|'([^'\n]{1,60})'|`([^`\n]{1,60})`|(-?\d+(?:\.\d+)?)(?![\w%])|([A-Za-z][\w-]{0,40}))(?=[\s.,;)\]]|$)/i;

/** The default a description states, when it is a value of the schema's type. */
export function defaultIn(description: string, schema: JsonSchema): Default | undefined {
  if (!/default/i.test(description)) return undefined;
  const text = description.slice(0, MAX_TEXT);
  const match = DEFAULT.exec(text);
  if (match === null) return undefined;
  const quoted = match[1] ?? match[2] ?? match[3];
  const value = defaultValue(onlyType(schema), quoted, match[4], match[5], schema);
  if (value === undefined) return undefined;
  // "defaults to 10 if …", "default 5 minutes", "default is the current …": more than a value is said.
  const after = text.slice(match.index + match[0].length);
  if (!/^\s*(?:[.;,)\]]|$)/.test(after) || /^\s*,\s*(?:if|when|unless|or|but|except)\b/i.test(after)) return undefined;
  if (/\b(?:no|not|without|by)\s+$/i.test(text.slice(0, match.index))) return undefined;
  const words = match[0].trim();
  const whole = `${words}${/^\s*\./.test(after) && /(?:^|[.\n]\s*)$/.test(text.slice(0, match.index)) ? '.' : ''}`;
  return { value, text: whole, without: remove(text, words) };
}

function defaultValue(
  type: string | undefined,
  quoted: string | undefined,
  number: string | undefined,
  word: string | undefined,
  schema: JsonSchema,
): Json | undefined {
  const bare = quoted ?? word;
  if (type === 'boolean')
    return bare !== undefined && /^(?:true|false)$/i.test(bare) ? bare.toLowerCase() === 'true' : undefined;
  if (type === 'integer' || type === 'number') {
    const digits = number ?? (quoted !== undefined && /^-?\d+(?:\.\d+)?$/.test(quoted) ? quoted : undefined);
    return digits === undefined ? undefined : Number(digits);
  }
  if (type !== 'string') return undefined;
  if (quoted !== undefined) return quoted;
  return word !== undefined && schema.enum?.includes(word) === true ? word : undefined;
}

const OPTIONAL_FORMS = [/^\s*[[(]?optional[\])]?(?=[\s.:,;)\]-]|$)/i, /[[(]optional[\])]/i, /[.,;]\s*optional\.?\s*$/i];
const REQUIRED_FORMS = [/^\s*[[(]required[\])]/i, /[[(]required[\])]/i, /^\s*required[.:;]/i];

/** Whether a description says outright that the parameter is optional, or required. */
export function optionalIn(description: string): { readonly optional: boolean; readonly text: string } | undefined {
  if (!MAY_OPTIONAL.test(description)) return undefined;
  const text = description.slice(0, MAX_TEXT);
  for (const [forms, optional] of [
    [OPTIONAL_FORMS, true],
    [REQUIRED_FORMS, false],
  ] as const) {
    for (const form of forms) {
      const match = form.exec(text);
      if (match !== null) return { optional, text: match[0].trim() };
    }
  }
  return undefined;
}

/** Formats by the words that state them; the first that matches counts. */
const FORMATS: readonly (readonly [format: string, words: RegExp])[] = [
  [
    'date-time',
    /\bYYYY-MM-DDTHH:MM:SSZ\b|\b(?:ISO[- ]?8601|RFC ?3339)\b[^.]{0,30}\b(?:date-?time|timestamp)\b|\b(?:date-?time|timestamp)\b[^.]{0,30}\b(?:ISO[- ]?8601|RFC ?3339)\b/i,
  ],
  ['date', /\bYYYY-MM-DD\b(?![T ]?HH)|\b(?:ISO[- ]?8601)\s+date\b(?!-?\s?time)/i],
  ['uuid', /\bUUID(?:v4)?\b(?=\s*(?:of|\.|,|$|\))|)/],
  ['ipv4', /\bIPv4 address\b/i],
  ['ipv6', /\bIPv6 address\b/i],
  ['email', /\be-?mail address\b/i],
];
/** Texts that allow several forms, lists or patterns: no one format is stated. */
const SEVERAL =
  /\b(?:or|either|formats|optionally|e\.g\. (?:today|now)|comma[- ]separated|list of|relative|such as|multiple)\b/i;

/** The format a description states. */
export function formatIn(description: string): { readonly format: string; readonly text: string } | undefined {
  if (!MAY_FORMAT.test(description)) return undefined;
  const text = description.slice(0, MAX_TEXT);
  if (SEVERAL.test(text)) return undefined;
  for (const [format, words] of FORMATS) {
    const match = words.exec(text);
    if (match !== null) return { format, text: match[0] };
  }
  return undefined;
}

export interface Range {
  readonly bounds: { readonly minimum?: number; readonly maximum?: number };
  readonly text: string;
}

const NUMBER = '(-?\\d+(?:\\.\\d+)?)';
const BETWEEN = new RegExp(
  `(?:\\bbetween ${NUMBER} and ${NUMBER}|\\bfrom ${NUMBER} to ${NUMBER}|\\brange(?: is|:| of)? ?[[(]?${NUMBER}(?: ?- ?| to |, ?)${NUMBER}[\\])]?|\\(${NUMBER} ?(?:-|–|to) ?${NUMBER}\\))(?![\\w%]|\\.\\d)`,
  'i',
);
const AT_LEAST = new RegExp(
  `\\b(?:at least|minimum(?: value)?(?: is| of|:)?|min(?:\\.|:)|must be (?:>=|≥|greater than or equal to)) ?${NUMBER}(?![\\w%]|\\.\\d)`,
  'i',
);
const AT_MOST = new RegExp(
  `\\b(?:at most|maximum(?: value)?(?: is| of|:)?|max(?:\\.| is|:)?|up to|must be (?:<=|≤|less than or equal to)) ?${NUMBER}(?![\\w%]|\\.\\d)`,
  'i',
);

/** The bounds a description states for a number. */
export function rangeIn(description: string): Range | undefined {
  if (!/\d/.test(description)) return undefined;
  const text = description.slice(0, MAX_TEXT);
  const between = BETWEEN.exec(text);
  if (between !== null) {
    const [minimum, maximum] = between
      .slice(1)
      .filter((part) => part !== undefined)
      .map(Number);
    const stated = minimum !== undefined && maximum !== undefined && minimum < maximum;
    return stated && !EXAMPLES.test(text.slice(0, between.index).slice(-20))
      ? { bounds: { minimum, maximum }, text: between[0] }
      : undefined;
  }
  const least = AT_LEAST.exec(text);
  const most = AT_MOST.exec(text);
  if (least === null && most === null) return undefined;
  const minimum = least === null ? undefined : Number(least[1]);
  const maximum = most === null ? undefined : Number(most[1]);
  if (minimum !== undefined && maximum !== undefined && minimum >= maximum) return undefined;
  const bounds = { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
  return { bounds, text: (least ?? most)?.[0] ?? '' };
}

/**
 * A description without some words, where they are a sentence, a clause at the end or in parentheses, so that what is
 * left still reads; null where taking them out would break a sentence.
 */
export function remove(description: string, words: string): string | null {
  const at = description.indexOf(words);
  if (at < 0) return null;
  const lead = /(?:^|[.!?;]\s+|\n\s*)((?:if|when|unless|where|in case)\b[^.!?\n;]*)$/i.exec(description.slice(0, at));
  // "If not given, …" goes with what it leads to; another condition would be left without its end.
  if (lead?.[1] !== undefined && !ABSENT.test(lead[1])) return null;
  const before = description.slice(0, at - (lead?.[1]?.length ?? 0));
  const after = description.slice(at + words.length);
  const ends = /^\s*(?:\.|$|;)/.test(after);
  const inParentheses = /[[(]\s*$/.test(before) && /^\s*[\])]/.test(after);
  if (inParentheses) return tidy(before.replace(/\s*[[(]\s*$/, '') + after.replace(/^\s*[\])]/, ''));
  const startsSentence = /(?:^|[.!?]\s+|\n\s*)$/.test(before);
  if (startsSentence && ends && before.trim() !== '') return tidy(before + after.replace(/^\s*[.;]?\s*/, ''));
  if (/[,;:(-]\s*$/.test(before) && ends && before.trim().length > 3)
    return tidy(before.replace(/\s*[,;:(-]\s*$/, '') + after);
  return null;
}

const ABSENT =
  /^(?:if|when) (?:it is |this is )?(?:not (?:specified|given|provided|set|supplied|present|passed)|omitted|unspecified|unset|absent|left out|missing|empty)\s*,?\s*(?:it |this |the )?$/i;

function tidy(text: string): string | null {
  const result = text
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/\s+([.,;])/g, '$1')
    .trim();
  return result.length < 3 ? null : result;
}
