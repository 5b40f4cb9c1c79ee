import type { FunctionSignature } from '../../signature/index.ts';
import { nameWords } from '../derive/words.ts';

/** The two labels of a function (paper, sec. 3.4): one of 49 categories or `misc`, and a finer tool class. */
export interface Classification {
  readonly category: string;
  readonly toolClass: string;
}

/** Labels from the signature's own tags; where there is none, `misc` and the verb and noun of its name. */
export function classify(signature: FunctionSignature): Classification {
  const words = nameWords(signature.name);
  return {
    category: signature.category === '' ? 'misc' : signature.category,
    toolClass: signature.toolClass === '' ? [...words.slice(1), words[0] ?? ''].join(' ').trim() : signature.toolClass,
  };
}
