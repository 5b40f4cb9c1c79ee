import { isPlural, isUncounted, withArticle } from '../../../../english/index.ts';
import { isQuality } from '../../quality.ts';
import type { Slot } from '../slots.ts';
import { inCapitals } from './capitals.ts';
import { behind, detail, type Phrase } from './phrase.ts';

/**
 * A value that only its noun explains: "with memory usage as the metric" for words, "with the label selector .row" for
 * what is no word, "with a dose of 500 mg" for a measure.
 */
export function withAs(slot: Slot, noun: string, text: string, rank = 4): Phrase {
  const plain = text.replace(/^"|"$/g, '');
  const said = inCapitals(noun);
  if (/^\d[\d.,]* ?(?:\p{L}{1,3}|%)(?:\/\p{L}{1,4})?$/u.test(plain))
    return detail(said, text, `with a ${said} of ${plain}`, rank);
  const chosen = slot.kind === 'label' && !slot.referred ? chosenWords(said, plain) : undefined;
  if (chosen !== undefined) return behind(chosen, rank);
  const words =
    (slot.kind === 'label'
      ? /^\p{L}[\p{L}\d'-]*(?: [\p{L}\d'-]+){1,3}$|^\p{Ll}[\p{L}\d'-]*$/u
      : /^\p{L}[\p{L}'-]*(?: [\p{L}'-]+){0,3}$/u
    ).test(plain) &&
    !isPlural(noun) &&
    !slot.referred;
  return detail(said, text, words ? `with ${text} as the ${said}` : `with the ${said} ${text}`, rank);
}

/** What something is made of or done with: its name says it all. */
const STUFF =
  /(?:^| )(?:substance|material|ingredient|drug|medication|medicine|chemical|fuel|fabric|metal|wood|spice|topping|filling|sauce|flavou?r|tool|instrument|device|equipment|mineral|crop|species|breed|animal)$/;

/** One of a few words that a function knows: "with borax", "in the morning", "with the celadon glaze line". */
function chosenWords(noun: string, text: string): string | undefined {
  if (/^(?:morning|afternoon|evening)$/.test(text)) return `in the ${text}`;
  if (/^(?:noon|midday|midnight|night|dawn|dusk)$/.test(text)) return `at ${text}`;
  // "acid" says once more what "oxalic acid" is.
  if (STUFF.test(noun) || text.endsWith(` ${noun}`)) return `with ${text}`;
  const [first = '', ...others] = text.split(' ');
  if (others.length > 1 || !/^\p{Ll}/u.test(text) || isPlural(noun)) return undefined;
  if (isQuality(first) && others.length === 0)
    return `with ${isUncounted(noun) || UNCOUNTED.test(noun) ? `${text} ${noun}` : withArticle(`${text} ${noun}`)}`;
  return `with the ${text} ${noun}`;
}

/** Nouns of qualities, which take no article of their own. */
const UNCOUNTED = /(?:ity|ness|ance|ence|access|exposure|security)$/;
