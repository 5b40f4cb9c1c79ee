import { splitWords } from '../../../english/index.ts';
import { isObject, type Json } from '../../../json/index.ts';
import { PEOPLE } from '../wish/phrase/people.ts';
import type { FromOutput } from './reference.ts';

/** "the cheapest one": what sets an item of a list apart, where one field of all items tells. */
export function superlative(output: Json | undefined, origin: FromOutput): string | undefined {
  const items = output === undefined ? undefined : longestList(output, 0);
  if (items === undefined || origin.item === undefined || items.length !== origin.item.of) return undefined;
  const item = items[origin.item.index];
  if (!isObject(item)) return undefined;
  for (const [key, value] of Object.entries(item)) {
    const words = EXTREMES.find(([name]) => name.test(key));
    const all = items.map((other) => (isObject(other) ? other[key] : undefined));
    if (words === undefined || typeof value === 'object' || all.some((other) => typeof other !== typeof value))
      continue;
    const rest = all.filter((_, at) => at !== origin.item?.index) as (string | number)[];
    if (rest.every((other) => (value as string | number) < other)) return `the ${words[1]} one`;
    if (rest.every((other) => (value as string | number) > other)) return `the ${words[2]} one`;
  }
  return undefined;
}

/** Where an item stood in its list, where that is its top or its end. */
export function endOf({ item }: FromOutput): string | undefined {
  if (item === undefined || item.of < 3) return undefined;
  return item.index === 0 ? 'top' : item.index === item.of - 1 ? 'last' : undefined;
}

/** Longer texts are no mark that a person would use. */
const MAX_MARK = 40;

/** What only one item of a list has: its name, its state, its sort. Never an identifier. */
export function marksOf(output: Json, origin: FromOutput, noun: string): string[] {
  const items = longestList(output, 0);
  if (items === undefined || origin.item === undefined || items.length !== origin.item.of) return [];
  const item = items[origin.item.index];
  if (!isObject(item)) return [];
  const field = origin.field.split('.').at(-1);
  return Object.entries(item).flatMap(([key, value]): string[] => {
    const words = splitWords(key);
    const last = words.at(-1) ?? '';
    if (key === field || typeof value !== 'string' || value.length > MAX_MARK || /\d/.test(value)) return [];
    if (/^(?:id|ids|uuid|key|code|ref|number|no|url|email|currency|unit)$/.test(last)) return [];
    if (items.some((other, at) => at !== origin.item?.index && isObject(other) && other[key] === value)) return [];
    // A person is called by the name alone.
    if (
      /^(?:full |display )?name$/.test(words.join(' ')) &&
      PEOPLE.test(noun) &&
      /^\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)+$/u.test(value)
    )
      return [value];
    if (/^(?:name|title)$/.test(key)) return [`the ${noun} called "${value}"`, `the "${value}" ${noun}`];
    if (/^(?:status|state|stage)$/.test(key) && /^\p{Ll}+$/u.test(value)) return [`the ${value} ${noun}`];
    return /^\p{Ll}[\p{Ll} ]*$/u.test(value) && words.length === 1 ? [`the ${noun} whose ${last} is ${value}`] : [];
  });
}

const EXTREMES: readonly (readonly [name: RegExp, least: string, most: string])[] = [
  [/(?:^|_)(?:price|cost|fare|fee)$/i, 'cheapest', 'most expensive'],
  [/(?:^|_)(?:total|amount)$/i, 'smallest', 'biggest'],
  [/(?:^|_)(?:date|departs|departure|starts|start|due|due_date|created_at)$/i, 'earliest', 'latest'],
  [/(?:^|_)(?:size|bytes)$/i, 'smallest', 'largest'],
  [/(?:^|_)(?:rating|score)$/i, 'worst rated', 'best rated'],
  [/(?:^|_)(?:duration|minutes)$/i, 'shortest', 'longest'],
];

function longestList(value: Json, depth: number): readonly Json[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isObject(value) || depth > 2) return undefined;
  return Object.values(value)
    .map((inner) => longestList(inner as Json, depth + 1))
    .find((list) => list !== undefined);
}
