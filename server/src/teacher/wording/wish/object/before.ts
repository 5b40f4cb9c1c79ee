import { type Draft, take } from '../draft.ts';
import { makesAnew } from './makes.ts';

/** "open ", "active ": how the things of a list stand, before them or behind. */
export function standingBefore(draft: Draft): string {
  const slot = draft.left.find(
    ({ kind, words, text, referred }) =>
      kind === 'label' &&
      !referred &&
      /^\p{Ll}+$/u.test(text) &&
      /^(?:status|state|stage)$/.test(words.words.at(-1) ?? '') &&
      !/^(?:done|ok|on|off|in|out|up|down|all|any|none|other|a|b)$/.test(text) &&
      words.words.length <= 2,
  );
  if (slot === undefined || !(draft.inside || draft.choices.chance('standing', 0.5))) return '';
  return `${take(draft, slot)?.text} `;
}

/** "small ", "double ": a size or sort that is said before the thing. */
export function qualityBefore(draft: Draft, object: string): string {
  const slot = draft.left.find(
    ({ kind, words, text, referred }) =>
      kind === 'label' &&
      !referred &&
      /^\p{Ll}+$/u.test(text) &&
      (/^(?:size|colou?r)$/.test(words.words.at(-1) ?? '') ||
        (words.words.length === 1 && /^(?:type|kind|category)$/.test(words.words[0] ?? '') && makesAnew(draft)) ||
        (/^(?:type|kind|class)$/.test(words.words.at(-1) ?? '') &&
          words.words.length === 2 &&
          object.split(' ').at(-1) === words.words[0])),
  );
  return slot === undefined ? '' : `${take(draft, slot)?.text} `;
}

/** "raw ", "express ": the sort of what is listed. */
export function sortBefore(draft: Draft): string {
  const slot = draft.left.find(
    ({ kind, words, text, referred }) =>
      kind === 'label' &&
      !referred &&
      words.words.length === 1 &&
      /^(?:type|kind)$/.test(words.words[0] ?? '') &&
      /^\p{Ll}{3,}$/u.test(text) &&
      !/^(?:all|any|none|other|unknown|default)$/.test(text),
  );
  return slot === undefined ? '' : `${take(draft, slot)?.text} `;
}
