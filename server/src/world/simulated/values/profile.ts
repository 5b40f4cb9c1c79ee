import type { Json } from '../../../json/index.ts';
import { createRandom, type Random } from '../../../random/index.ts';
import { CITIES, type City, COMPANIES, FIRST_NAMES, LAST_NAMES, TOPICS } from './lists.ts';

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
  readonly topic?: string;
  /** Values that were said or told already. */
  readonly said: readonly Json[];
}

/**
 * The profile that follows from a seed. A city, an airport, a currency or a topic among the known values is kept to; the
 * other place has another currency, so that nobody changes dollars into dollars.
 */
export function createProfile(seed: string, known: readonly Json[] = []): Profile {
  const random: Random = createRandom(`profile ${seed}`);
  const drawn = random.below(CITIES.length);
  const named = CITIES.findIndex((city) => known.includes(city.name) || known.includes(city.airport));
  const paying = named < 0 ? CITIES.findIndex((city) => known.includes(city.currency)) : named;
  const place = paying < 0 ? drawn : paying;
  const other = otherPlace(place, random.below(CITIES.length - 1));
  const topic = topicIn(known);
  return {
    firstName: random.pick(FIRST_NAMES) as string,
    lastName: random.pick(LAST_NAMES) as string,
    place: CITIES[place] as City,
    otherPlace: CITIES[other] as City,
    company: random.pick(COMPANIES) as string,
    ...(topic === undefined ? {} : { topic }),
    said: known,
  };
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

/** The topic that a known text names, as words, in a file's name, or by its last word alone. */
function topicIn(known: readonly Json[]): string | undefined {
  const texts = known.filter((value) => typeof value === 'string').map((text) => text.slice(0, 200).toLowerCase());
  return TOPICS.find((topic) =>
    texts.some((text) => text.replace(/[_-]/g, ' ').includes(topic) || topic.split(' ').at(-1) === text),
  );
}

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2025, 0, 1);

/** The day it is in a world of this seed, in milliseconds since 1970, midnight UTC: some day of 2025 or 2026. */
export function todayOf(seed: string): number {
  return FIRST_DAY + createRandom(`today ${seed}`).below(730) * DAY;
}

/** `2025-07-03` for a time in milliseconds. */
export function isoDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
