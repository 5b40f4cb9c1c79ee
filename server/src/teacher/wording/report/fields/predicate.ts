import { joinList, splitWords, spoken } from '../../../../english/index.ts';
import { isObject, type Json } from '../../../../json/index.ts';
import { LOCATION_NOUNS } from '../../../phrases/slots.ts';
import { beginsOrEnds, dueOrYear, onItsDay, verbWithDay, wayThere } from './days.ts';
import { type Entries, type Field, factOf, type Predicate } from './field.ts';
import { listPredicate, objectPredicate, sentTo } from './nested.ts';
import { numberOfThings, price, quantity } from './numbers.ts';
import { sortOrIdentity, whoHasIt } from './people-and-names.ts';
import { booleanPredicate, stateOrName, stateWithPreposition, whatHappened } from './state.ts';
import { inClause, whatItSays } from './texts.ts';
import { ownNoun, withUnit } from './units.ts';

/** What is said of a thing by one of its fields, with the other fields at hand for currencies. */
export function predicateOf(key: string, value: Json, siblings: Entries): Predicate {
  const words = withoutNew(splitWords(key));
  const happened = typeof value === 'boolean' ? whatHappened(words, value) : undefined;
  if (happened !== undefined) return { text: `has the ${happened.noun} ${happened.said}`, rank: 5, fact: happened };
  if (typeof value === 'boolean') return { text: booleanPredicate(words, value), rank: 3 };
  if (Array.isArray(value)) return { text: sentTo(words, value) ?? listPredicate(words, value), rank: 6 };
  if (isObject(value)) return { text: objectPredicate(words, value), rank: 7 };
  if (value === null) return { text: `has no ${spoken(words)}`, rank: 8 };
  const said = inClause(withUnit(words, value, siblings));
  const field = { key, value, words, name: words.join(' '), last: words.at(-1) ?? '', said };
  // A film of a country is not in it; what has a town is.
  if (words.join(' ') === 'country' && !siblings.some(([other]) => /(?:^|_)(?:city|town|address|street)$/i.test(other)))
    return factOf('country', said, 4);
  for (const say of IN_ORDER) {
    const predicate = say(field);
    if (predicate !== undefined) return predicate;
  }
  return factOf(ownNoun(words), said, 5);
}

/** The kinds of fields: the first that knows a field words it. */
const IN_ORDER: readonly ((field: Field) => Predicate | undefined)[] = [
  stateOrName,
  whoHasIt,
  price,
  dueOrYear,
  stateWithPreposition,
  numberOfThings,
  beginsOrEnds,
  verbWithDay,
  whatItSays,
  wayThere,
  sortOrIdentity,
  quantity,
  place,
  onItsDay,
];

function place({ value, last, said }: Field): Predicate | undefined {
  return LOCATION_NOUNS.has(last) && typeof value === 'string' ? { text: `is in ${said}`, rank: 3 } : undefined;
}

/** `new_due_date`: what has been set is how it is now. */
function withoutNew(words: readonly string[]): readonly string[] {
  return words.length > 1 && words[0] === 'new' ? words.slice(1) : words;
}

/** Predicates in one breath: what two of them begin alike is said once: "has a height of 2 metres and a width of 3". */
export function inOneBreath(predicates: readonly string[]): string {
  let before = '';
  return joinList(
    predicates.map((text) => {
      const start = TIED.exec(text)?.[0] ?? '';
      const same = start !== '' && start === before;
      before = /^is (?:called|due|an?) /.test(text) ? '' : start;
      return same ? text.slice(start.length) : text;
    }),
  );
}

const TIED = /^(?:is linked to|belongs to|is assigned to|has|is|was|costs) /;
