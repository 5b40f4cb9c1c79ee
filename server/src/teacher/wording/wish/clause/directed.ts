import { singular } from '../../../../english/index.ts';
import { type Core, type Draft, pick, take } from '../draft.ts';
import { isSelfEvident } from '../noun.ts';
import { hostOf } from '../object/host.ts';
import { FROM, TO } from '../object/roles.ts';
import { nounPhrase } from '../object/said.ts';
import { sameNoun } from '../object/same-noun.ts';
import { indefinite } from '../phrase/shown.ts';
import type { Slot } from '../slots.ts';
import { ownVerb } from '../verbs.ts';
import { pairedWish } from './pair.ts';

/** "move a.txt to b", "convert 35 EUR to CLP", "link issue 5 to issue 7". */
export function directedWish(draft: Draft): Core | undefined {
  const { verb, object } = draft.deed;
  const way = (slot: Slot, pattern: RegExp) => pattern.test(slot.words.words[0] ?? '');
  const from = draft.left.find((slot) => way(slot, FROM));
  const to = draft.left.find((slot) => slot !== from && way(slot, TO));
  const pair = pairedWish(draft);
  if (pair !== undefined) return pair;
  const amount = draft.left.find(
    ({ kind, words, thing }) => kind === 'number' && thing === undefined && AMOUNT.test(words.words.join(' ')),
  );
  if (amount !== undefined && /^(?:convert|exchange|transfer|pay|send|deposit|withdraw|charge)$/.test(verb)) {
    take(draft, amount);
    if (
      object !== '' &&
      /^(?:pay|settle)$/.test(verb) &&
      !draft.left.some(({ thing }) => thing !== undefined && sameNoun(object, thing))
    )
      return {
        clause: amount.referred
          ? `${verb} ${amount.text}${takeCurrency(draft).replace(/^ /, ' in ')}`
          : `${verb} ${indefinite(singular(object))} of ${amount.text}${takeCurrency(draft)}`,
      };
    // The currency of a sum that was found goes without saying.
    if (from?.text.startsWith('its ') === true) take(draft, from);
    const own = from !== undefined && !from.referred && verb === 'convert' ? take(draft, from)?.text : undefined;
    const unit = own === undefined ? takeCurrency(draft) : amount.referred ? ` from ${own}` : ` ${own}`;
    return {
      clause: `${pick(draft, 'convert', verb === 'convert' ? ['convert', 'turn', 'change'] : [verb])} ${amount.text}${unit}${to !== undefined && verb === 'convert' ? ` ${pick(draft, 'into', ['to', 'into'])} ${take(draft, to)?.text}` : ''}`,
    };
  }
  if (!MOVES.has(verb) || from === undefined) return undefined;
  if (from.kind !== 'text' && from.thing === undefined) return undefined;
  // "transfer stock 7 from bin 1 to bin 2": what is moved is neither where it comes from nor where it goes.
  const moved = hostOf(draft);
  if (object !== '' && moved !== undefined && moved !== from && moved !== to && !sameNoun(object, from.thing ?? ''))
    return undefined;
  if (object !== '' && !sameNoun(object, from.thing ?? from.words.noun) && !isSelfEvident(from.text) && !from.referred)
    return undefined;
  take(draft, from);
  const target = take(draft, to);
  return {
    clause: `${ownVerb(draft)} ${nounPhrase(from)}${target === undefined ? '' : ` to ${nounPhrase(target)}`}`,
  };
}

function takeCurrency(draft: Draft): string {
  const slot = draft.left.find(
    ({ words, referred }) =>
      words.words.at(-1) === 'currency' &&
      !FROM.test(words.words[0] ?? '') &&
      !TO.test(words.words[0] ?? '') &&
      !referred,
  );
  return slot === undefined ? '' : ` ${take(draft, slot)?.text}`;
}

const AMOUNT = /(?:^| )(?:amount|sum|money|value)$/;

const MOVES = new Set('move rename copy link connect merge compare transfer relocate swap clone cp mv'.split(' '));
