import { singular } from '../../../../english/index.ts';
import type { Slot } from '../slots.ts';
import type { KeyedChoices } from './keyed.ts';
import { alone, behind, type Phrase } from './phrase.ts';

export function prosePhrase(slot: Slot, quoted: string, own: KeyedChoices): Phrase {
  const { words, noun } = slot.words;
  const last = words.at(-1) ?? '';
  if (slot.referred) return behind(`with ${quoted} as the ${noun}`, 5);
  if (/^(?:reason|cause)$/.test(last))
    return alone(own.pick([`The reason: ${quoted}.`, `Reason: ${quoted}.`, `If anybody asks why: ${quoted}.`]));
  if (/^(?:requests?|wish|wishes)$/.test(last))
    return alone(
      own.pick([
        `One request: ${quoted}.`,
        `Please pass this on: ${quoted}.`,
        `I have one wish: ${quoted}.`,
        `Tell them this: ${quoted}.`,
      ]),
    );
  const short = quoted.length <= 90 && !quoted.includes('\n');
  if (words.length > 1 && /^(?:notes|texts|comments)$/.test(last))
    return alone(
      own.pick([`Put ${quoted} in the ${noun}.`, `The ${noun}: ${quoted}.`, `For the ${noun}, write ${quoted}.`]),
    );
  if (short && /^(?:comments?|notes?|remarks?)$/.test(last))
    return behind(own.pick([`with the ${singular(last)} ${quoted}`, `noting ${quoted}`, `and note ${quoted}`]), 8);
  if (short && /^(?:message|content|text|body|caption|tweet|reply|post|feedback|review)$/.test(last))
    return own.pick(['in', 'out']) === 'in'
      ? behind(
          own.pick([`saying ${quoted}`, `that says ${quoted}`, `with the words ${quoted}`, `reading ${quoted}`]),
          8,
        )
      : alone(
          own.pick([
            `It should say ${quoted}.`,
            `The wording: ${quoted}.`,
            `Word it like this: ${quoted}.`,
            `What to write: ${quoted}.`,
          ]),
        );
  if (/^(?:content|contents|text|body|data)$/.test(last))
    return alone(
      own.pick([
        `It should say ${quoted}.`,
        `This goes in: ${quoted}.`,
        `What goes in it: ${quoted}.`,
        `Put this in: ${quoted}.`,
      ]),
    );
  return alone(
    own.pick([
      `Use ${quoted} as the ${noun}.`,
      `The ${noun} should read ${quoted}.`,
      `Put ${quoted} down as the ${noun}.`,
      `For the ${noun}, write ${quoted}.`,
    ]),
  );
}
