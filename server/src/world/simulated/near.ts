import { keyWords } from '../../english/index.ts';
import type { Json, JsonSchema } from '../../json/index.ts';
import type { TableModel } from './model.ts';
import type { Condition, Near } from './plan.ts';

const LATITUDE = /^lat(?:itude)?$/;
const LONGITUDE = /^(?:lng|lon|long|longitude)$/;
const RADIUS = /^(?:radius|distance|range|within)$/;

/** Metres of what a radius is told in, by its name and description; a kilometre where nothing tells. */
const METRES: readonly (readonly [RegExp, number])[] = [
  [/\bkm\b|\bkilomet/i, 1_000],
  [/\bmi\b|\bmiles?\b/i, 1_609],
  [/\bm\b|\bmet(?:er|re)s?\b/i, 1],
];
const KILOMETRE = 1_000;

/** Where a search looks: `find_stations(lat, lng, radius)` asks for what lies around a place, not at it. */
export function nearOf(parameters: JsonSchema, table: TableModel): Near | undefined {
  const names = Object.entries(parameters.properties ?? {});
  const named = (pattern: RegExp) => names.find(([name]) => pattern.test(keyWords(name).at(-1) ?? ''))?.[0];
  const [latitude, longitude] = [named(LATITUDE), named(LONGITUDE)];
  if (latitude === undefined || longitude === undefined) return undefined;
  const radius = names.find(([name]) => keyWords(name).some((word) => RADIUS.test(word)));
  const field = (pattern: RegExp, otherwise: string) =>
    [...table.fields.keys()].find((key) => pattern.test(key.split('_').at(-1) ?? '')) ?? otherwise;
  return {
    latitude: { field: field(LATITUDE, 'latitude'), argument: latitude },
    longitude: { field: field(LONGITUDE, 'longitude'), argument: longitude },
    ...(radius === undefined ? {} : { radius: { argument: radius[0], metres: metresIn(...radius) } }),
  };
}

function metresIn(name: string, schema: JsonSchema): number {
  const text = `${keyWords(name).join(' ')} ${schema.description ?? ''}`;
  return METRES.find(([pattern]) => pattern.test(text))?.[1] ?? KILOMETRE;
}

const METRES_OF_DEGREE = 111_320;
/** What is around where no radius is given. */
const USUAL_METRES = 25_000;
/** Nothing is so far that the other side of the earth is meant. */
const MAX_DEGREES = 90;

type Bound = Condition & { readonly value: number };

/** Bounds on both coordinates; none where the call names no place. @param given the value of an argument */
export function wantedNear(
  given: (argument: string) => Json | undefined,
  { latitude, longitude, radius }: Near,
): Bound[] {
  const [lat, lng] = [given(latitude.argument), given(longitude.argument)];
  if (typeof lat !== 'number' || typeof lng !== 'number') return [];
  const told = radius === undefined ? undefined : given(radius.argument);
  const metres = typeof told === 'number' && radius !== undefined ? told * radius.metres : USUAL_METRES;
  const degrees = metres / METRES_OF_DEGREE;
  const wide = Math.min(MAX_DEGREES, degrees / Math.max(0.05, Math.cos((lat * Math.PI) / 180)));
  return [...around(latitude, lat, degrees), ...around(longitude, lng, wide)];
}

/** Conditions that a place comes to. */
export const NEAR_KEYS = 4;

/** Those conditions as lookups know them, see `keyOf`. */
export function nearKeys({ latitude, longitude }: Near): string[] {
  return [latitude, longitude].flatMap(({ field }) => [`${field} >=`, `${field} <=`]);
}

function around({ field, argument }: Near['latitude'], at: number, by: number): Bound[] {
  return [
    { field, argument, test: '>=', value: at - by },
    { field, argument, test: '<=', value: at + by },
  ];
}
