import { isPlural, ordinal } from '../../../english/index.ts';
import type { PastCall } from '../../types.ts';
import type { Choices } from '../choose.ts';
import type { Known } from '../known.ts';
import { deedOf } from '../wish/deed.ts';
import type { Reference } from './reference.ts';
import { toldOf } from './told.ts';

export function inSameTurn(reference: Reference, choices: Choices, again: boolean): string {
  if (reference.item !== '') return choices.pick(`ref-${reference.key}`, [...reference.one, thingText(reference)]);
  const { noun, key, isNew } = reference;
  const that = pointed(noun);
  if (again) return choices.pick(`ref-${key}`, [that, `the same ${noun}`]);
  return choices.pick(`ref-${key}`, [that, that, isNew ? `the new ${noun}` : that]);
}

export function recent(reference: Reference, past: PastCall, known: Known, choices: Choices): string {
  const { key, noun, item, one } = reference;
  const rivals = known.past.filter((call) => call.ok && call.turn === past.turn && call.tool.name === past.tool.name);
  if (rivals.length > 1) return ofSeveral(reference, past, rivals, choices);
  if (item === '')
    return choices.pick(`ref-${key}`, [
      pointed(noun),
      pointed(noun),
      `this ${noun}`.replace(/^this (?=.*s$)/, isMany(noun) ? 'these ' : 'this '),
      `the ${noun} you just mentioned`,
      `${thingText(reference)} ${toldOf(past, choices, key, noun)}`,
    ]);
  return choices.pick(`ref-${key}`, [
    ...one,
    ...one,
    ...reference.marks,
    thingText(reference),
    `${thingText(reference)} on that list`,
    `${thingText(reference)} you listed`,
    ...(reference.end === ''
      ? []
      : [`the ${reference.end} ${noun}`, `the ${noun} at the ${ENDS[reference.end]} of that list`]),
  ]);
}

export function earlier(reference: Reference, past: PastCall, known: Known, choices: Choices): string {
  const { key } = reference;
  const rivals = known.past.filter((call) => call.tool.name === past.tool.name && call.ok);
  const start = past.turn === 0;
  const when = start
    ? choices.pick(`when-${key}`, ['at the start', 'at the beginning', 'when we started'])
    : choices.pick(`when-${key}`, ['earlier', 'before', 'a while ago', 'a moment ago']);
  if (rivals.length > 1) return ofSeveral(reference, past, rivals, choices);
  return choices.pick(`ref-${key}`, [
    ...reference.marks,
    ...reference.marks,
    `${thingText(reference)} ${toldOf(past, choices, key, reference.noun)} ${when}`,
    ...(reference.item !== ''
      ? [
          `${thingText(reference)} on your list${start ? '' : ' from before'}`,
          `${thingText(reference)} on the list you gave me ${start ? 'at the start' : 'earlier'}`,
        ]
      : [
          `${thingText(reference)} from ${start ? 'my first request' : 'earlier'}`,
          `${thingText(reference)} from ${start ? 'my first message' : 'before'}`,
        ]),
    ...(reference.end === '' ? [] : [`the ${reference.end} ${reference.noun} on your list`]),
  ]);
}

/** "the second irrigation you started", "the first zone from the second list", "the price you gave me the first time". */
function ofSeveral(reference: Reference, past: PastCall, rivals: readonly PastCall[], choices: Choices): string {
  const { item, of, noun, key } = reference;
  const place = ordinal(rivals.indexOf(past));
  const last = past === rivals.at(-1);
  if (item !== '')
    return `${thingText(reference)} ${choices.pick(`list-${key}`, ['from', 'on'])} ${last ? 'your last' : `your ${place}`} list`;
  const { kind } = deedOf(past.tool);
  if (of === '' && (kind === 'do' || kind === 'make')) {
    return `the ${place} ${noun} ${toldOf(past, choices, key, noun)}`;
  }
  if (last && of === '') return `the last ${noun} ${toldOf(past, choices, key, noun)}`;
  if (of === '') return `the ${place} ${noun} ${toldOf(past, choices, key, noun)}`;
  return `${thingText(reference)} ${toldOf(past, choices, key, noun)} the ${last ? 'last' : place} time`;
}

/** "the second flight", "the price of the second flight". */
function thingText({ noun, item, of }: Reference): string {
  return of === '' ? `the ${item}${noun}` : `the ${noun} of the ${item}${of}`;
}

/** "that flight", "those lines". */
export function pointed(noun: string): string {
  return `${isMany(noun) ? 'those' : 'that'} ${noun}`;
}

/** A number of guests is one number. */
function isMany(noun: string): boolean {
  return isPlural(noun) && !noun.startsWith('number of ');
}

const ENDS: Readonly<Record<string, string>> = { top: 'top', last: 'end' };
