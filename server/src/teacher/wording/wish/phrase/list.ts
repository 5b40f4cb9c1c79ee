import { isPlural, joinList, languageOfCode, plural, singular, weekdayOfCode } from '../../../../english/index.ts';
import { isObject, type Json } from '../../../../json/index.ts';
import { isDate } from '../../values.ts';
import type { Deed } from '../deed.ts';
import { isSelfEvident } from '../noun.ts';
import { VAGUE_OBJECT } from '../object/vague.ts';
import type { Slot } from '../slots.ts';
import { entryText, isHollow, itemsOf } from './entry.ts';
import type { KeyedChoices } from './keyed.ts';
import { ACTOR, PERSON } from './people.ts';
import { alone, behind, type Phrase } from './phrase.ts';
import { parentPreposition } from './places.ts';
import { cap, inQuotes, itemText } from './shown.ts';

/** "price in descending order" for a field and a direction. */
function sortText(item: Json): string | undefined {
  if (!isObject(item)) return undefined;
  const values = Object.values(item).filter((value) => typeof value === 'string');
  const way = values.find((value) => /^(?:asc|desc)/i.test(value));
  const field = values.find((value) => value !== way);
  if (field === undefined || values.length > 2) return undefined;
  return way === undefined ? field : `${field} in ${/^a/i.test(way) ? 'ascending' : 'descending'} order`;
}

export function listPhrase(slot: Slot, deed: Deed, own: KeyedChoices): Phrase {
  const items = Array.isArray(slot.argument.value) ? slot.argument.value : [];
  const { words, noun } = slot.words;
  const last = words.at(-1) ?? '';
  if (slot.referred)
    return behind(`${slot.thing === undefined ? 'with' : parentPreposition(singular(slot.thing))} ${slot.text}`, 4);
  if (items.some((item) => isObject(item))) {
    const entries = items.filter((item) => !isHollow(item)).map((item) => entryText(item, itemsOf(slot.words.schema)));
    if (entries.length === 0) return alone('');
    if (/^(?:sorts?|sort by|order|order by|orderings?|sorting)$/.test(noun)) {
      const ways = items.map(sortText);
      if (ways.every((way) => way !== undefined)) return behind(`sorted by ${joinList(ways)}`, 6);
    }
    if (entries.every((entry) => /^replace ["']/.test(entry)))
      return alone(`Replace ${joinList(entries.map((entry) => entry.slice('replace '.length)))}.`);
    const whole = entries.some((entry) => /[:,(]/.test(entry)) ? entries.join('; ') : joinList(entries);
    // `items` of what is ordered or changed says nothing: they are what the deed is about.
    const named = VAGUE_OBJECT.test(singular(noun)) && isPlural(deed.object) ? deed.object : noun;
    const things = plural(singular(named));
    return alone(
      own.pick([`The ${things}: ${whole}.`, `The ${things} are these: ${whole}.`, `${cap(things)}: ${whole}.`]),
    );
  }
  const days = items.map((item) => (typeof item === 'string' ? weekdayOfCode(item) : undefined));
  if (items.length > 0 && days.every((day) => day !== undefined)) return behind(`every ${joinList(days)}`, 6.5);
  const tongues = /^languages?$/.test(last)
    ? items.map((item) => (typeof item === 'string' ? languageOfCode(item) : undefined))
    : [];
  if (tongues.length > 0 && tongues.every((tongue) => tongue !== undefined))
    return behind(
      `${/^(?:target|to|output|destination)$/.test(words[0] ?? '') ? 'into' : 'in'} ${joinList(tongues)}`,
      4,
    );
  const text = joinList(items.map((item) => itemText(item)));
  if (items.length > 0 && items.every(isDate)) return behind(`on ${text}`, 7);
  if (/^(?:includes?|included|expand|sections)$/.test(noun)) return behind(`including ${text}`, 6);
  if (items.length === 0) return behind(`with no ${plural(noun)}`, 5);
  if (/^(?:exclude|ignore|without|skip|not|excluded|ignored)$/.test(words[0] ?? ''))
    return behind(own.pick([`leaving out ${text}`, `without ${text}`, `except ${text}`]), 6);
  if (/^names?$/.test(last) && words.length > 1 && (PERSON.test(words[0] ?? '') || ACTOR.test(words[0] ?? '')))
    return behind(`with ${text} as the ${items.length === 1 ? words[0] : plural(words[0] ?? '')}`, 3);
  if (/^names?$/.test(last) && slot.thing === undefined) return behind(`called ${text}`, 1);
  if (/^(?:labels?|tags?|keywords?|categories)$/.test(last))
    return behind(
      own.pick([
        `tagged ${text}`,
        `with the ${items.length === 1 ? singular(last) : last} ${text}`,
        `filed under ${text}`,
      ]),
      5,
    );
  if (/^(?:to|recipients?|emails?|cc|bcc|receivers?)$/.test(last))
    return behind(last === 'cc' || last === 'bcc' ? `with ${text} in ${last}` : `to ${text}`, 2);
  if (
    /^(?:attendees|participants|guests|members|users|people|invitees|assignees|reviewers|interviewers|speakers)$/.test(
      last,
    )
  )
    return behind(deed.kind === 'make' ? `with ${text}` : `for ${text}`, 3);
  if (slot.thing !== undefined) {
    const head = items.length === 1 ? singular(slot.thing) : plural(singular(slot.thing));
    const lead =
      words[0] === 'new'
        ? deed.verb === 'exchange' || deed.verb === 'swap'
          ? 'for'
          : 'to'
        : /^(?:compose|create|build|make|assemble|combine|compile|bundle|form)$/.test(deed.verb)
          ? 'with'
          : parentPreposition(singular(slot.thing));
    return behind(
      `${lead} ${items.every((item) => typeof item === 'string' && isSelfEvident(item)) ? '' : `${words[0] === 'new' ? 'the new ' : ''}${head} `}${text}`,
      3,
    );
  }
  if (items.every((item) => typeof item === 'string' && isSelfEvident(item)))
    return behind(`${deed.kind === 'look' ? 'of' : 'for'} ${text}`, 2);
  if (/^(?:quer(?:y|ies)|keywords?|search terms?|terms?|topics?|phrases?)$/.test(noun))
    return behind(
      `matching ${joinList(
        items.map((item) => inQuotes(String(item))),
        'or',
      )}`,
      4,
    );
  const head = items.length === 1 ? singular(noun) : plural(singular(noun));
  return behind(`with ${items.length === 1 ? '' : 'the '}${head} ${text}`, 5);
}
