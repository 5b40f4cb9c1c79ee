import { deedOf, wordsOfParts } from '../../domain/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import { CATEGORY_WORDS, MISC } from './categories.ts';

export { CATEGORIES, MISC } from './categories.ts';

/** The two labels of a function (paper, sec. 3.4): a category or `misc`, and a finer tool class. */
export interface Classification {
  readonly category: string;
  readonly toolClass: string;
}

const known = new WeakMap<FunctionSignature, Classification>();

/** Labels from the signature's own tags; where there is none, from its words. Computed once for each signature. */
export function classify(signature: FunctionSignature): Classification {
  let labels = known.get(signature);
  if (labels === undefined) {
    labels = {
      category: signature.category === '' ? categoryOf(signature) : signature.category,
      toolClass: signature.toolClass === '' ? toolClassOf(signature) : signature.toolClass,
    };
    known.set(signature, labels);
  }
  return labels;
}

/** How much a word says by where it stands. */
const WEIGHTS = { name: 3, namespace: 2, parameter: 1, description: 1 } as const;

/** Less than one word of the name, or two of the rest, is no reason to file a function anywhere. */
const MIN = 1.9;

/** The category that most of a function's words speak for; `misc` where too few speak for any. */
function categoryOf(signature: FunctionSignature): string {
  const scores = new Map<string, number>();
  const seen = new Set<string>();
  const read = (words: readonly string[], weight: number) => {
    for (const word of words) {
      if (seen.has(word)) continue;
      seen.add(word);
      for (const { category, weight: share } of CATEGORY_WORDS.get(word) ?? []) {
        scores.set(category, (scores.get(category) ?? 0) + weight * share);
      }
    }
  };
  const words = wordsOfParts(signature);
  read(words.name, WEIGHTS.name);
  read(words.namespace, WEIGHTS.namespace);
  read(words.description, WEIGHTS.description);
  for (const parameter of words.parameters) read(parameter, WEIGHTS.parameter);
  let best = MISC;
  let most = MIN;
  for (const [category, score] of scores) {
    if (score > most || (score === most && category < best)) {
      best = category;
      most = score;
    }
  }
  return best;
}

/** `get_current_weather` → `weather read`: what it is about and what is done to it. */
function toolClassOf(signature: FunctionSignature): string {
  const { object, action } = deedOf(signature);
  const thing = object.slice(-2).join(' ');
  return action === 'other' ? thing : `${thing} ${action}`.trim();
}
