import { isPlural, plural, singular, splitWords, spoken, withArticle } from '../../../../english/index.ts';
import { searchesIn } from '../deed.ts';
import { type Core, type Draft, pick, take } from '../draft.ts';
import { subject } from '../noun.ts';
import { qualityBefore } from '../object/before.ts';
import { objectText } from '../object/object.ts';
import { nounPhrase } from '../object/said.ts';
import { sameNoun } from '../object/same-noun.ts';
import { PEOPLE } from '../phrase/people.ts';
import { indefinite } from '../phrase/shown.ts';
import type { Slot } from '../slots.ts';
import { lookVerb, ownVerb } from '../verbs.ts';

export function plainWish(draft: Draft): Core {
  const { kind, preposition, target } = draft.deed;
  if (searchesIn(draft.deed)) {
    const where = `the ${draft.deed.object}`;
    return { clause: `${pick(draft, 'search-in', ['search', 'look through', 'go through', 'check'])} ${where}` };
  }
  // "apply for a permit": whoever applies stands behind it.
  const person = ENTERS_PERSON.test(draft.deed.verb)
    ? draft.left.find(({ thing, kind: type }) => PEOPLE.test(thing ?? '') && type !== 'list')
    : undefined;
  // "sign member 7 up for the work day", "add member 7 to the waiting list": it is done for somebody.
  if (person !== undefined && draft.deed.verb === 'join' && draft.deed.object !== '') {
    take(draft, person);
    const where = draft.left.find(({ thing, words }) => sameNoun(draft.deed.object, thing ?? words.noun));
    return {
      clause: `add ${nounPhrase(person)} to ${where === undefined ? `the ${draft.deed.object}` : nounPhrase(take(draft, where) as Slot)}`,
    };
  }
  // `join_waiting_list(name)`: who joins is put on it.
  const name = draft.left.find(
    ({ kind: type, words, referred }) =>
      type === 'text' && !referred && /^(?:(?:full|first) )?name$/.test(words.words.join(' ')),
  );
  if (
    name !== undefined &&
    draft.deed.verb === 'join' &&
    / (?:list|queue|waitlist|roster|register)$/.test(` ${draft.deed.object}`)
  ) {
    take(draft, name);
    return {
      clause:
        `${pick(draft, 'joins', ['put', 'add'])} ${name.text} ${draft.deed.object.endsWith('queue') ? 'in' : 'on'} the ${draft.deed.object}`.replace(
          /^add (.*) (?:on|in) the/,
          'add $1 to the',
        ),
    };
  }
  if (
    person !== undefined &&
    preposition !== undefined &&
    draft.deed.object === '' &&
    !sameNoun(target ?? '', person.thing ?? '')
  ) {
    take(draft, person);
    const [verb = '', particle = ''] = draft.deed.verb.split(' ');
    return {
      clause: `${verb} ${nounPhrase(person)}${particle === '' ? '' : ` ${particle}`} ${preposition} ${targetText(draft, target ?? '')}`,
    };
  }
  if (preposition !== undefined && draft.deed.object === '' && ASKS.test(draft.deed.verb))
    return { clause: `${draft.deed.verb} ${preposition} ${targetText(draft, target ?? '')}` };
  const file = FORMATS.exec(draft.deed.object)?.[0];
  if (file !== undefined && /^(?:export|download|save|print|render|convert)$/.test(draft.deed.verb)) {
    const whole = draft.left.find(({ thing }) => thing !== undefined);
    if (whole !== undefined) {
      take(draft, whole);
      const said =
        whole.kind === 'list' && !whole.referred
          ? `${plural(singular(whole.thing ?? ''))} ${whole.text}`
          : nounPhrase(whole);
      return {
        clause: `${draft.deed.verb} ${said} as ${whole.kind === 'list' ? '' : 'a '}${file.toUpperCase()}`,
      };
    }
  }
  const goal = preposition === undefined ? undefined : targetText(draft, target ?? '');
  const moved = preposition !== undefined && draft.deed.object === '' ? movedThing(draft, target ?? '') : undefined;
  const found = moved ?? objectText(draft);
  const object =
    found === '' && preposition !== undefined && /^(?:move|add|assign|copy|send|attach)$/.test(draft.deed.verb)
      ? unsaidThing(draft, target ?? '')
      : found;
  const place = goal === undefined ? '' : ` ${preposition} ${goal}`;
  if (kind === 'look' || kind === 'list') {
    const whole = `${object}${place}`;
    const noun = whole.replace(/^everything in /, 'the contents of ');
    return {
      clause: `${lookVerb(draft)} ${whole}`,
      noun,
      own: `${pick(draft, 'own', ['see', 'look up', 'check', 'have a look at', 'get'])} ${whole}`,
    };
  }
  const me = object === '' && /^(?:transfer|connect|forward|escalate|put|hand)$/.test(draft.deed.verb) ? 'me' : object;
  return { clause: `${ownVerb(draft)} ${me}${place}`.trim() };
}

/** Verbs that take what one wants with a preposition. */
const ASKS = /^(?:apply|ask|vote|bid|wait|opt|enroll?|subscribe|sign up|register)$/;

/** Verbs by which a person gets into something. */
const ENTERS_PERSON = /^(?:join|enroll?|subscribe|sign up|register)$/;

/** Files that something is written out as. */
const FORMATS = /^(?:pdf|csv|xlsx?|json|xml|html|png|svg|docx?)$/;

/** What `move_to_sprint` moves: a thing that is not where it goes. */
function movedThing(draft: Draft, target: string): string | undefined {
  const slot = draft.left.find(({ thing }) => thing !== undefined && !sameNoun(target, thing));
  if (slot?.thing === undefined) return undefined;
  take(draft, slot);
  if (slot.kind !== 'list' || slot.referred) return nounPhrase(slot);
  const many = Array.isArray(slot.argument.value) && slot.argument.value.length > 1;
  return `${many ? plural(singular(slot.thing)) : singular(slot.thing)} ${slot.text}`;
}

/** What is moved where only a search tells which: what the function is about. */
function unsaidThing(draft: Draft, target: string): string {
  const about = subject(draft.call.tool);
  return about === undefined || sameNoun(target, about) ? 'it' : `the ${plural(about)}`;
}

/** "to milestone M-1", "to a human agent". */
function targetText(draft: Draft, target: string): string {
  const slot = draft.left.find(({ thing, words }) => sameNoun(target, thing ?? words.noun));
  if (slot !== undefined) return nounPhrase(take(draft, slot) as Slot);
  // `add_item_to_request(rfq_id)`: what the function is about is what it goes to, by whatever short form it is named.
  const key = draft.call.tool.reading?.inputs.find(({ role }) => role === 'key')?.parameter;
  const whole = draft.left.find(({ words, thing }) => words.name === key && thing !== undefined);
  if (whole !== undefined && /^(?:to|from|into|in)$/.test(draft.deed.preposition ?? '') && draft.left.length > 1)
    return nounPhrase(take(draft, whole) as Slot);
  if (isPlural(target)) return draft.deed.verb === 'transfer' ? withArticle(singular(target)) : target;
  if (isTheOne(draft, target)) return `the ${target}`;
  return indefinite(`${qualityBefore(draft, target)}${target}`);
}

/** There is one queue, where the function is about the queue and nothing tells which. */
function isTheOne({ call }: Draft, target: string): boolean {
  const { reading } = call.tool;
  if (reading?.entity === undefined || !sameNoun(target, spoken(splitWords(reading.entity)))) return false;
  return !reading.inputs.some(({ role, of }) => role === 'key' && of?.entity === reading.entity);
}
