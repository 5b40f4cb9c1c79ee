import { capitalize, gerund, isPlural, joinList } from '../../../english/index.ts';
import type { PlannedCall } from '../../types.ts';
import type { Wish } from '../wish/wish.ts';
import { around, opening } from './around.ts';
import { type Asker, pickFresh } from './asker.ts';
import type { Descriptions } from './described.ts';

/** Some wishes in one message: in one sentence where they are short, else one after the other. */
export function sayAll(asker: Asker, wishes: readonly Wish[], { asides }: Descriptions): string {
  const [first, ...others] = wishes as readonly [Wish, ...Wish[]];
  const parts: string[] = [];
  const together =
    others.length > 0 &&
    others.every(({ sentences }) => sentences.length === 0) &&
    first.sentences.length === 0 &&
    wishes.every(({ clause }) => clause.length < 110) &&
    asker.choices.chance('join', 0.6);
  if (together) {
    const clause = joined(
      asker,
      wishes.map((wish) => wish.clause),
    );
    const own =
      first.own === undefined ? {} : { own: joined(asker, [first.own, ...others.map((wish) => wish.clause)]) };
    parts.push(request(asker, { ...first, clause, ...own }, false), ...asides);
  } else {
    parts.push(request(asker, first, true), ...first.sentences);
    for (const [at, wish] of others.entries()) parts.push(nextRequest(asker, wish, at), ...wish.sentences);
    parts.push(...asides);
  }
  return around(asker, parts, wishes);
}

/** Several wishes in one breath; what they begin alike is said once. */
function joined({ task, book, choices }: Asker, clauses: readonly string[]): string {
  const [verb = ''] = (clauses[0] ?? '').split(' ');
  const shared = sameFunction(task.calls) && clauses.every((clause) => clause.startsWith(`${verb} `));
  const [, second = ''] = (clauses[0] ?? '').split(' ');
  // "show me a and b", "roll back a and b": what belongs to the verb is said once.
  const two = `${verb} ${second} `;
  const whole =
    /^(?:me|back|down|up|out|off|on|in|over)$/.test(second) && clauses.every((clause) => clause.startsWith(two));
  const start = whole ? two : `${verb} `;
  if (shared) return joinList(clauses.map((clause, at) => (at === 0 ? clause : clause.slice(start.length))));
  return clauses.reduce((a, b, at) => {
    const template = choices.pick(
      `join-${at}`,
      clauses.length > 2 && at < clauses.length - 1 ? ['{a}, {b}'] : book.join,
    );
    return template.replace('{a}', () => a).replace('{b}', () => b);
  });
}

/** The first request of a message, which may begin it. */
export function request(asker: Asker, wish: Wish, alone: boolean): string {
  const asks = wish.noun !== undefined && alone && asker.choices.chance('ask', 0.65);
  if (asks && wish.noun !== undefined)
    return fill(
      pickFresh(
        asker,
        'ask-frame',
        asker.book.ask[asker.register].filter(
          (template) =>
            mayBegin(asker, template) &&
            !(be(wish.noun ?? '') === 'are' && TELLS.test(template)) &&
            !(isThing(wish.noun ?? '') && OF_FACTS.test(template)) &&
            !(/^(?:each|all|everything|some) /.test(wish.noun ?? '') && template.includes('{be}')),
        ),
      ),
      wish,
      wish.noun,
    );
  return fill(pickFresh(asker, 'frame', framesFor(asker, wish, alone)), wish, '');
}

/** Nobody says "I have to transfer me". */
function framesFor(asker: Asker, { clause, own }: Wish, alone: boolean): readonly string[] {
  const whole = asker.book.request[asker.register];
  // Of two verbs one gerund would leave the other in another form: "mind showing me this and get me that".
  const all = alone ? whole : whole.filter((template) => !template.includes('{ing}'));
  const long = clause.length > MAX_BEFORE_TAIL || /["”]$/.test(clause);
  const fitting = all.filter(
    (template) =>
      mayBegin(asker, template) &&
      // Behind a long wish nobody goes on with "real quick".
      !(long && /\{(?:c|i)\}.*\p{L}/u.test(template)),
  );
  return own === undefined && / me(?: |$)/.test(clause)
    ? fitting.filter((template) => !template.includes('{i}'))
    : fitting;
}

/** A frame that opens a message itself does not follow another opening, nor what was said in an earlier turn. */
function mayBegin(asker: Asker, template: string): boolean {
  return (opening(asker) === '' || !OPENER.test(template)) && (asker.task.turn === 0 || !BEGINNING.test(template));
}

/** A further request of the same message. */
export function nextRequest({ book, choices }: Asker, wish: Wish, at: number): string {
  const asks = wish.noun !== undefined && choices.chance(`ask-${at}`, 0.6);
  const all = asks ? book.nextAsk : book.next;
  const frames = /^(?:each|all|everything|some) /.test(wish.noun ?? '')
    ? all.filter((text) => !text.includes('{be}'))
    : all;
  return fill(choices.pick(`next-${at}`, frames), wish, wish.noun ?? '');
}

/** One is told a fact, and shown a list. */
const TELLS = /\b(?:tell me|let me know)\b/i;

/** What is said of a fact alone: nobody is told a client, or would like one. */
const OF_FACTS = /\b(?:tell me|let me know|would like \{np\}|ask for|have \{np\})/i;

/** Whether a noun names a thing itself and no fact about it: "client 7", "the user with the email x". */
function isThing(noun: string): boolean {
  return !/^(?:the|an?|everything|all) .*?\b(?:of|for|on)\b/.test(noun);
}

/** Words that open a message themselves: two of them do not follow each other. */
const OPENER =
  /^(?:So\b|Right, here|While I have|Long story|Guess what|First things|Remind me|ok |so,|quick one|I could use a hand|hey\b|yeah\b|To do\b|Need to\b|Next\b|Now\b|There is one|Here is what|For a start|First\b|Sorry to)/;

/** Words with which one begins to talk, and not goes on. */
const BEGINNING = /^(?:For a start|First\b|Let us start|So here is the thing|Right, here goes|My task today)/;

/** The longest wish that something still follows in its sentence. */
const MAX_BEFORE_TAIL = 70;

export function sameFunction(calls: readonly PlannedCall[]): boolean {
  return calls.length > 1 && calls.every(({ tool }) => tool.name === calls[0]?.tool.name);
}

/** Fills a frame; the first letter stays as the frame has it. */
function fill(template: string, { clause, own }: Wish, noun: string): string {
  const [verb = '', ...rest] = clause.split(' ');
  const doing = `${gerund(verb)} ${rest.join(' ')}`.trim();
  const text = template
    .replace('{be}', () => be(noun))
    .replace(
      /\{(c|i|ing|np)\}/g,
      (_, slot: string) => ({ c: clause, i: own ?? clause, ing: doing, np: noun })[slot] ?? '',
    );
  return template.startsWith('{') && /^[A-Z]|[.?]$/.test(template.replace(/^\{\w+\}/, '')) ? capitalize(text) : text;
}

/** "is" or "are" for a noun phrase, by its head. */
function be(noun: string): 'is' | 'are' {
  const head = noun.split(
    / (?:of|for|from|in|on|at|with|that|to|by|about|called|named|matching|mentioning|assigned|which) /,
  )[0] as string;
  return isPlural(head) || / and /.test(head) ? 'are' : 'is';
}
