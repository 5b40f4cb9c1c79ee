import { wordsOfName } from './split.ts';

/** Two names that are the beginning and the end of one range: `check_in` and `check_out`. */
export interface RangeEnds {
  readonly start: string;
  readonly end: string;
}

/** Words that begin a range, each with those that end it. */
const ENDS: readonly (readonly [start: string, end: readonly string[]])[] = [
  ['start', ['end', 'finish', 'stop']],
  ['starts', ['ends']],
  ['starting', ['ending']],
  ['begin', ['end']],
  ['begins', ['ends']],
  ['from', ['to', 'until', 'till']],
  ['since', ['until', 'till', 'before']],
  ['after', ['before']],
  ['in', ['out']],
  ['checkin', ['checkout']],
  ['arrival', ['departure']],
  ['arrive', ['depart', 'leave']],
  ['depart', ['return']],
  ['departure', ['return']],
  ['outbound', ['return', 'inbound']],
  ['pickup', ['dropoff', 'return']],
  ['up', ['off']],
  ['min', ['max']],
  ['minimum', ['maximum']],
  ['lower', ['upper']],
  ['earliest', ['latest']],
  ['first', ['last']],
  ['oldest', ['newest']],
  ['open', ['close']],
  ['opens', ['closes']],
  ['valid', ['expires', 'expiry']],
];

/** Where somebody travels, departing comes first; at a hotel, arriving does. */
const TRAVEL =
  /\b(?:flights?|fl(?:y|ies)|trains?|bus(?:es)?|trips?|ferr(?:y|ies)|cruises?|airports?|routes?|rides?)\b/i;

/**
 * The ranges among the names of a function's parameters: two names alike but for one word, where that word begins in the
 * one what it ends in the other.
 *
 * @param about what the function is about, by its name or description: it tells whether departing comes first.
 */
export function rangesAmong(names: readonly string[], about = ''): readonly RangeEnds[] {
  const key = `${names.join('\n')}\n\n${about}`;
  let ranges = known.get(key);
  if (ranges === undefined) {
    ranges = readRanges(names, about);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, ranges);
  }
  return ranges;
}

/** A run asks for the same few parameters again and again. */
const MAX_KNOWN = 5_000;
const known = new Map<string, readonly RangeEnds[]>();

function readRanges(names: readonly string[], about: string): RangeEnds[] {
  const words = new Map(names.map((name) => [name, wordsOfName(name)] as const));
  const travels = TRAVEL.test(about.replaceAll('_', ' '));
  const taken = new Set<string>();
  const ranges: RangeEnds[] = [];
  for (const one of names)
    for (const other of names) {
      if (one === other || taken.has(one) || taken.has(other)) continue;
      if (!follows(words.get(one) as readonly string[], words.get(other) as readonly string[], travels)) continue;
      ranges.push({ start: one, end: other });
      taken.add(one).add(other);
    }
  return ranges;
}

function follows(one: readonly string[], other: readonly string[], travels: boolean): boolean {
  if (one.length !== other.length) return false;
  const differing = one.flatMap((word, at) => (word === other[at] ? [] : [at]));
  const [at] = differing;
  if (at === undefined || differing.length > 1) return false;
  const [first, second] = [one[at] as string, other[at] as string];
  if (/^(?:arriv(?:al|e)|depart(?:ure)?)$/.test(first) && /^(?:arriv(?:al|e)|depart(?:ure)?|leave)$/.test(second))
    return /^depart/.test(first) === travels && /^arriv/.test(second) === travels;
  return ENDS.some(([start, ends]) => start === first && ends.includes(second));
}
