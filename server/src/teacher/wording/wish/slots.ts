import {
  countryOfCode,
  isCurrencyCode,
  isSpeltOut,
  languageOfCode,
  rangesAmong,
  singular,
  weekdayOfCode,
} from '../../../english/index.ts';
import type { Json } from '../../../json/index.ts';
import type { PlannedArgument, PlannedCall } from '../../types.ts';
import type { Choices } from '../choose.ts';
import type { Known } from '../known.ts';
import { type ParameterWords, parameterWords, type ValueKind, valueKind } from '../parameter.ts';
import { referTo } from '../reference/refer.ts';
import { isDate, isMoment, isTime, sayValue, surfaceForms } from '../values.ts';
import { deedOf } from './deed.ts';
import { thingOf } from './noun.ts';
import { inCapitals } from './phrase/capitals.ts';
import { goalOf, tieOf } from './tie.ts';

/** One argument, ready to be worded: what to call it, and the words for its value. */
export interface Slot {
  readonly argument: PlannedArgument;
  readonly words: ParameterWords;
  readonly kind: ValueKind;
  /** The value said outright, or a reference to an output. */
  readonly text: string;
  readonly referred: boolean;
  /** What the value names, where it names something: issue, order. */
  readonly thing?: string;
  /** It is named together with the place that it is in: "table 7 in base 2". */
  readonly contained?: boolean;
  /** How the description ties what it is about to that thing: "of", "on". */
  readonly tie?: string;
  /** Which end of a range it is: the first day of a stay. */
  readonly range?: 'start' | 'end';
}

/** The slots of a call that a user words: no defaults, nothing that is left out. */
export function slotsOf(call: PlannedCall, known: Known, choices: Choices, leaveOut?: string): Slot[] {
  const mentioned = new Set<string>();
  const { object, kind: deed } = deedOf(call.tool);
  const looks = deed === 'look' || deed === 'list';
  const alone = (thing?: string) => thing !== undefined && (object === '' || object.includes(thing));
  const ranges = rangesAmong(
    call.arguments.map(({ parameter }) => parameter),
    call.tool.signature.name,
  );
  const ends = new Map(ranges.flatMap(({ start, end }) => [[start, 'start'] as const, [end, 'end'] as const]));
  return call.arguments.flatMap((argument): Slot[] => {
    if (argument.origin.from === 'default' || argument.parameter === leaveOut) return [];
    const words = parameterWords(call.tool.signature, argument.parameter);
    const kind = valueKind(words, argument.value);
    const thing = thingOf(call.tool, words);
    const referred = argument.origin.from === 'output';
    const text = referred
      ? referTo(words, argument, known, choices, mentioned, thing, alone(thing))
      : saidOutright(words, argument, thing === undefined ? kind : 'id', choices, known.style);
    const range = ends.get(argument.parameter);
    const tie =
      thing === undefined ? undefined : looks ? tieOf(call.tool.signature, thing) : goalOf(call.tool.signature, thing);
    return [
      {
        argument,
        words,
        kind,
        text,
        referred,
        ...(thing === undefined ? {} : { thing }),
        ...(tie === undefined ? {} : { tie }),
        ...(range === undefined ? {} : { range }),
      },
    ];
  });
}

/** A value as the user says it: a code by what it stands for, a number with its unit. */
export function saidOutright(
  words: ParameterWords,
  argument: PlannedArgument,
  kind: ValueKind,
  choices: Choices,
  style?: Choices,
): string {
  return (
    meantByCode(words, argument.value, kind) ??
    withUnit(outright(argument, kind, choices, style), argument.value, words)
  );
}

/** German for `de` under `language`, Germany for `DE` under `country`, Monday for `mon`, SMS for `sms`. */
function meantByCode({ words, schema }: ParameterWords, value: Json, kind: ValueKind): string | undefined {
  if (typeof value !== 'string') return undefined;
  const about = `${words.join(' ')} ${String(schema.description ?? '').toLowerCase()}`;
  if (/\b(?:lang|languages?|locale)\b/.test(about)) {
    const language = languageOfCode(value);
    if (language !== undefined) return language;
  }
  if (/\b(?:country|countries|nationality)\b/.test(about)) {
    const country = countryOfCode(value);
    if (country !== undefined) return country;
  }
  if (kind !== 'label') return undefined;
  if (isSpeltOut(value)) return value.toUpperCase();
  // `HIGH` is how a constant is written.
  if (/^[A-Z]{3,}$/.test(value) && VOWELLED.test(value) && !isCurrencyCode(value)) return value.toLowerCase();
  return (
    weekdayOfCode(value) ?? (/^[a-z]+(?:_[a-z\d]+)+$/.test(value) ? inCapitals(value.replaceAll('_', ' ')) : undefined)
  );
}

/** A word that can be spoken, and no row of letters. */
const VOWELLED = /^(?=.*[AEIOUY])(?!.*[^AEIOUY]{4})/;

/** "20 degrees Celsius" for 20 under `temp_c`. */
function withUnit(text: string, value: Json, { unit }: ParameterWords): string {
  return unit === undefined || typeof value !== 'number'
    ? text
    : `${text} ${value === 1 ? singular(unit.said) : unit.said}`;
}

/** A value that the user says, in one of the ways people write it. */
export function outright(
  { value, parameter }: PlannedArgument,
  kind: ValueKind,
  choices: Choices,
  /** Choices of the whole conversation: one person writes all dates one way. */
  style: Choices = choices,
): string {
  if (isDate(value) || isMoment(value)) return style.pick('dates', surfaceForms(value).slice(0, 2));
  if (isTime(value)) return surfaceForms(value)[0] as string;
  if (typeof value === 'number' && Math.abs(value) >= 10_000 && Number.isInteger(value) && kind === 'number')
    return choices.pick(`number-${parameter}`, surfaceForms(value).slice(0, 2));
  return sayValue(value, { label: kind === 'label', quote: kind === 'prose' });
}
