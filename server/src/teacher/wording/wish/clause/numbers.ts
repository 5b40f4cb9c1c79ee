import { joinList } from '../../../../english/index.ts';
import { type Core, type Draft, take } from '../draft.ts';

/** "add 3 and 5": numbers whose names say nothing. */
export function namelessNumbers(draft: Draft): Core | undefined {
  const numbers = draft.left.filter(({ kind, words }) => kind === 'number' && NAMELESS.test(words.words.join(' ')));
  if (numbers.length < 2 || numbers.length < draft.left.length) return undefined;
  for (const slot of numbers) take(draft, slot);
  const texts = numbers.map(({ text }) => text);
  const { verb } = draft.deed;
  if (/^(?:divide|subtract)$/.test(verb))
    return {
      clause: verb === 'divide' ? `divide ${texts.join(' by ')}` : `subtract ${[...texts].reverse().join(' from ')}`,
    };
  return { clause: /^(?:multiply)$/.test(verb) ? `multiply ${texts.join(' by ')}` : `${verb} ${joinList(texts)}` };
}

/** Names of numbers that only tell them apart. */
const NAMELESS =
  /^(?:\p{L}\d?|(?:first|second|third|left|right|other|num|number|val|value|operand|addend|term)(?: (?:num|number|value|operand|term|one|two|[a-z1-9]))?)$/u;
