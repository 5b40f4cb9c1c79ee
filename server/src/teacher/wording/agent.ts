import { article } from '../../english/index.ts';
import { ENGLISH, type PhraseBook } from '../phrases/book.ts';
import type { TeacherFunction } from '../types.ts';
import { actionOf } from './action.ts';
import { Choices } from './choose.ts';
import { toSpeaker } from './fill.ts';
import { parameterWords } from './parameter.ts';
import { frame } from './query.ts';

/** The agent asks for a value: "Which day of departure should I use?" (method §6, miss_params). */
export function askForValue(
  wanted: TeacherFunction,
  parameter: string,
  seed: string,
  book: PhraseBook = ENGLISH,
): string {
  const words = parameterWords(wanted.signature, parameter);
  const prose = /^(?:message|content|text|body|comment|note|description|question)$/.test(words.words.at(-1) ?? '');
  const noun = words.id && words.noun === 'value' ? 'item' : words.noun;
  const frames = words.id ? book.askWhich : prose ? book.askValueText : book.askValue;
  return frame(new Choices(seed).pick('ask-value', frames), { noun });
}

/** The agent says what it cannot do, and names no tool (method §6, miss_func). */
export function sayMissing(wanted: TeacherFunction, seed: string, book: PhraseBook = ENGLISH): string {
  const action = actionOf(wanted.signature);
  const clause = `${action.verb} ${plain(toSpeaker(action.rest, wanted.signature, 'you'))}`.trim();
  return frame(new Choices(seed).pick('cannot', book.cannot), { clause });
}

function plain(rest: string): string {
  return rest
    .replace(/\bof any extension\b ?/gi, '')
    .replace(/\b(the|an?) (?:specified|given|provided|specific|particular|requested|desired) /gi, '$1 ')
    .replace(/\b(?:specified|given|provided) /gi, '')
    .replace(/\b(?:a|an) (?=[a-z]{2})([a-z]+)/g, (_, word: string) => `${article(word)} ${word}`)
    .replace(/\bthe (?:authenticated |current |logged-in )?user's\b/gi, 'your')
    .replace(/\b(?:the )?(?:currently )?(?:authenticated|logged[- ]in|current) user (is|has)\b/gi, (_, verb: string) =>
      verb.toLowerCase() === 'is' ? 'you are' : 'you have',
    )
    .replace(/\b(?:the )?(?:currently )?(?:authenticated|logged[- ]in|current) user\b/gi, 'you');
}
