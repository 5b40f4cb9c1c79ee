import { participle, singular, splitWords, spoken } from '../../../english/index.ts';
import type { TellingBook } from '../../phrases/telling.ts';
import type { PastCall } from '../../types.ts';
import type { Choices } from '../choose.ts';
import { frame } from '../frame.ts';
import { deedOf } from '../wish/deed.ts';
import { bareNoun } from '../wish/noun.ts';
import { inCapitals } from '../wish/phrase/capitals.ts';
import { doneClause } from './done.ts';

/** What a call brought into being: the field that names it, and how it is called. */
export interface Made {
  readonly key: string;
  readonly value: string;
  /** "issue TEZ-57". */
  readonly text: string;
}

/** Longer than this, what was asked for is not said back beside what it is called. */
const MAX_SAID_BACK = 90;

/**
 * A new thing is told by what was done and what it is called: "I have opened issue TEZ-57 in project PR-1.", "I have taken
 * a payment of 20 for invoice 7. The receipt number is R23."
 */
export function madeText(call: PastCall, made: Made, choices: Choices, book: TellingBook, first: boolean): string {
  const deed = deedOf(call.tool);
  const frames = first ? book.did : book.didToo;
  const clause = doneClause(call, choices);
  const noun = bareNoun(made.key);
  const own = deed.object === '' ? noun : deed.object;
  const itself = noun.length <= 2 || singular(own) === noun || singular(own).endsWith(` ${noun}`);
  if (itself && clause !== undefined) {
    const inPlace = clause.replace(
      new RegExp(`^((?:\\p{L}+ ){1,2}?)(?:an?|the|one) (?:new )?${escaped(singular(own))}(?= |$)`, 'u'),
      (_, verb: string) => `${verb}${made.text}`,
    );
    const short = `${participle(deed.verb)}${deed.object === '' && deed.preposition === 'for' ? ' for' : ''} ${made.text}`;
    if (inPlace !== clause) {
      const said = inPlace.length <= MAX_SAID_BACK ? choices.pick('made-said', [inPlace, inPlace, short]) : short;
      return frame(choices.pick('did', frames), { p: said });
    }
  }
  if (clause === undefined)
    return itself
      ? frame(choices.pick('did', frames), { p: `${participle(deed.verb)} ${made.text}` })
      : `${choices.pick('done', book.done)} ${whatItIs(made, choices)}`;
  return `${frame(choices.pick('did', frames), { p: clause })} ${whatItIs(made, choices)}`;
}

/** "The receipt number is R23.", "The vaccination ID is VA-3." */
function whatItIs({ key, value }: Made, choices: Choices): string {
  const noun = inCapitals(spoken(splitWords(key)));
  const thing = noun.replace(/ ID$/, '');
  return choices.pick('made-is', [
    `The ${noun} is ${value}.`,
    `The ${noun} is ${value}.`,
    `The new ${thing} is ${value}.`,
  ]);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
