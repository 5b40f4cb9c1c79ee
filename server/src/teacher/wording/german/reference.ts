import { isPlural, singular, splitWords, spoken, unitOrSymbolOf } from '../../../english/index.ts';
import type { Json } from '../../../json/index.ts';
import type { TeacherFunction } from '../../types.ts';
import type { Choices } from '../choose.ts';
import type { Known } from '../known.ts';
import { deedOf } from '../wish/deed.ts';
import { subject } from '../wish/noun.ts';
import { type Case, gendered, nounOf, numbered, withDeterminer } from './grammar.ts';
import type { Noun } from './nouns.ts';
import type { GermanSlot } from './slot.ts';

/**
 * Words that point at an output without its value: "diese Buchung", "die zweite Buchung aus der Liste", "der Flug vom
 * Anfang"; a mere value is "dieser Wert".
 */
export function refer(slot: GermanSlot, known: Known, choices: Choices, inCase: Case): string {
  const { origin, each } = slot.argument;
  if (origin.from !== 'output') return '';
  const pick = (options: readonly string[]) => choices.pick(`de-ref-${slot.words.name}`, options);
  const noun = slot.thing === undefined ? fieldNoun(origin.field, slot.argument.value) : nounOf(slot.thing);
  const { many } = gendered(noun);
  if (each === true) return `${inCase === 'dative' ? 'jedem' : 'jeden'} einzelnen der ${many}`;
  const planned = origin.sameTurn ? known.calls[origin.call] : undefined;
  if (planned?.role === 'implied' && known.describe !== undefined) {
    if (slot.thing !== undefined && isAbout(planned.tool, slot.thing))
      return known.describe(planned, { ...slot.argument, parameter: inCase });
    const of = known.describe(planned, { ...slot.argument, parameter: 'dative' });
    return `${withDeterminer(noun, 'definite', inCase)} von ${of}`;
  }
  const listedOne = origin.item !== undefined && origin.item.of > 1;
  const own = listedOne ? numbered(noun, origin.item?.index ?? 0, inCase) : undefined;
  if (origin.sameTurn)
    return (
      own ??
      pick([
        withDeterminer(noun, 'this', inCase),
        withDeterminer(noun, 'this', inCase),
        `${withDeterminer(noun, 'definite', inCase)} daraus`,
      ])
    );
  const past = known.past[origin.call];
  const first = past?.turn === 0 && origin.distance > 1;
  if (own !== undefined) return pick([`${own} aus der Liste`, own, first ? `${own} vom Anfang` : `${own} von vorhin`]);
  if (origin.distance <= 1)
    return pick([
      withDeterminer(noun, 'this', inCase),
      withDeterminer(noun, 'this', inCase),
      `${withDeterminer(noun, 'definite', inCase)} von eben`,
    ]);
  const there = withDeterminer(noun, 'definite', inCase);
  return pick(
    first ? [`${there} vom Anfang`, `${there} von ganz am Anfang`] : [`${there} von vorhin`, `${there} von vorher`],
  );
}

/** Whether a function is about the thing: a sample's client is another one. */
function isAbout(tool: TeacherFunction, thing: string): boolean {
  const { object } = deedOf(tool);
  const about = [singular(object).split(' ').at(-1), singular(object), subject(tool)];
  return about.includes(thing) || about.includes(thing.split(' ').at(-1) ?? '');
}

/** What a field's value is: its German noun where that is known, else a value. */
function fieldNoun(field: string, value: Json): Noun {
  const name = field.replace(/\[\]/g, '').split('.').at(-1) ?? '';
  const words = splitWords(name);
  const unit = words.length > 1 && unitOrSymbolOf(words.at(-1) ?? '') !== undefined;
  const english = spoken(unit ? words.slice(0, -1) : words);
  if (typeof value === 'number' && !unit && isPlural(english)) return nounOf('count');
  const noun = nounOf(english);
  return noun.gender === undefined ? nounOf('value') : noun;
}
