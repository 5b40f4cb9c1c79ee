import { isPlural, isUncounted, plural } from '../../../../english/index.ts';
import { type Draft, pick, take } from '../draft.ts';
import { isSelfEvident } from '../noun.ts';
import { indefinite } from '../phrase/shown.ts';
import type { Slot } from '../slots.ts';
import { isIntransitive } from '../verbs.ts';
import { qualityBefore, sortBefore, standingBefore } from './before.ts';
import { countedObject, sortItself, sumOfMoney, takePortions } from './counted.ts';
import { hostOf } from './host.ts';
import { invitedPerson } from './invited.ts';
import { aboutThing, thingItself } from './itself.ts';
import { linkTo } from './link.ts';
import { CONTAINER, listedThings } from './listed.ts';
import { makesAnew } from './makes.ts';
import { partInWhole } from './part-in-whole.ts';
import { nounPhrase, quotedText } from './said.ts';
import { around, sameNoun } from './same-noun.ts';
import { FINDS, unnamedObject } from './unnamed.ts';

/** What the deed is about, with the value that names it, and how much of it: "5 packs of medicine 7". */
export function objectText(draft: Draft): string {
  const portions = takePortions(draft);
  return `${portions}${wholeObject(draft)}`;
}

function wholeObject(draft: Draft): string {
  const { kind, verb } = draft.deed;
  const several = draft.left.some(({ argument }) => argument.each === true && argument.origin.from === 'user');
  const object = several && kind !== 'list' && draft.deed.object !== '' ? plural(draft.deed.object) : draft.deed.object;
  const sort = sortItself(draft, object);
  if (sort !== undefined) return sort;
  const counted = countedObject(draft, object);
  if (counted !== undefined) return counted;
  const sum = sumOfMoney(draft, object);
  if (sum !== undefined) return sum;
  const invited = invitedPerson(draft, object);
  if (invited !== undefined) return invited;
  const inside = partInWhole(draft, object);
  if (inside !== undefined) return inside;
  const parts = listedThings(draft, object);
  const host = take(draft, hostOf(draft));
  if (object === '' && host === undefined) {
    const text = draft.left.find(
      ({ kind: type, words, referred }) =>
        (type === 'prose' || type === 'text') &&
        !referred &&
        /^(?:text|content|message|expression|sentence|phrase|input|prompt|question|string|data|body)$/.test(
          words.words.at(-1) ?? '',
        ),
    );
    if (text !== undefined) return quotedText(take(draft, text) as Slot);
  }
  if (object === '') return host === undefined ? bareObject(draft) : nounPhrase(host);
  if (
    host !== undefined &&
    !host.referred &&
    isSelfEvident(host.text) &&
    kind !== 'make' &&
    (kind === 'list' || verb === 'read') &&
    (sameNoun(object, host.thing ?? '') || CONTAINER.test(object))
  )
    return pick(draft, 'inside', [
      `the contents of ${host.text}`,
      `everything in ${host.text}`,
      `the contents of ${host.text}`,
    ]);
  if (host === undefined) return parts ?? unnamedObject(draft, object);
  const noun = host.thing ?? host.words.noun;
  const split = around(object, noun);
  const of = nounPhrase(host);
  const itself = split === undefined ? thingItself(draft, host, object) : undefined;
  if (itself !== undefined) return kind === 'look' ? aboutThing(draft, itself) : itself;
  if (split === undefined && COPIES.test(object))
    return `${makesAnew(draft) ? indefinite(object) : `the ${object}`} of ${pageOf(draft)}${of}`;
  if (split === undefined) {
    if (parts !== undefined) return `${parts} ${linkTo(draft, host)} ${of}`;
    const one = kind === 'list' && FINDS.test(verb) && !isPlural(object);
    const things =
      kind === 'list' && !one
        ? `the ${standingBefore(draft)}${sortBefore(draft)}${plural(object)}`
        : makesAnew(draft) || verb === 'book'
          ? indefinite(`${qualityBefore(draft, object)}${object}`)
          : verb === 'play' && isUncounted(object)
            ? object
            : `the ${object}`;
    return `${things} ${linkTo(draft, host)} ${of}`;
  }
  const whole = split.before !== '' && !host.referred && of.startsWith(noun) ? `${split.before} ${of}` : of;
  // "create an invoice for order 7", "add a comment to ticket 5".
  if (
    parts === undefined &&
    split.after !== '' &&
    draft.deed.kind === 'make' &&
    !isPlural(split.after) &&
    split.before === ''
  )
    return `${indefinite(split.after)} ${linkTo(draft, host)} ${of}`;
  const things = parts ?? (split.after === '' ? undefined : `the ${split.after}`);
  if (things === undefined) return kind === 'look' && !isSelfEvident(of) ? aboutThing(draft, whole) : whole;
  const about = /\b(?:info|information|metadata)$/.test(things)
    ? ['on', 'for']
    : /\b(?:details|statistics|stats|report|history|summary|overview)$/.test(things)
      ? ['of', 'on', 'for']
      : ['of'];
  return `${things} ${pick(draft, 'on', about)} ${whole}`;
}

/** What shows again what is there. */
const COPIES =
  /(?:^| )(?:reproduction|copy|scan|print|printout|photocopy|transcript|translation|backup|snapshot|screenshot)$/;

/** "page 6 of " before what it is a page of. */
function pageOf(draft: Draft): string {
  const slot = draft.left.find(
    ({ kind, referred, words }) =>
      kind === 'number' && !referred && /^(?:page|chapter|sheet|slide)(?: number)?$/.test(words.noun),
  );
  return slot === undefined ? '' : `${slot.words.words[0]} ${take(draft, slot)?.text} of `;
}

function bareObject(draft: Draft): string {
  return draft.left.length > 0 || isIntransitive(draft.deed.verb) ? '' : 'it';
}
