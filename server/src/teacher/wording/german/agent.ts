import { capitalize, spoken } from '../../../english/index.ts';
import { GERMAN } from '../../phrases/german.ts';
import type { TeacherFunction } from '../../types.ts';
import { Choices } from '../choose.ts';
import { tidy } from '../frame.ts';
import { parameterWords } from '../parameter.ts';
import { thingOf } from '../wish/noun.ts';
import { nounOf, parameterNoun, withDeterminer } from './grammar.ts';
import { germanWish } from './wish.ts';

/** The agent asks for a value: "Welche Buchung ist gemeint?" */
export function askInGerman(wanted: TeacherFunction, parameter: string, seed: string): string {
  const words = parameterWords(wanted.signature, parameter);
  const choices = new Choices(seed);
  const noun = parameterNoun(wanted, parameter);
  if (words.schema.type === 'boolean') {
    const own = words.words.filter((word) => !/^(?:is|has|with|include|enable|allow|use)$/.test(word));
    const known = nounOf(spoken(own.length === 0 ? words.words : own));
    const name = known.gender === undefined ? `der Option „${spoken(own)}“` : known.one;
    return choices.pick('ask-switch', GERMAN.askSwitch).replace('{noun}', () => name);
  }
  const thing = thingOf(wanted, words);
  if (thing !== undefined) {
    const which = withDeterminer(nounOf(thing), 'which', 'nominative');
    return choices
      .pick('ask-value', GERMAN.askWhich)
      .replace('{Which}', () => capitalize(which))
      .replace('{which}', () => which);
  }
  return choices.pick('ask-value', GERMAN.askValue).replace('{noun}', () => noun.one);
}

/** The agent asks whether a value that nothing was found for is right. */
export function askToCheckInGerman(wanted: TeacherFunction, parameter: string, seed: string): string {
  const words = parameterWords(wanted.signature, parameter);
  const thing = thingOf(wanted, words);
  const noun = thing === undefined ? parameterNoun(wanted, parameter) : nounOf(thing);
  const text = new Choices(seed).pick('ask-check', GERMAN.askCheck);
  const inCase = text.includes('bei {noun}') ? 'dative' : 'accusative';
  const said = noun.gender === undefined ? `die Angabe „${noun.one}“` : withDeterminer(noun, 'definite', inCase);
  return text.replace('{noun}', () => (inCase === 'dative' && noun.gender === undefined ? `„${noun.one}“` : said));
}

/** The agent says what it cannot do, and names no tool. */
export function missingInGerman(wanted: TeacherFunction, seed: string): string {
  const choices = new Choices(seed);
  const { inf } = germanWish({ tool: wanted, arguments: [], role: 'asked' }, { past: [], calls: [], turn: 0 }, choices);
  const text = choices.pick('cannot', GERMAN.cannot).replace('{inf}', () => inf);
  return tidy(capitalize(text));
}
