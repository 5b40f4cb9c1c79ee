import { createRandom, type Random } from '../../../random/index.ts';
import * as lists from './lists.ts';

/** Values that can stand for each other in a text, ours; longer ones are found first. */
const SETS: readonly (readonly string[])[] = [
  lists.TOPICS,
  lists.TOPICS.map((topic) => topic.replace(' ', '_')),
  lists.TOPICS.map((topic) => topic.replace(' ', '-')),
  lists.TOPICS.map((topic) => `${topic[0]?.toUpperCase()}${topic.slice(1)}`),
  lists.PRODUCTS,
  lists.COMPANIES,
  lists.CITIES.map(({ name }) => name),
  [...new Set(lists.CITIES.map(({ country }) => country))],
  lists.CITIES.map(({ airport }) => airport),
  lists.CURRENCIES,
  lists.LAST_NAMES,
  lists.FIRST_NAMES,
  lists.LAST_NAMES.map((name) => name.toLowerCase()),
  lists.WEEKDAYS,
  lists.WEATHER,
  lists.COLORS,
  lists.GENRES,
];

const SETS_BY_VALUE = new Map(SETS.flatMap((set) => set.map((value) => [value, set] as const)));
const KNOWN = new RegExp(
  `(?<![\\p{L}\\d])(?:${[...SETS_BY_VALUE.keys()].sort((left, right) => right.length - left.length).join('|')})(?![\\p{L}\\d])`,
  'u',
);

/**
 * A text with one of this world's values in it changed into another of its kind: `Notes on the garden project.` →
 * `Notes on the team offsite.` Undefined where it holds none.
 */
export function otherOfItsKind(text: string, random: Random = createRandom(text)): string | undefined {
  const found = KNOWN.exec(text.slice(0, 2000));
  const set = found === null ? undefined : SETS_BY_VALUE.get(found[0]);
  const other = random.pick((set ?? []).filter((value) => value !== found?.[0]));
  if (found === null || other === undefined) return undefined;
  return text.slice(0, found.index) + other + text.slice(found.index + found[0].length);
}
