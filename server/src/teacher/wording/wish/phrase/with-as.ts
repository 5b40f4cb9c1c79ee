import { isPlural } from '../../../../english/index.ts';
import type { Slot } from '../slots.ts';
import { inCapitals } from './capitals.ts';
import { detail, type Phrase } from './phrase.ts';

/**
 * A value that only its noun explains: "with memory usage as the metric" for words, "with the label selector .row" for
 * what is no word, "with a dose of 500 mg" for a measure.
 */
export function withAs(slot: Slot, noun: string, text: string, rank = 4): Phrase {
  const plain = text.replace(/^"|"$/g, '');
  const said = inCapitals(noun);
  if (/^\d[\d.,]* ?(?:\p{L}{1,3}|%)(?:\/\p{L}{1,4})?$/u.test(plain))
    return detail(said, text, `with a ${said} of ${plain}`, rank);
  const words =
    (slot.kind === 'label'
      ? /^\p{L}[\p{L}\d'-]*(?: [\p{L}\d'-]+){1,3}$|^\p{Ll}[\p{L}\d'-]*$/u
      : /^\p{L}[\p{L}'-]*(?: [\p{L}'-]+){0,3}$/u
    ).test(plain) &&
    !isPlural(noun) &&
    !slot.referred;
  return detail(said, text, words ? `with ${text} as the ${said}` : `with the ${said} ${text}`, rank);
}
