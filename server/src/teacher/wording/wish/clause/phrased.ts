import { slotNames } from '../../../phrasings/check.ts';
import { filled } from '../../../phrasings/say.ts';
import { type Core, type Draft, pick, take } from '../draft.ts';
import { nounPhrase, quotedText } from '../object/said.ts';
import type { Slot } from '../slots.ts';

/** A value without the noun and the quotes that would set it off. */
function bareText({ text, words }: Slot): string {
  const quoted = /^(?:.*? )?["“](.*)["”]$/s.exec(text)?.[1] ?? text;
  return words.noun !== '' && quoted.startsWith(`${words.words[0]} `)
    ? quoted.slice((words.words[0] ?? '').length + 1)
    : quoted;
}

/** The catalog's own way to wish for it, of those whose slots all have something to stand in them: the fullest first. */
export function phrasedWish(draft: Draft): Core | undefined {
  const slots = new Map(draft.left.map((slot) => [slot.words.name, slot] as const));
  const fitting = (draft.phrasing?.wish ?? []).filter((text) => slotNames(text).every((name) => slots.has(name)));
  const most = Math.max(0, ...fitting.map((text) => slotNames(text).length));
  // Where a value is left out, fewer slots are no lesser wish.
  const best = draft.leaveOut === undefined ? fitting.filter((text) => slotNames(text).length === most) : fitting;
  if (best.length === 0) return undefined;
  const text = pick(draft, 'phrased', best);
  const clause = filled(text, (name) => {
    const slot = take(draft, slots.get(name));
    if (slot === undefined) return undefined;
    // Wishes that come with a function say themselves what is quoted and what a value is of.
    return draft.call.tool.wishes === undefined ? slotText(slot) : bareText(slot);
  });
  return clause === undefined ? undefined : { clause };
}

/** A slot's value as it stands in a phrasing: a thing by its noun, a text in quotes, all else bare. */
function slotText(slot: Slot): string {
  if (slot.referred || slot.thing === undefined) return quotedText(slot);
  return slot.kind === 'list' ? slot.text : nounPhrase(slot);
}
