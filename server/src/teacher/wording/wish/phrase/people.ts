import type { Deed } from '../deed.ts';

/** Those who do something with the thing, and for whom it is not done. */
export const ACTOR =
  /^(?:host|author|owner|creator|organi[sz]er|reviewer|approver|driver|teacher|doctor|speaker|interviewer|assignee|instructor|manager|technician|courier|sender|recipient|coach|trainer|moderator|inspector|operator|presenter|artist|chef|editor|reporter|requester)$/;

export const PERSON =
  /^(?:assignee|assigned|owner|author|creator|recipient|reviewer|organizer|organiser|requester|reporter|approver|sender|customer|guest|passenger|patient|member|user|username|employee|driver|manager|contact|host|client|student|teacher|doctor)$/;

export const PEOPLE =
  /(?:^| )(?:customer|guest|passenger|patient|contact|user|member|employee|client|student|teacher|person|account|profile|lead|tenant|driver|patron|borrower|subscriber|resident|visitor|attendee|player|pupil|candidate|applicant|agent|worker|buyer|seller|owner|doctor|pet|animal)s?$/;

/** "customer's phone number" for `customer_phone`, "phone number" for `phone`: nobody has a customer phone. */
export function reachedBy(words: readonly string[]): string | undefined {
  const last = words.at(-1) ?? '';
  if (!/^(?:phone|telephone|mobile)$/.test(last) || words.length > 2) return undefined;
  const number = last === 'mobile' ? 'mobile number' : 'phone number';
  const [whose = ''] = words;
  return words.length === 1 ? number : PEOPLE.test(whose) ? `${whose}'s ${number}` : `${whose} ${number}`;
}

/** Verbs that hand something to somebody. */
const HANDS = /^(?:assign|reassign|give|hand|grant|delegate|transfer|forward|lend|award|offer|send|entrust|allocate)$/;

export function personPhrase(role: string, text: string, deed: Deed): string {
  if (HANDS.test(deed.verb) && !/^(?:author|creator|sender|reporter|requester|owner)$/.test(role)) return `to ${text}`;
  if (/^(?:assignee|assigned)$/.test(role))
    return deed.kind === 'list' || deed.kind === 'make' ? `assigned to ${text}` : `with ${text} as the assignee`;
  if (/^(?:owner)$/.test(role)) return deed.kind === 'list' ? `owned by ${text}` : `for ${text}`;
  if (/^(?:recipient)$/.test(role)) return `to ${text}`;
  if (/^(?:author|creator|sender|reporter|requester)$/.test(role) && deed.kind !== 'make')
    return deed.kind === 'list' ? `by ${text}` : `from ${text}`;
  if (ACTOR.test(role)) return `with ${text} as the ${role}`;
  return `for ${text}`;
}
