import { capitalize } from '../../../english/index.ts';
import type { Register } from '../../phrases/asking-book.ts';
import { tidy } from '../frame.ts';
import type { Wish } from '../wish/wish.ts';
import { type Asker, pickFresh } from './asker.ts';

/** A greeting, or a word with which one goes on; often nothing. */
export function opening(asker: Asker): string {
  const { task, book, choices, register } = asker;
  const lead = task.turn === 0 ? book.greeting : book.follow;
  return choices.chance('lead', TALK[register]) ? pickFresh(asker, 'lead-word', lead[register]) : '';
}

/** A greeting, a reason and a closing word, where the person is one for them. */
export function around(asker: Asker, parts: readonly string[], wishes: readonly Wish[]): string {
  const { book, choices, register } = asker;
  const lead = opening(asker);
  const closing = choices.chance('closing', TALK[register] / 5)
    ? choices.pick('closing-word', book.closing[register])
    : '';
  const before = !continues(lead) && choices.chance('reason-first', 0.4);
  // What stands before a wish gives the reason for that one.
  const why = choices.chance('reason', register === 'brief' ? 0.06 : 0.4)
    ? reason(asker, before ? wishes.slice(0, 1) : wishes)
    : '';
  const ends = (text: string) => (text === '' || /[.?!,:]$|[.?!]["”]$/.test(text) ? text : `${text}.`);
  const [asked = '', ...more] = parts;
  const body = lead === '' ? parts : [asked.replace(/^(?:so|ok|now|then|next)[,:]? (?=\p{Ll})/iu, ''), ...more];
  const said = before ? [lead, why, ...body, closing] : [lead, ...body, why, closing];
  return said
    .filter((part) => part !== '')
    .reduce((text, part) => {
      if (text === '') return part;
      const goesOn = endsOpen(text) || text === lead;
      return `${goesOn ? text : ends(text)} ${continues(text) ? lowerFirst(part) : capitalize(part)}`;
    }, '');
}

/** Why somebody asks: something in their life that makes one want to do, undo or know this. */
function reason(asker: Asker, wishes: readonly Wish[]): string {
  const { book } = asker;
  const undoes = wishes.some(({ clause }) => UNDOING.test(clause));
  const list = undoes
    ? [...book.reasonToAct, ...book.reasonToUndo, ...book.reasonToUndo]
    : wishes.some(({ changes }) => changes)
      ? book.reasonToAct
      : book.reasonToKnow;
  const text = pickFresh(asker, 'why', list)
    .replace('{who}', () => pickFresh(asker, 'who', book.who))
    .replace('{when}', () => pickFresh(asker, 'when', book.when))
    .replace('{plan}', () => pickFresh(asker, 'plan', book.plan))
    .replace('{what}', () => pickFresh(asker, 'what', book.what));
  return capitalize(text);
}

/** Capital letter and full stop, as far as this person sets them. */
export function finish({ register, choices }: Asker, text: string): string {
  const clean = tidy(text);
  if (register === 'casual' && choices.chance('small-letters', 0.5)) return clean;
  const whole = capitalize(clean);
  return register === 'brief' || register === 'casual' || /[.?!"”…]$/.test(whole) ? whole : `${whole}.`;
}

/** How often a person of each voice says more than the request. */
const TALK: Readonly<Record<Register, number>> = { plain: 0.35, casual: 0.4, polite: 0.55, brief: 0.06, chatty: 0.75 };

/** Wishes that take something back, or make it other than it was. */
const UNDOING =
  /^(?:cancel|call off|delete|remove|drop|get rid of|withdraw|return|change|modify|amend|move|reschedule|postpone|swap|exchange|replace|unsubscribe|close|reopen)\b/;

/** Whether the sentence goes on behind these words. */
function endsOpen(text: string): boolean {
  return /[,:]$/.test(text);
}

/** A greeting with a comma, a "now": the sentence goes on. */
function continues(text: string): boolean {
  return /[,:]$/.test(text) || /^(?:Now|Then|And|now|and|then)$/.test(text);
}

export function lowerFirst(text: string): string {
  const [first = ''] = text.split(/[\s,]/, 1);
  return /^(?:I|I['’]\w+|OK|[A-Z]{2,}.*)$/.test(first) || /[._/@\\\d"]/.test(first)
    ? text
    : text.charAt(0).toLowerCase() + text.slice(1);
}
