import { createRandom, type Random } from '../../../path/index.ts';
import type { Json } from '../../../signature/index.ts';
import { CITIES, type City, COMPANIES, FIRST_NAMES, LAST_NAMES } from './lists.ts';

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
}

/** The profile that follows from a seed; a city, airport or full name among the known values is kept to. */
export function createProfile(seed: string, known: readonly Json[] = []): Profile {
  const random: Random = createRandom(`profile ${seed}`);
  const drawn = random.below(CITIES.length);
  const named = CITIES.findIndex((city) => known.includes(city.name) || known.includes(city.airport));
  const place = named < 0 ? drawn : named;
  const other = (place + 1 + random.below(CITIES.length - 1)) % CITIES.length;
  return {
    firstName: random.pick(FIRST_NAMES) as string,
    lastName: random.pick(LAST_NAMES) as string,
    place: CITIES[place] as City,
    otherPlace: CITIES[other] as City,
    company: random.pick(COMPANIES) as string,
  };
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
