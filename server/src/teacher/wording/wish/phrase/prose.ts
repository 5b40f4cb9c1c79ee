import { capitalize, isAlsoNoun, isVerb, singular } from '../../../../english/index.ts';
import type { Deed } from '../deed.ts';
import type { Slot } from '../slots.ts';
import type { KeyedChoices } from './keyed.ts';
import { alone, behind, type Phrase } from './phrase.ts';

export function prosePhrase(slot: Slot, deed: Deed, quoted: string, own: KeyedChoices): Phrase {
  const { words, noun } = slot.words;
  const last = words.at(-1) ?? '';
  if (slot.referred) return behind(`with ${quoted} as the ${noun}`, 5);
  const plain = quoted.replace(/^"|"$/g, '');
  if (/^(?:reason|cause)$/.test(last) && plain.split(' ').length <= 5 && !/[.!?]$/.test(plain))
    return alone(own.pick([`Reason: ${plain}.`, `The reason: ${plain}.`, `Put down "${plain}" as the reason.`]));
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
  // In what is looked for the text stands already.
  if (deed.kind === 'list' || deed.kind === 'look') return behind(`with ${quoted} in the ${noun}`, 5);
  if (/^(?:purpose|goal|aim|objective|occasion)$/.test(last)) return purposePhrase(slot, noun, quoted);
  if (
    /^(?:update|edit|change|rewrite|correct|rephrase|reword)$/.test(deed.verb) &&
    /^(?:message|content|text|body|comment|note|reply|post|caption)$/.test(last)
  )
    return behind(`to say ${quoted}`, 8);
  if (
    /^(?:details|remarks|instructions|observations|findings|symptoms|comments|notes)$/.test(last) &&
    words.length === 1
  )
    return alone(
      own.pick([`${capitalize(last)}: ${quoted}.`, `Here are the ${last}: ${quoted}.`, `My ${last}: ${quoted}.`]),
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
      `The ${noun} is ${quoted}.`,
      `The ${noun} should read ${quoted}.`,
      `${capitalize(noun)}: ${quoted}.`,
      `For the ${noun}, write ${quoted}.`,
    ]),
  );
}

/** "to cut costs", "for a birthday": what something is done for. */
function purposePhrase({ text }: Slot, noun: string, quoted: string): Phrase {
  const plain = text.replace(/^"|"$/g, '');
  const [first = '', second = ''] = plain.split(' ');
  const does = isVerb(first) && (!isAlsoNoun(first) || /^(?:the|an?|our|my|all|new)$/.test(second));
  if (does && plain.length < 60 && !/[.!?]/.test(plain)) return behind(`to ${plain}`, 8);
  return alone(`The ${noun} is ${quoted}.`);
}
