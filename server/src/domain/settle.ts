import type { Subject } from './about.ts';
import { identifiedBy, type Nouns } from './noun-facts.ts';
import type { Profile } from './profile.ts';
import {
  entersNew,
  isNewThing,
  makesTaken,
  makesUnsaid,
  opensNew,
  plansOne,
  reportedAs,
  SESSION_VERBS,
  setsUp,
  settleRunning,
} from './settle/begun.ts';
import { issuedBy, madeByVerb, proposedBy, quotedBy, toldMade } from './settle/made.ts';
import { isNew, joinedTo, POSTING, SENT, settlePutIn, settleTakeOut } from './settle/put.ts';
import { MAKING, OPENERS, ownKeyOf } from './settle/records.ts';
import { measuredOf, shownBy } from './settle/shown.ts';
import { givesNew, takenIn } from './settle/taken-in.ts';
import type { Settled } from './settle/types.ts';
import { asksHowMany, leadOf } from './text-cache.ts';

export type { Settled } from './settle/types.ts';

/** Verbs of dealing: they make a record where the catalog keeps one of it, else they move the thing dealt with. */
export function settle(profile: Profile, subject: Subject, nouns: Nouns): Settled {
  const { reading } = profile;
  const plain: Settled = { operation: reading.operation, noun: subject.noun, certainty: reading.certainty };
  if (subject.view === true && reading.operation === 'get' && leadOf(profile).many)
    return { ...plain, operation: 'list', because: `many of ${subject.noun} are shown` };
  if (subject.attribute !== undefined && reading.operation === 'list' && asksHowMany(profile))
    return { ...plain, operation: 'get', because: 'it says how many there are' };
  const shown = shownBy(profile, subject, nouns);
  if (shown !== undefined) return { ...plain, operation: 'list', ...shown };
  const brought = takenIn(profile, subject, nouns);
  if (brought !== undefined) return { ...plain, ...brought };
  const issued = issuedBy(profile, subject, nouns);
  if (issued !== undefined) return { ...plain, operation: 'create', ...issued };
  const told = toldMade(profile, subject, nouns);
  if (told !== undefined) return { ...plain, ...told };
  const quoted = reading.operation === 'get' ? quotedBy(profile, nouns) : undefined;
  if (quoted !== undefined) return { ...plain, operation: 'create', ...quoted };
  const proposed = proposedBy(profile, nouns);
  if (proposed !== undefined) return { ...plain, operation: 'create', ...proposed };
  const reported = reportedAs(profile);
  if (reported !== undefined)
    return { ...plain, operation: 'act', noun: reported, because: `the name says how the ${reported} stands` };
  const planned = plansOne(profile, nouns);
  if (planned !== undefined)
    return { ...plain, operation: 'create', noun: planned, because: `others take the ${planned} that is planned` };
  const made = madeByVerb(profile, subject, nouns);
  if (made !== undefined) return { ...plain, operation: 'create', ...made };
  if (
    (reading.verb === 'connect' || reading.verb === 'disconnect') &&
    reading.operation === 'act' &&
    !profile.inputs.some(({ required }) => required)
  )
    return { ...plain, operation: 'session', noun: undefined, because: 'nothing is named that would be connected' };
  // `sign_out_device(device_id)`: not the caller's own session.
  const signed = reading.operation === 'session' ? ownKeyOf(profile, subject) : undefined;
  if (signed !== undefined && reading.verbClass === 'session')
    return { ...plain, operation: 'act', because: `it is done to what ${signed} names` };
  if (reading.verb === 'unsubscribe' && subject.noun === 'subscription')
    return { ...plain, operation: 'delete', because: 'a subscription ends' };
  if (reading.verb === 'checkout' && reading.operation === 'create' && subject.makes !== true)
    return { ...plain, operation: 'act', because: 'no loan and no order comes of it' };
  if (reading.verb === 'set' && reading.operation === 'update' && setsUp(profile, subject, nouns))
    return { ...plain, operation: 'create', because: `a new ${subject.noun} is set` };
  if (subject.noun === 'session' && SESSION_VERBS.has(reading.verb) && (nouns.get('session')?.taken ?? 0) === 0)
    return { ...plain, operation: 'session', because: 'nothing takes the session it is about' };
  if (subject.makes === true && reading.operation === 'act')
    return { ...plain, operation: 'create', because: subject.because };
  if (subject.into === true && reading.verb !== 'respond')
    return { ...plain, operation: 'update', because: subject.because };
  if (reading.operation === 'create' && POSTING.has(reading.verb) && SENT.has(subject.noun ?? ''))
    return { ...plain, operation: 'send', because: `a ${subject.noun} that is posted leaves` };
  if (reading.operation === 'act' && OPENERS.has(reading.verb) && opensNew(profile, subject, nouns))
    return {
      ...plain,
      operation: 'create',
      because: `no ${subject.noun} that exists is asked for, and others take one`,
    };
  if (reading.operation === 'other') return settleRunning(profile, subject, nouns, plain);
  if (reading.verb === 'attach' && isNew(profile))
    return { ...plain, operation: 'create', noun: 'attachment', because: 'what is attached is brought along' };
  if (reading.operation === 'send' && reading.name.verbClass !== 'send' && ownKeyOf(profile, subject) !== undefined)
    return { ...plain, operation: 'act', because: `the ${subject.noun} that is handed on exists` };
  if (reading.operation === 'act' && entersNew(profile, subject, nouns))
    return { ...plain, operation: 'create', because: `a ${subject.noun} that is told by its texts is entered` };
  if (reading.operation === 'act' && makesUnsaid(profile, subject, nouns))
    return { ...plain, operation: 'create', because: `others take a ${subject.noun}, and nothing else makes one` };
  if (reading.operation === 'send' && reading.verb === 'announce' && makesTaken(profile, subject, nouns))
    return { ...plain, operation: 'create', because: `others take a ${subject.noun}, and nothing else makes one` };
  if (reading.operation === 'act' && isNewThing(profile, subject))
    return { ...plain, operation: 'create', because: `the description speaks of a new ${subject.noun}` };
  if (reading.operation === 'act' && givesNew(profile, subject, nouns))
    return { ...plain, operation: 'create', because: `nothing else makes a ${subject.noun}, and none is asked for` };
  const measured = measuredOf(profile, subject, nouns);
  if (measured !== undefined) return { ...plain, operation: 'update', ...measured };
  const joined = joinedTo(profile, subject, nouns);
  if (joined !== undefined) return { ...plain, operation: 'update', ...joined };
  const own = ownKeyOf(profile, subject);
  if (
    reading.verbClass === 'create' &&
    reading.operation === 'create' &&
    own !== undefined &&
    !MAKING.has(reading.verb) &&
    subject.makes !== true &&
    subject.attribute === undefined
  )
    return { ...plain, operation: 'act', because: `${own} exists already` };
  // `playlist_drop(playlist_id, track_id)`, "Takes a track out of a playlist".
  const taken = reading.text.object.join('_');
  if (
    reading.operation === 'delete' &&
    own !== undefined &&
    taken !== subject.noun &&
    profile.keys.some((key) => key.required && identifiedBy(key) === taken)
  )
    return { ...plain, operation: 'update', because: `a ${taken} is taken out of it` };
  if (reading.verbClass === 'put-in' && reading.operation === 'create')
    return settlePutIn(profile, subject, nouns, plain);
  if (reading.verbClass === 'take-out' && reading.operation === 'delete') return settleTakeOut(profile, subject, plain);
  // `create_guest_profile(name)` makes the guest: none that exists is asked for.
  const whole = reading.operation === 'create' && !profile.keys.some((key) => key.required && key.identifies >= 0.6);
  if (reading.operation === 'create' && subject.attribute !== undefined && subject.makes !== true && !whole)
    return { ...plain, operation: 'update', certainty: plain.certainty * 0.85, because: subject.because };
  if (reading.operation === 'delete' && subject.attribute !== undefined)
    return { ...plain, operation: 'update', certainty: plain.certainty * 0.85, because: subject.because };
  return plain;
}
