import {
  capitalize,
  counted,
  isPlural,
  joinList,
  singular,
  splitWords,
  spoken,
  withArticle,
} from '../../../english/index.ts';
import { isObject, type Json } from '../../../json/index.ts';
import { ENGLISH_TELLING as BOOK } from '../../phrases/telling.ts';
import { subject } from '../wish/noun.ts';
import { PEOPLE } from '../wish/phrase/people.ts';
import type { CallReport } from './call-report.ts';
import { isListOfRecords } from './entries.ts';
import { type Entries, isReference, type Predicate } from './fields/field.ts';
import { inOneBreath, predicateOf } from './fields/predicate.ts';
import { isMoney, withUnit } from './fields/units.ts';

/** One sentence of what matters most, a second for the rest. */
export function sentences(
  report: CallReport,
  who: string,
  told: Entries,
  all: Entries,
  most = MAX_PREDICATES,
  unnamed = false,
): string {
  if (told.length === 0) return '';
  // Of a thing with facts of its own, neither what it lacks nor how many entries it holds is what matters.
  const plain = told.filter(
    ([key, value]) =>
      told.length <= 2 ||
      !(
        isObject(value) ||
        isListOfRecords(value) ||
        (value === false && predicateOf(key, value, all).text.startsWith('comes without'))
      ),
  );
  const ranked = (plain.length > 0 ? plain : told)
    .map(([key, value]) => ({ key, value, ...(sortOf(who, key, value) ?? predicateOf(key, value, all)) }))
    .sort((left, right) => left.rank - right.rank)
    .slice(0, most);
  // "is fixed" goes without saying beside "was fixed on 3 May".
  const chosen = ranked.filter(
    ({ text }) => !ranked.some((other) => other.text.startsWith(`${text.replace(/^is /, 'was ')} on `)),
  );
  // Where nothing is named that has it, a value stands for itself: "The total is 40 and the cost is 12 EUR."
  const own = who === '' && (most === MAX_PREDICATES || unnamed);
  const [first] = chosen;
  if (chosen.length === 1 && first !== undefined && own) return aloneText(report, first.key, first.value, all);
  const it = pronounOf(report);
  // Of several texts one says which: "says x and says y" tells nobody what they are.
  const texts = chosen.filter(({ text }) => text.startsWith('says '));
  const factIn = (one: (typeof chosen)[number]) =>
    one.fact ??
    (own ? one.alone : undefined) ??
    (texts.length > 1 && texts.includes(one)
      ? { noun: spoken(splitWords(one.key)), said: one.text.slice(5) }
      : undefined);
  const said = chosen.filter((one) => factIn(one) === undefined).map(({ text }) => text);
  const facts = chosen.flatMap((one) => factIn(one) ?? []);
  const head = said.slice(0, 3);
  const tail = said.slice(3);
  const opening = head.length === 0 ? '' : `${capitalize(who === '' ? it : who)} ${inOneBreath(head)}.`;
  const second =
    tail.length === 0
      ? ''
      : `${capitalize(report.choices.pick('also', BOOK.also).replace(/\bit\b/i, () => it))} ${inOneBreath(tail)}.`;
  return [opening, second, factsText(facts, head.length === 0 ? who : '')].filter((part) => part !== '').join(' ');
}

/** "The route of order 7 is Line 4 and the depot is North." */
function factsText(facts: readonly { noun: string; said: string }[], who: string): string {
  if (facts.length === 0) return '';
  const texts = facts.map(({ noun, said }, at) => {
    const of = at === 0 && who !== '' ? ` of ${who}` : '';
    return `the ${noun}${of} ${isPlural(noun) ? 'are' : 'is'} ${said}`;
  });
  return `${capitalize(joinList(texts))}.`;
}

/** A person is no "it". */
function pronounOf({ call }: CallReport): string {
  const noun = subject(call.tool) ?? '';
  return PEOPLE.test(noun) ? `the ${singular(noun)}` : 'it';
}

/** A value that stands alone: "The refund is 440 EUR." */
function aloneText({ choices }: CallReport, key: string, value: Json, all: Entries): string {
  const words = splitWords(key);
  if (typeof value === 'string' && /\s.*[.!?]$/.test(value) && isPlural(spoken(words)))
    return `${capitalize(`the ${spoken(words)} say "${value}"`)}.`;
  if (typeof value !== 'object' && typeof value !== 'boolean' && !/^(?:status|state|title|name)$/.test(key)) {
    const noun = isReference(words) ? spoken(words.slice(0, -1)) : spoken(words);
    // `shares` 14: a plural is counted.
    if (Number.isInteger(value) && words.length <= 2 && isPlural(noun) && withUnit(words, value, all) === String(value))
      return `There ${value === 1 ? 'is' : 'are'} ${counted(value as number, noun)}.`;
    return `${capitalize(`the ${noun} ${isPlural(noun) && typeof value !== 'number' ? 'are' : choices.pick('verb', ['is', 'is', isMoney(words.at(-1) ?? '') ? 'comes to' : 'is'])} ${withUnit(words, value, all)}`)}.`;
  }
  return `${capitalize(`it ${predicateOf(key, value, all).text}`)}.`;
}

/** "is a parking permit" for the kind of permit 7. */
function sortOf(who: string, key: string, value: Json): Predicate | undefined {
  const noun = /^(\p{Ll}+) \S*\d/u.exec(who)?.[1];
  const sort = typeof value === 'string' && /^[\p{Ll}_]{3,20}$/u.test(value) && /^(?:type|kind|category)$/.test(key);
  if (noun === undefined || !sort || /^(?:other|none|default|unknown|all|any|basic|standard|general)$/.test(value))
    return undefined;
  return { text: `is ${withArticle(`${value.replaceAll('_', ' ')} ${noun}`)}`, rank: 0 };
}

export const MAX_PREDICATES = 5;
