import { codesNamedBy, MONTHS, stem, WEEKDAYS, withIsoDates } from '../../english/index.ts';
import { withMachineNumbers } from '../../teacher/index.ts';
import { SourceIndex, type Sources, type TextSources } from './sources.ts';

/** A fact that a text states and no source holds. */
export interface InventedFact {
  readonly kind: 'date' | 'time' | 'id' | 'number' | 'name' | 'state';
  readonly said: string;
}

/**
 * Facts of a text that stand in none of its sources, in any form people write them in: dates, times, identifiers and
 * addresses, numbers (money, percent, rounded, in words, counts and positions of lists), names, states. Precise rather
 * than complete: a word at the beginning of a sentence is never taken for a name, and a name of common words is none.
 */
export function inventedFacts(text: string, sources: TextSources): InventedFact[] {
  return inventedFactsBeside(text, new SourceIndex(sources));
}

/** The same, beside sources that are read already. */
export function inventedFactsBeside(text: string, index: Sources): InventedFact[] {
  const plain = text.normalize('NFC');
  if (index.language === 'de') return inventedInGerman(plain, index);
  // Most texts of an agent hold no digit: what is found by digits is not looked for in them.
  const digits = DIGIT.test(plain);
  const rest = { text: digits ? withIsoDates(plain) : plain };
  const byDigits = (...args: [pattern: RegExp, kind: InventedFact['kind'], known: (said: string) => boolean]) =>
    digits ? take(rest, ...args) : [];
  return [
    ...byDigits(DATE, 'date', (said) => index.holdsDate(said)),
    ...byDigits(PART_OF_DATE, 'date', (said) => saysPartOfDate(said, index)),
    ...(ADDRESSED.test(plain) ? take(rest, ADDRESS, 'id', (said) => index.holds(bare(said))) : []),
    ...byDigits(TIME, 'time', (said) => saysTime(said, index)),
    ...byDigits(MIXED, 'id', (said) => saysMixed(said, index)),
    ...byDigits(NUMBER, 'number', (said) => saysNumber(said, index)),
    ...take(rest, NUMBER_WORD, 'number', (said) => saysNumberWord(said, index)),
    ...take(rest, NAME, 'name', (said) => saysName(said, index)),
    ...take(rest, STATE, 'state', (said) => saysState(said, index)),
  ];
}

/** In German every noun has a capital, so no word is taken for a name; dates and numbers are read as Germans write them. */
function inventedInGerman(text: string, index: Sources): InventedFact[] {
  const rest = { text: withMachineNumbers(text) };
  return [
    ...take(rest, DATE, 'date', (said) => index.holdsDate(said)),
    ...take(rest, ADDRESS, 'id', (said) => index.holds(bare(said))),
    ...take(rest, GERMAN_TIME, 'time', (said) => saysTime(said, index)),
    ...take(rest, MIXED, 'id', (said) => saysMixed(said, index)),
    ...take(
      rest,
      NUMBER,
      'number',
      (said) => saysNumber(said.replace(/ (?:more|others?|further)$/, ''), index) || isPosition(said, text, index),
    ),
  ];
}

/** Without halves of the day: "5 am 4. Mai" is no time. */
const GERMAN_TIME = /\b\d{1,2}:\d{2}(?::\d{2})?\b/g;

/** "11." is the eleventh, and "und 7 mehr" are those of a list that are not told. */
function isPosition(said: string, text: string, index: Sources): boolean {
  const number = Number(said);
  const told = new RegExp(`(?<!\\d)${said}(?:\\. \\p{Lu}| mehr\\b| weitere\\b)`, 'u').test(text);
  return Number.isInteger(number) && told && number <= index.counts.longest;
}

