import { article, spoken } from '../../../../english/index.ts';
import type { Choices } from '../../choose.ts';
import type { Deed } from '../deed.ts';
import { named } from '../noun.ts';
import type { Slot } from '../slots.ts';
import { KeyedChoices } from './keyed.ts';
import { labelPhrase } from './label.ts';
import { listPhrase } from './list.ts';
import { COUNTED_OFF, placeOfCounted, RATE } from './measures.ts';
import { datePhrase } from './moment.ts';
import { numberPhrase } from './number.ts';
import { objectPhrase } from './object.ts';
import { behind, type Phrase } from './phrase.ts';
import { placePhrase } from './place.ts';
import { AT_WHAT, IN_WHAT, joining } from './places.ts';
import { shown } from './shown.ts';
import { switchPhrase } from './switch.ts';
import { textPhrase } from './text.ts';

/** How one value is said, by what it is. The words of a parameter's name come in where a person would need them. */
export function phraseOf(slot: Slot, deed: Deed, choices: Choices): Phrase {
  const own = new KeyedChoices(choices, slot.words.name);
  if (/(?:^| )cursor$|^(?:page|next) token$/.test(slot.words.words.join(' ')))
    return behind(own.pick([`, going on from ${slot.text}`, `, continuing at ${slot.text}`]), 6);
  if (slot.kind === 'boolean') return switchPhrase(slot, deed, own);
  if (slot.kind === 'object') return objectPhrase(slot, own);
  if (slot.kind === 'list') return listPhrase(slot, deed, own);
  const special =
    datePhrase(slot, own) ??
    placePhrase(slot) ??
    numberPhrase(slot, deed, own) ??
    labelPhrase(slot, deed, own) ??
    textPhrase(slot, deed, own);
  return special ?? generic(slot, deed, own);
}

function generic(slot: Slot, deed: Deed, own: KeyedChoices): Phrase {
  const { noun } = slot.words;
  const text = shown(slot);
  // A short form such as "po" is no noun of its own.
  if (slot.thing !== undefined && slot.thing.length <= 2 && slot.words.words.length > 1 && !slot.referred)
    return behind(`with the ${spoken(slot.words.words)} ${text}`, 4);
  if (slot.thing !== undefined)
    return behind(
      `${joining(deed.verb, slot.thing, deed.kind)} ${slot.referred ? text : named(slot.thing, slot.text)}`,
      3,
    );
  if (slot.referred) return behind(`${slot.words.preposition ?? own.pick(['with', 'using'])} ${text}`, 4);
  if (slot.words.preposition !== undefined && slot.words.words.length === 1)
    return behind(`${slot.words.preposition} ${text}`, 3);
  if (slot.kind === 'number')
    return behind(
      own.pick([
        ...(COUNTED_OFF.test(noun)
          ? [`${placeOfCounted(noun)} ${noun} ${text}`]
          : [
              `with ${article(noun)} ${noun} of ${text}`,
              `${RATE.test(noun) ? 'at' : 'with'} ${article(noun)} ${noun} of ${text}`,
            ]),
      ]),
      4,
    );
  if (slot.kind === 'text' && !slot.referred && (IN_WHAT.has(noun.split(' ').at(-1) ?? '') || AT_WHAT.test(noun)))
    return behind(
      `${AT_WHAT.test(noun) ? 'at' : 'in'} ${/^\p{Ll}/u.test(slot.text) ? `the ${slot.text}` : slot.text}`,
      3,
    );
  if (/(?:^| )address$/.test(noun)) return behind(`to ${slot.text}`, 3);
  return behind(own.pick([`with ${text} as the ${noun}`, `with the ${noun} ${text}`]), 4);
}
