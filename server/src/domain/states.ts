import { participle, splitWords } from '../english/index.ts';
import type { Profile } from './profile.ts';
import type { Operation } from './types.ts';
import { STATE_AFTER, STATES_BEFORE } from './vocabulary.ts';

export interface Transition {
  readonly movesTo?: string;
  readonly allowedFrom?: readonly string[];
}

/** Verbs that move values or members, or press something: no state of a record is left by them. */
const STATELESS = new Set(
  `transfer withdraw deposit sell exchange collect charge pay sync join leave follow unfollow like unlike vote upvote
  downvote star unstar pin unpin watch unwatch retweet connect attach detach link unlink press tap click hover drag
  scroll swipe skip play move trigger reset restart reboot restore revert sign invite grant fill drain inspect verify
  honk brake accelerate turn toggle lower raise drive top set check commit push top merge split promote demote`.split(
    /\s+/,
  ),
);

/** The state an `act` leaves its record in, and those it may be called in, by its verb and its text. */
export function transitionOf(profile: Profile, operation: Operation): Transition {
  const { verb } = profile.reading;
  if (operation === 'act' && verb === '') {
    const last = splitWords(profile.signature.name).at(-1) ?? '';
    return STATE.test(last) ? { movesTo: last } : {};
  }
  if (operation !== 'act' || verb === '' || STATELESS.has(verb) || isOfNumber(profile)) return {};
  const movesTo = markedAs(profile) ?? STATE_AFTER[verb] ?? participle(verb);
  const before = STATES_BEFORE[verb] ?? statesBeforeInText(profile.signature.description);
  return { movesTo, ...(before.length === 0 ? {} : { allowedFrom: before }) };
}

/** `redeem_points(customer_id, points)`: so many are redeemed, and no customer is. */
function isOfNumber({ reading, inputs }: Profile): boolean {
  const head = reading.name.object.at(-1);
  return head !== undefined && inputs.some(({ type, words }) => type === 'number' && words.at(-1) === head);
}

/** `mark_won(deal_id)`, "Mark a deal as won": the state is told or named, and is not "marked". */
function markedAs({ reading, signature }: Profile): string | undefined {
  if (!MARKING.has(reading.verb)) return undefined;
  const told = AS.exec(signature.description.slice(0, 200))?.[1]?.toLowerCase();
  const last = splitWords(signature.name).at(-1) ?? '';
  if (told !== undefined && (told === last || STATE.test(told))) return told;
  // `mark_delivered`, "The van was there"; `mark_attendance`: who is marked so has attended.
  if (STATE.test(last)) return last;
  return OF_DEED.test(last) ? last.replace(OF_DEED, '$1ed') : undefined;
}

/** A deed as a noun: attendance, clearance. */
const OF_DEED = /^([a-z]{4,})ance$/;

const MARKING = new Set(['mark', 'flag', 'set']);
const AS = /\bas\s+(?:being\s+|an?\s+)?([a-z]+)\b/i;
/** Participles, and the few states that are none. */
const STATE =
  /^(?:[a-z]+(?:ed|en|able)|done|won|lost|paid|sold|sent|read|unread|open|active|inactive|complete|ready|overdue|urgent|spam|seen|free|busy|late|void)$/;

/** `Cancel a pending order`, `Only open tickets can …`: the state that the text puts before the thing. */
const BEFORE =
  /\b(?:only\s+|an?\s+|the\s+)(pending|open|active|draft|paused|running|scheduled|approved|published|locked|suspended|closed|archived|queued|unpaid|confirmed|delivered|booked|reserved)\s/i;
const NOT_YET = /\b(?:has|have|is|are)\s+not\s+(?:yet\s+)?(?:been\s+)?([a-z]+ed|sent|begun|paid)\b/i;

function statesBeforeInText(description: string): readonly string[] {
  const text = description.slice(0, 300);
  const state = BEFORE.exec(text)?.[1];
  if (state !== undefined) return [state.toLowerCase()];
  return NOT_YET.test(text) ? ['open'] : [];
}
