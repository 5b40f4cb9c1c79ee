import type { Subject } from './about.ts';
import { identifiedBy, type Nouns } from './noun-facts.ts';
import type { Profile } from './profile.ts';
import { OPENERS } from './settle/records.ts';
import { HOLLOW } from './thing.ts';

/** The record a description speaks of, where the name speaks of another thing that is asked for as well. */
export function toldSubject(profile: Profile, nouns: Nouns): Subject | undefined {
  return exchangedIn(profile) ?? openedFor(profile, nouns) ?? keptOn(profile, nouns) ?? takenOff(profile, nouns);
}

/** `watch(symbol)`, "Put a symbol on the watchlist": what changes is the list, where functions show it and none asks which. */
function keptOn({ reading, keys }: Profile, nouns: Nouns): Subject | undefined {
  const { text, name, operation } = reading;
  if (name.object.length > 0 || (operation !== 'act' && operation !== 'update' && operation !== 'create'))
    return undefined;
  if (!MOVES.has(text.verb) || !ONTO.has(text.preposition) || !isAsked(text.object.join('_'), keys)) return undefined;
  const noun = text.behind.join('_');
  const facts = nouns.get(noun);
  if (facts === undefined || facts.read === 0 || facts.taken > 0) return undefined;
  return { noun, certainty: 0.8, because: `the description does it to the ${text.behind.join(' ')}`, into: true };
}

/** `take_off_view(painting_id)`, "Take a painting off view": what the name calls a thing is how the painting stands. */
function takenOff({ reading, keys }: Profile, nouns: Nouns): Subject | undefined {
  const { name, text, operation } = reading;
  if (operation !== 'delete' && operation !== 'act' && operation !== 'update') return undefined;
  const noun = text.object.join('_');
  const state = name.object.at(-1) ?? '';
  if (name.object.length !== 1 || text.object.includes(state) || !isAsked(noun, keys)) return undefined;
  const facts = nouns.get(state);
  // Of "take it off view" the particle went to the verb.
  const away = text.preposition === state || (text.behind.at(-1) === state && AWAY.has(text.preposition));
  if (!away || (facts?.keyed ?? 0) + (facts?.read ?? 0) > 0) return undefined;
  return { noun, certainty: 0.8, because: `the description does it to the ${noun}`, into: true };
}

const AWAY = new Set('off out on in into from'.split(' '));
const MOVES = new Set('put add take remove place save keep drop pin'.split(' '));
const ONTO = new Set('on onto to into in off from'.split(' '));

/** `change_blend(subscription_id, blend_id)`, "Switch a subscription to another blend": what is changed is the subscription. */
function exchangedIn({ reading, keys }: Profile): Subject | undefined {
  const { operation, name, text } = reading;
  if (operation !== 'update' && operation !== 'act') return undefined;
  const [changed, given] = [text.object.join('_'), name.object.join('_')];
  if (changed === '' || given === '' || changed === given || text.behind.at(-1) !== name.object.at(-1))
    return undefined;
  if (!EXCHANGES.has(text.preposition) || !isAsked(changed, keys) || !isAsked(given, keys)) return undefined;
  return { noun: changed, certainty: 0.85, because: `the description does it to the ${changed}`, into: true };
}

const EXCHANGES = new Set(['to', 'for', 'with', 'by', 'into', 'onto']);

/** `report_damage(shipment_id)`, "Open a claim for a shipment", where others take a claim and nothing makes one. */
function openedFor({ reading, keys }: Profile, nouns: Nouns): Subject | undefined {
  const { operation, text, name } = reading;
  if (operation !== 'create' && operation !== 'act' && operation !== 'other') return undefined;
  const noun = text.object.join('_');
  const facts = nouns.get(noun);
  if (facts === undefined || facts.taken === 0 || facts.made > 0 || name.object.includes(text.object.at(-1) as string))
    return undefined;
  // `place_order`, "Order breads": the description's verb is what the name calls the thing.
  if (name.object.at(-1) === text.verb) return undefined;
  const makes = OPENERS.has(text.verb) || text.verbClass === 'create';
  if (!makes || isAsked(noun, keys)) return undefined;
  return { noun, certainty: 0.85, because: `the description says that a ${noun} comes of it`, makes: true };
}

/** `transmit(playlist_id)`, "Sends a playlist to the studio": what leaves is the record that is asked for. */
export function sentRecord({ reading, keys }: Profile): Subject | undefined {
  const { name, text } = reading;
  const noun = text.object.join('_');
  if (name.verbClass !== undefined || text.verbClass !== 'send' || !isAsked(noun, keys)) return undefined;
  return { noun, certainty: 0.75, because: `the description sends the ${noun} that is asked for` };
}

/** `stats(queue)`, "Get queue statistics": a name that says only how much is meant leaves the thing to its description. */
export function isOnlyHollow({ reading }: Profile): boolean {
  const { name, text } = reading;
  return (
    name.object.length > 0 &&
    name.object.every((word) => HOLLOW.has(word)) &&
    text.object.length > 1 &&
    HOLLOW.has(text.object.at(-1) as string) &&
    !HOLLOW.has(text.object[0] as string)
  );
}

function isAsked(noun: string, keys: Profile['keys']): boolean {
  return keys.some((key) => key.required && !key.many && identifiedBy(key) === noun);
}
