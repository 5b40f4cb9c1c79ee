import type { JsonSchema } from '../../../json/index.ts';
import type { Random } from '../../../random/index.ts';
import type { Profile } from './profile.ts';

interface Range {
  readonly least: number;
  readonly most: number;
  /** Digits after the point of a `number`; integers have none. */
  readonly digits: number;
}

const range = (least: number, most: number, digits = 0): Range => ({ least, most, digits });

/** Usual size of a quantity, by a word of its name; the first that fits counts. */
const RANGES: readonly (readonly [RegExp, Range])[] = [
  [/^(?:id)$/, range(10_000, 99_999)],
  [/^(?:ms|millisecond)$/, range(20, 900)],
  [/^(?:floor|storey)$/, range(1, 12)],
  [/^(?:bpm|tempo)$/, range(70, 160)],
  [/^(?:restart|retry|retries|attempt|replica)$/, range(1, 6)],
  [/^(?:kcal|calorie)$/, range(120, 900)],
  [/^(?:grade|point)$/, range(5, 100)],
  [/^(?:millicore|mib)$/, range(40, 900)],
  [
    /^(?:price|amount|cost|total|fare|balance|refund|payment|budget|salary|revenue|value|spend|rent|credit)$/,
    range(20, 480, 2),
  ],
  [/^(?:fee|tax|charge|tip|discount|fine|deposit|compensation)$/, range(4, 60, 2)],
  [/^(?:rating|star)$/, range(3, 5, 1)],
  [/^(?:percent|humidity|probability|confidence|score|battery|progress)$/, range(5, 95)],
  [/^(?:age)$/, range(21, 70)],
  [/^(?:temperature|celsius)$/, range(4, 29, 1)],
  [/^(?:fahrenheit)$/, range(40, 85, 1)],
  [/^(?:distance|mile|kilometer|km|length|mileage)$/, range(3, 600, 1)],
  [/^(?:speed)$/, range(20, 110)],
  [/^(?:delay|duration|minute|time|eta)$/, range(5, 120)],
  [/^(?:hour)$/, range(1, 12)],
  [/^(?:day|night)$/, range(1, 14)],
  [/^(?:weight|kilogram|kg|pound)$/, range(1, 90, 1)],
  [/^(?:height|width)$/, range(50, 200)],
  [/^(?:page|offset|index)$/, range(1, 3)],
  [/^(?:count|quantity|stock|seat|guest|passenger|people|adult|limit|size|number|view|like|follower)$/, range(1, 9)],
  [/^(?:rate|ratio|factor)$/, range(0.5, 2, 4)],
  [/^(?:port)$/, range(3000, 9000)],
  [/^(?:volume|capacity)$/, range(100, 5000)],
];
/** Most numbers count something. */
const USUAL = range(1, 60);

export interface NumberRequest {
  readonly words: readonly string[];
  readonly schema: JsonSchema;
  readonly integer: boolean;
  readonly profile: Profile;
  readonly today: number;
  readonly random: Random;
  /** Words of what the number is told of. */
  readonly about?: readonly string[] | undefined;
}

/** A number of the size that its name suggests, within the schema's bounds and on its multiples. */
export function makeNumber(request: NumberRequest): number {
  const { words, schema, integer, profile, today, random } = request;
  if (!integer && words.includes('latitude')) return fit(profile.place.latitude, schema, false);
  if (!integer && words.includes('longitude')) return fit(profile.place.longitude, schema, false);
  if (words.includes('year') || words.includes('vintage'))
    return fit(new Date(today).getUTCFullYear() - random.below(3), schema, integer);
  if (words.includes('timestamp') || words.includes('epoch')) {
    return fit(Math.floor(today / 1000) + random.below(86_400), schema, integer);
  }
  const usual = isCarried(request) ? HANDY : usualRange(words);
  const { least, most } = withinBounds(usual, schema);
  const digits = integer ? 0 : usual.digits;
  const raw = least + random.next() * (most - least);
  return fit(Number(raw.toFixed(digits)), schema, integer);
}

/** Kilograms of what people buy and send. */
const HANDY = range(0.2, 9, 1);

function isCarried({ words, about = [] }: NumberRequest): boolean {
  return words.includes('weight') && /^(?:item|product|article|parcel|package|book)$/.test(about.at(-1) ?? '');
}

