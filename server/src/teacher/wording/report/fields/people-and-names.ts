import { spoken } from '../../../../english/index.ts';
import { isDate } from '../../values.ts';
import { bareNoun, named } from '../../wish/noun.ts';
import { COUNTED_OFF, placeOfCounted } from '../../wish/phrase/measures.ts';
import { PEOPLE } from '../../wish/phrase/people.ts';
import { BIRTHDAY, type Field, factOf, isReference, type Predicate } from './field.ts';

/** "is assigned to X", "belongs to X", "comes from X". */
export function whoHasIt({ name, said }: Field): Predicate | undefined {
  if (/^(?:assignee|assigned to|assigned)$/.test(name)) return { text: `is assigned to ${said}`, rank: 3 };
  if (/^(?:owner|owned by)$/.test(name)) return { text: `belongs to ${said}`, rank: 3 };
  if (/^(?:author|creator|created by|sender|reporter)$/.test(name)) return { text: `comes from ${said}`, rank: 4 };
  return undefined;
}

/** What sort a thing is, who it is, and the other things that it names. */
export function sortOrIdentity({ key, value, words, name, last, said }: Field): Predicate | undefined {
  if (/^(?:type|kind|category)$/.test(last) && typeof value === 'string') return factOf(spoken(words), said, 4);
  // "the customer is Clara Meyer" for `customer_name`.
  if (last === 'name' && words.length === 2 && typeof value === 'string' && PEOPLE.test(words[0] ?? ''))
    return factOf(words[0] as string, said, 4);
  if (isDate(value) && BIRTHDAY.test(name)) return { text: `was born on ${said}`, rank: 1 };
  // A test code is a code and names no test of ours.
  if (last === 'code' && words.length > 1) return factOf(spoken(words), said, 5);
  if (!isReference(words)) return undefined;
  const noun = bareNoun(key);
  if (typeof value === 'number' && COUNTED_OFF.test(noun) && last === 'number')
    return { text: `is ${placeOfCounted(noun)} ${noun} ${said}`, rank: 5 };
  return { text: `${tie(noun)} ${noun === 'assignee' ? said : named(noun, said)}`, rank: 5 };
}

/** How one thing goes with another that it names. */
function tie(noun: string): string {
  if (/^(?:project|folder|workspace|team|board|channel)$/.test(noun)) return 'is in';
  if (noun === 'assignee') return 'is assigned to';
  if (/(?:^| )(?:user|customer|client|patient|member|guest|tenant|passenger|buyer)$/.test(noun)) return 'belongs to';
  return 'is linked to';
}
