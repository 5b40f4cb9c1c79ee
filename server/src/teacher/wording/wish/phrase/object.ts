import { isObject } from '../../../../json/index.ts';
import type { Slot } from '../slots.ts';
import { entryText, isHollow } from './entry.ts';
import type { KeyedChoices } from './keyed.ts';
import { alone, behind, type Phrase } from './phrase.ts';
import { cap } from './shown.ts';

export function objectPhrase(slot: Slot, own: KeyedChoices): Phrase {
  const { noun } = slot.words;
  if (slot.referred) return behind(`with ${slot.text}`, 5);
  const value = slot.argument.value;
  if (!isObject(value) || isHollow(value)) return alone('');
  const inner = entryText(value, slot.words.schema);
  const bare =
    /^(?:arguments|args|params|parameters|options|data|input|payload|body|config|value|object|settings|properties)$/.test(
      noun,
    );
  if (bare)
    return alone(own.pick([`Here are the details: ${inner}.`, `The details: ${inner}.`, `In detail: ${inner}.`]));
  return alone(own.pick([`The ${noun}: ${inner}.`, `${cap(noun)}: ${inner}.`, `As for the ${noun}: ${inner}.`]));
}
