import { type Draft, take } from '../draft.ts';
import type { Slot } from '../slots.ts';

/** Axes that make a spot together, and how a spot of them is said. */
const AXES: readonly (readonly [one: RegExp, other: RegExp, said: (one: string, other: string) => string])[] = [
  [/^x$/, /^y$/, (x, y) => `at (${x}, ${y})`],
  [/^lat(?:itude)?$/, /^(?:lon|lng|long|longitude)$/, (latitude, longitude) => `at ${latitude}, ${longitude}`],
  [/^(?:ra|right ascension)$/, /^(?:dec|declination)$/, (ra, dec) => `to ${ra}, ${dec}`],
];

/** A spot is said in one: "at (12, 40)", "at 52.5, 13.4", "at the coordinates of the first station". */
export function joinCoordinates(draft: Draft): void {
  for (const [first, second, said] of AXES) {
    const one = axis(draft, first);
    const other = axis(draft, second);
    if (one === undefined || other === undefined || one.referred !== other.referred) continue;
    const text = one.referred ? pointedAt(draft, one, other) : said(one.text, other.text);
    if (text === undefined) continue;
    take(draft, one);
    take(draft, other);
    draft.named.push({ text, sentence: false, rank: 5 });
  }
}

function axis(draft: Draft, pattern: RegExp): Slot | undefined {
  return draft.left.find(({ kind, words }) => kind === 'number' && pattern.test(words.words.join(' ')));
}

/** Both come from one thing: its coordinates. */
function pointedAt(draft: Draft, one: Slot, other: Slot): string | undefined {
  const [from, to] = [one.argument.origin, other.argument.origin];
  if (from.from !== 'output' || to.from !== 'output') return undefined;
  if (from.call !== to.call || from.sameTurn !== to.sameTurn || from.item?.index !== to.item?.index) return undefined;
  // The thing itself is in the same request.
  // (Where it is only described in this request, the coordinates carry the description.)
  const itself =
    !from.sameTurn &&
    draft.call.arguments.some(
      ({ parameter, origin }) =>
        parameter !== one.words.name &&
        parameter !== other.words.name &&
        origin.from === 'output' &&
        origin.call === from.call &&
        origin.sameTurn === from.sameTurn &&
        origin.item?.index === from.item?.index,
    );
  if (itself) return 'at its coordinates';
  const of = /^the \p{L}+ (of|from|you) (.*)$/u.exec(one.text);
  if (of !== null) return `at the coordinates ${of[1]} ${of[2]}`;
  return one.text.startsWith('its ') ? 'at its coordinates' : 'at those coordinates';
}
