import { isVerb, participle, singular, splitWords, spoken } from '../../../english/index.ts';
import type { PastCall } from '../../types.ts';
import { actionOf } from '../action.ts';
import type { Choices } from '../choose.ts';
import { deedOf } from '../wish/deed.ts';
import { sameNoun } from '../wish/object/same-noun.ts';
import { PEOPLE } from '../wish/phrase/people.ts';

/** The same, where one does not "book a booking". */
export function toldOf(past: PastCall, choices: Choices, key: string, noun: string): string {
  const { object, kind } = deedOf(past.tool);
  const about = object === '' || sameNoun(object, noun) || object.split(' ').some((word) => singular(word) === noun);
  // Who cancels a patient's appointment has not cancelled the patient; who orders a test has made an order.
  const stem = noun.slice(0, 4) === participle(deedOf(past.tool).verb).slice(0, 4);
  if ((kind === 'do' || kind === 'make') && !about && !stem)
    return past.tool.reading?.operation === 'create' &&
      sameNoun(spoken(splitWords(past.tool.reading.entity ?? '')), noun)
      ? 'you made'
      : choices.pick(`told-${key}`, ['you mentioned', 'you told me about']);
  // One is told of people, and given none.
  if (PEOPLE.test(noun)) return choices.pick(`told-${key}`, ['you mentioned', 'you told me about', 'you found']);
  const did = told(past, choices, key);
  if (noun.slice(0, 4) !== did.slice(4, 8)) return did;
  // One makes a booking, and no cancellation fee: that is only spoken of.
  return /(?:fee|charge|cost|price|total|amount|refund|date|time|number|code|rate)$/.test(noun)
    ? choices.pick(`told-${key}`, ['you mentioned', 'you told me about'])
    : 'you made';
}

/** "you found", "you booked": what was done to have the value. */
export function told(past: PastCall, choices: Choices, key: string): string {
  const deed = deedOf(past.tool);
  const own = participle(deed.verb);
  // Only where the past is like the participle: "you started", "you bought".
  const asked = deed.object === '' && deed.preposition === 'for' ? ' for' : '';
  if ((deed.kind === 'do' || deed.kind === 'make') && isVerb(deed.verb) && PAST.test(own)) return `you ${own}${asked}`;
  const { verb } = actionOf(past.tool.signature);
  if (FOUND.has(verb)) return choices.pick(`told-${key}`, ['you found', 'you gave me', 'you showed me']);
  return MAKING.has(verb) && isVerb(verb)
    ? `you ${participle(verb)}`
    : choices.pick(`told-${key}`, ['you gave me', 'you showed me', 'you mentioned']);
}

const PAST = /ed$|^(?:bought|brought|built|found|held|left|lent|made|paid|put|sent|set|sold)$/;

const FOUND = new Set('find search look list get retrieve fetch show display lookup view query'.split(' '));

const MAKING = new Set('create book open add post make place schedule reserve generate upload'.split(' '));
