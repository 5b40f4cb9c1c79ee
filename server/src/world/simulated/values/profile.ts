import type { Json } from '../../../json/index.ts';
import { createRandom, type Random } from '../../../random/index.ts';
import { CITIES, type City, COMPANIES, FIRST_NAMES, LAST_NAMES, PEOPLE, TOPICS } from './lists.ts';

/**
 * One person, two places and a company that the values of one entity are drawn from, so that they agree with each
 * other: the mail address with the name, the country with the city.
 */
export interface Profile {
  readonly firstName: string;
  readonly lastName: string;
  readonly place: City;
  readonly otherPlace: City;
  readonly company: string;
  /** What texts are about, where something known says it: a file called team_offsite.txt, a search for "offsite". */
  readonly topic?: string | undefined;
  /** Values that were said or told already. */
  readonly said: readonly Json[];
}

/**
 * The profile that follows from a seed. A city, an airport, a currency or a topic among the known values is kept to; the
 * other place has another currency, so that nobody changes dollars into dollars.
 */
export function createProfile(seed: string, known: readonly Json[] = []): Profile {
  return new SeededProfile(seed, known);
}

type Drawn = Omit<Profile, 'said'>;

/** A profile that is drawn with the first of its parts that is asked for: most values ask for none. */
class SeededProfile implements Profile {
  readonly said: readonly Json[];
  readonly #seed: string;
  #drawn: Drawn | undefined;

  constructor(seed: string, known: readonly Json[]) {
    this.#seed = seed;
    this.said = known;
  }

  get #parts(): Drawn {
    this.#drawn ??= draw(this.#seed, this.said);
    return this.#drawn;
  }

  get firstName(): string {
    return this.#parts.firstName;
  }

  get lastName(): string {
    return this.#parts.lastName;
  }

  get place(): City {
    return this.#parts.place;
  }

  get otherPlace(): City {
    return this.#parts.otherPlace;
  }

  get company(): string {
    return this.#parts.company;
  }

  get topic(): string | undefined {
    return this.#parts.topic;
  }
}

function draw(seed: string, known: readonly Json[]): Drawn {
  const random: Random = createRandom(`profile ${seed}`);
  const drawn = random.below(CITIES.length);
  const place = indexIn(PLACES, known) ?? indexIn(MONEY, known) ?? drawn;
  const other = otherPlace(place, random.below(CITIES.length - 1));
  const topic = topicIn(known);
  const { first, last } = random.pick(PEOPLE) as (typeof PEOPLE)[number];
  const [firstName, lastName] = [random.pick(first) as string, random.pick(last) as string];
  const said = namesIn(known);
  return {
    firstName: said.first ?? firstName,
    lastName: said.last ?? lastName,
    place: CITIES[place] as City,
    otherPlace: CITIES[other] as City,
    company: random.pick(COMPANIES) as string,
    topic,
  };
}

/** Places by name and airport; the first by currency and country. */
const PLACES = new Map(CITIES.flatMap(({ name, airport }, at) => [[name, at] as const, [airport, at] as const]));
const MONEY = new Map(
  [...CITIES.entries()]
    .reverse()
    .flatMap(([at, { currency, country }]) => [[currency, at] as const, [country, at] as const]),
);

function indexIn(places: ReadonlyMap<string, number>, known: readonly Json[]): number | undefined {
  for (const value of known) {
    const at = typeof value === 'string' ? places.get(value) : undefined;
    if (at !== undefined) return at;
  }
  return undefined;
}

/** A place `steps` on from another, and further until it has another currency. */
function otherPlace(place: number, steps: number): number {
  const here = CITIES[place] as City;
  for (let more = 0; more < CITIES.length; more += 1) {
    const there = (place + 1 + steps + more) % CITIES.length;
    if (there !== place && CITIES[there]?.currency !== here.currency) return there;
  }
  return (place + 1) % CITIES.length;
}

const FIRST = new Set(FIRST_NAMES);
const LAST = new Set(LAST_NAMES);

/** Names of a person among known values: who is called Rosa Vega has the address and the login of Rosa Vega. */
function namesIn(known: readonly Json[]): { first?: string; last?: string } {
  for (const value of known) {
    if (typeof value !== 'string' || value.length > 40) continue;
    const [one = '', two = '', ...more] = value.split(' ');
    if (FIRST.has(one) && LAST.has(two) && more.length === 0) return { first: one, last: two };
  }
  const first = known.find((value) => typeof value === 'string' && FIRST.has(value));
  const last = known.find((value) => typeof value === 'string' && LAST.has(value));
  return typeof first === 'string' && typeof last === 'string' ? { first, last } : {};
}

const WHOLE_TOPICS = new Set(TOPICS);
/** The first topic that ends with a word. */
const BY_LAST_WORD = new Map([...TOPICS].reverse().map((topic) => [topic.split(' ').at(-1) as string, topic] as const));

/** The topic that a known text names, as words, in a file's name, or by its last word alone. */
function topicIn(known: readonly Json[]): string | undefined {
  for (const value of known) {
    if (typeof value !== 'string') continue;
    const text = value.slice(0, 200).toLowerCase();
    const single = BY_LAST_WORD.get(text);
    if (single !== undefined) return single;
    const words = text.match(/[a-z]+/g) ?? [];
    for (let at = 1; at < words.length; at += 1) {
      const pair = `${words[at - 1]} ${words[at]}`;
      if (WHOLE_TOPICS.has(pair)) return pair;
    }
  }
  return undefined;
}

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2025, 0, 1);

/** The seed last asked for: a world asks for its day with every value that it makes. */
let latest: { readonly seed: string; readonly day: number } | undefined;

/** The day it is in a world of this seed, in milliseconds since 1970, midnight UTC: some day of 2025 or 2026. */
export function todayOf(seed: string): number {
  if (latest?.seed !== seed) latest = { seed, day: FIRST_DAY + createRandom(`today ${seed}`).below(730) * DAY };
  return latest.day;
}

/** `2025-07-03` for a time in milliseconds. */
export function isoDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