/** What a song or a film lasts, and how far it has played. */
const PLAYS = range(90_000, 320_000);
/** Points that one can have at most. */
const MAX_POINTS = range(20, 100);

const COSTS = /^(?:rate|price|fare|cost|fee|charge)$/;
const MONEY = range(20, 480, 2);

/** What several words of a name say together. */
function rangeOfWords(words: readonly string[]): Range | undefined {
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (
    /^(?:ms|millisecond)$/.test(last) &&
    words.some((word) => /^(?:duration|position|length|progress|runtime)$/.test(word))
  )
    return PLAYS;
  // `exit_code` of what went well.
  if (last === 'code' && before === 'exit') return range(0, 0);
  // What so much of something costs: `rate_per_night`, `nightly_rate`.
  const per = words.indexOf('per');
  if (per > 0 && COSTS.test(words[per - 1] ?? '')) return MONEY;
  if (last === 'rate' && /^(?:daily|nightly|hourly|weekly|monthly|room|day|night|hour)$/.test(before)) return MONEY;
  // Credits of a course are few; money is counted to the cent.
  if (last === 'credit' && words.length === 1) return range(2, 12);
  return last === 'score' && /^(?:max|maximum)$/.test(before) ? MAX_POINTS : undefined;
}

function usualRange(words: readonly string[]): Range {
  const together = rangeOfWords(words);
  if (together !== undefined) return together;
  for (const word of [...words].reverse()) {
    const found = RANGES.find(([pattern]) => pattern.test(word));
    if (found !== undefined) return found[1];
  }
  return USUAL;
}

/** The usual range cut to the bounds, or moved to them where the two do not meet. */
function withinBounds(usual: Range, schema: JsonSchema): { least: number; most: number } {
  const low = bound(schema.minimum, schema.exclusiveMinimum, Math.max);
  const high = bound(schema.maximum, schema.exclusiveMaximum, Math.min);
  const span = usual.most - usual.least;
  let least = low === undefined ? usual.least : Math.max(usual.least, low);
  let most = high === undefined ? usual.most : Math.min(usual.most, high);
  if (least > most) {
    least = low ?? (high as number) - span;
    most = high ?? (low as number) + span;
  }
  return { least, most };
}

function bound(inclusive: unknown, exclusive: unknown, stricter: (a: number, b: number) => number): number | undefined {
  const bounds = [inclusive, exclusive].filter((value): value is number => typeof value === 'number');
  return bounds.length === 0 ? undefined : bounds.reduce((a, b) => stricter(a, b));
}

/** Moves a number into the schema: bounds, exclusive bounds, multiples, whole numbers. */
export function fit(value: number, schema: JsonSchema, integer: boolean): number {
  const step = typeof schema.multipleOf === 'number' && schema.multipleOf > 0 ? schema.multipleOf : integer ? 1 : 0;
  let low = typeof schema.minimum === 'number' ? schema.minimum : Number.NEGATIVE_INFINITY;
  let high = typeof schema.maximum === 'number' ? schema.maximum : Number.POSITIVE_INFINITY;
  const nudge = step > 0 ? step : 0.01;
  if (typeof schema.exclusiveMinimum === 'number') low = Math.max(low, schema.exclusiveMinimum + nudge);
  if (typeof schema.exclusiveMaximum === 'number') high = Math.min(high, schema.exclusiveMaximum - nudge);
  if (low > high) [low, high] = [middle(schema), middle(schema)];
  const inside = Math.min(Math.max(value, low), high);
  if (step === 0) return inside;
  const down = roundTo(Math.floor(inside / step + 1e-9) * step, step);
  return down >= low ? down : roundTo(Math.ceil(low / step - 1e-9) * step, step);
}

/** Between exclusive bounds that leave less room than a step. */
function middle(schema: JsonSchema): number {
  const low = bound(schema.minimum, schema.exclusiveMinimum, Math.max) ?? 0;
  const high = bound(schema.maximum, schema.exclusiveMaximum, Math.min) ?? low;
  return (low + high) / 2;
}

/** Takes off the noise of binary fractions: a multiple of 0.01 has two digits. */
function roundTo(value: number, step: number): number {
  const digits = Math.min(12, String(step).split('.')[1]?.length ?? 0);
  return Number(value.toFixed(digits));
}
