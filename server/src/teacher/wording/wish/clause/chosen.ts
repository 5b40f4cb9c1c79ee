import { isVerb, splitWords, spoken } from '../../../../english/index.ts';
import type { Core, Draft } from '../draft.ts';
import { take } from '../draft.ts';
import { hostOf } from '../object/host.ts';
import { nounPhrase } from '../object/said.ts';

/** "close the valve": a value of the call is the verb, and the function's name the thing. */
export function chosenWish(draft: Draft): Core | undefined {
  const slot = draft.left.find(
    ({ kind, referred, text, words, argument }) =>
      kind === 'label' &&
      !referred &&
      /^(?:action|operation|command)$/.test(words.words.at(-1) ?? '') &&
      text === argument.value &&
      isVerb(text),
  );
  if (slot === undefined || draft.deed.kind === 'look' || draft.deed.kind === 'list') return undefined;
  const named = splitWords(draft.call.tool.signature.name).filter(
    (word) =>
      !/^(?:control|operate|set|switch|toggle|manage|handle|do|perform|run|action|command|operation)$/.test(word),
  );
  if (named.length === 0 || named.length > 3) return undefined;
  take(draft, slot);
  const host = take(draft, hostOf(draft));
  return { clause: `${slot.text} ${host === undefined ? `the ${spoken(named)}` : nounPhrase(host)}` };
}