const MONTH = MONTHS.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)})?`).join('|');
const MONTH_STARTS = MONTHS.map((name) => new RegExp(`\\b${name.slice(0, 3)}`, 'i'));
const DATE = /\d{4}-\d{2}-\d{2}/g;
const PART_OF_DATE = new RegExp(
  `\\b(?:\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${MONTH})|(?:${MONTH}) \\d{1,2}(?:st|nd|rd|th)?)\\b`,
  'g',
);
const DIGIT = /\d/;
/** Every address holds one of these. */
const ADDRESSED = /@|:\/\/|www\./;
const ADDRESS = /(?:https?:\/\/|www\.)\S+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu;
const TIME = /\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b)?|\b\d{1,2}\s?[ap]m\b/gi;
/** Letters and digits in one word. */
const MIXED = /[\p{L}\p{N}_#]+(?:[-_./#][\p{L}\p{N}_]+)*/gu;
const NUMBER = /\d+(?:,\d{3})*(?:\.\d+)?(?:st|nd|rd|th)?(?:\s?%)?(?: (?:more|others?|further))?/g;
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const UNITS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const SMALL =
  `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen`.split(/\s+/);
const NUMBER_WORD = new RegExp(
  `\\b(?:(?:${TENS.join('|')})(?:-(?:${UNITS.join('|')}))?|${SMALL.join('|')})\\b(?: (?:hundred|thousand|million))?`,
  'gi',
);
/** Inside a sentence a capital makes a name; behind a colon, a full stop or a quotation mark it makes a sentence. */
const NAME = /(?<=[\p{Ll},;)] )\p{Lu}[\p{L}'’-]+/gu;
const STATE =
  /(?<=\b(?:is|are|was|were|been|status:?|now|already) )(?:approved|archived|available|cancell?ed|closed|completed|confirmed|declined|delayed|delivered|denied|expired|locked|open|overdue|paid|pending|refunded|rejected|resolved|shipped|sold out|unavailable|unpaid|verified)\b/gi;

/** Takes what a pattern finds out of the text, so that no later pattern reads it again. */
function take(
  rest: { text: string },
  pattern: RegExp,
  kind: InventedFact['kind'],
  known: (said: string) => boolean,
): InventedFact[] {
  const invented: InventedFact[] = [];
  rest.text = rest.text.replace(pattern, (said: string) => {
    // A plain number or word is left to the patterns behind.
    if (pattern === MIXED && !(/\d/.test(said) && /\p{L}/u.test(said))) return said;
    if (pattern === MIXED && /^\d+(?:st|nd|rd|th)$/.test(said)) return said;
    // Units that are written like names.
    if (pattern === NAME && /^(?:Celsius|Fahrenheit|Kelvin)$/.test(said)) return said;
    if (!known(said)) invented.push({ kind, said });
    return kind === 'name' || kind === 'state' ? said : ' ';
  });
  return invented;
}

function bare(said: string): string {
  return said.toLowerCase().replace(/[.,;:!?)"'’\]]+$/, '');
}

function saysPartOfDate(said: string, index: Sources): boolean {
  if (index.holds(said.toLowerCase())) return true;
  const day = /\d{1,2}/.exec(said)?.[0] ?? '';
  const month = MONTH_STARTS.findIndex((start) => start.test(said)) + 1;
  return index.holdsDate(`-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`);
}

function saysTime(said: string, index: Sources): boolean {
  const read = /(\d{1,2})(?::(\d{2}))?.*?(?:([ap])\.?m)?$/i.exec(said.trim());
  const [, hour = '', minute = '00', half] = read ?? [];
  const late = half?.toLowerCase() === 'p' && Number(hour) < 12;
  const midnight = half?.toLowerCase() === 'a' && Number(hour) === 12;
  const clock = String(late ? Number(hour) + 12 : midnight ? 0 : Number(hour)).padStart(2, '0');
  return [`${clock}:${minute}`, `${Number(clock)}:${minute}`, said.toLowerCase()].some((form) => index.holds(form));
}

function saysMixed(said: string, index: Sources): boolean {
  const word = bare(said);
  if (index.says(word)) return true;
  // 15min, 5kg, 10x, a 3-day trip: a number with what it counts.
  const measured = /^(\d+(?:\.\d+)?)-?(\p{L}{1,7})$/u.exec(word);
  if (measured !== null) return saysNumber(measured[1] ?? '', index);
  // JFK/LHR, 12-14, flight-42: parts that are all known are known.
  const parts = word.split(/[-/.#_]/).filter((part) => part !== '');
  return parts.length > 1 && parts.every((part) => (/^\d+$/.test(part) ? saysNumber(part, index) : index.says(part)));
}

function saysNumber(said: string, index: Sources): boolean {
  const [digits = '', decimals = ''] = said.replaceAll(',', '').match(/\d+(?:\.(\d{1,50}))?/) ?? [];
  const value = Number(digits);
  if (index.hasNumber(value)) return true;
  if (/%/.test(said) && index.hasNumber(Number((value / 100).toFixed(decimals.length + 2)))) return true;
  if (isRounded(value, decimals.length, index)) return true;
  const { sizes, longest } = index.counts;
  if (decimals !== '') return false;
  const position = /\d(?:st|nd|rd|th)\b/.test(said) || /more|other|further/.test(said);
  return sizes.has(value) || (position && value <= longest);
}

/** Rounded to fewer places, where little is lost by it: 1249.5 → 1,250, 46.94 → 46.9; 47 might be any number. */
function isRounded(value: number, places: number, index: Sources): boolean {
  if (places === 0 && value < 100) return false;
  return index.hasRounded(value, places);
}

function saysNumberWord(said: string, index: Sources): boolean {
  const [word = '', factor] = said.toLowerCase().split(' ');
  const [ten = '', unit = ''] = word.split('-');
  const small = SMALL.indexOf(ten) + 2;
  const tens = TENS.indexOf(ten);
  const value = tens >= 0 ? (tens + 2) * 10 + UNITS.indexOf(unit) + 1 : small;
  const factors: Record<string, number> = { hundred: 100, thousand: 1000, million: 1_000_000 };
  return index.says(said.toLowerCase()) || saysNumber(String(value * (factors[factor ?? ''] ?? 1)), index);
}

/** Words that are written with a capital and name nothing of the conversation. */
const CAPITALISED = new Set([...WEEKDAYS, ...MONTHS, 'OK', 'ID', 'IDs', 'URL', 'URLs', "I'm", "I'll", "I've", "I'd"]);

function saysName(said: string, index: Sources): boolean {
  const name = said.replace(/['’]s?$/, '');
  if (CAPITALISED.has(name.replaceAll('’', "'")) || /^I['’]/.test(name)) return true;
  const word = name.toLowerCase();
  if (index.says(word) || word.split('-').every((part) => index.says(part))) return true;
  // A language or a country that an output has as its code.
  return codesNamedBy(word).some((code) => index.holdsCode(code));
}

function saysState(said: string, index: Sources): boolean {
  const word = said.toLowerCase().replace('canceled', 'cancelled');
  return index.says(word) || index.says(stem(word)) || index.says(word.replace(/l?l?ed$/, ''));
}
