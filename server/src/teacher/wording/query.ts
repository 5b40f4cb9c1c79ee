import {
  capitalize,
  gerund,
  isPlural,
  isUncounted,
  isVerb,
  joinList,
  ordinal,
  PREPOSITIONS,
  plural,
  singular,
  splitWords,
  wordsOfName,
} from '../../english/index.ts';
import type { AskingBook, Register } from '../phrases/asking-book.ts';
import { ENGLISH_ASKING } from '../phrases/english/asking.ts';
import type { Phrasings } from '../phrasings/types.ts';
import type { PlannedArgument, PlannedCall, WriteQueryTask } from '../types.ts';
import { actionOf } from './action.ts';
import { consumedIn, mannerOf } from './asked.ts';
import { Choices } from './choose.ts';
import { tidy } from './frame.ts';
import { parameterWords, valueKind } from './parameter.ts';
import { isQuality } from './quality.ts';
import { type Known, objectNoun } from './reference.ts';
import { deedOf } from './wish/deed.ts';
import { mergedCall } from './wish/merge.ts';
import { named, thingOf } from './wish/noun.ts';
import { saidOutright } from './wish/slots.ts';
import { type Wish, wishOf } from './wish/wish.ts';

/** The user's query of one turn, in plain English (method §5, Backward). */
export function writeQuery(
  task: WriteQueryTask,
  book: AskingBook = ENGLISH_ASKING,
  phrasings: Phrasings = new Map(),
): string {
  // Other words for the same deed are as often those of the name: they are parted where they are.
  const text = new QueryWriter(task, book, phrasings).write();
  return task.calls.reduce((said, { tool }) => withArticleInside(said, tool.name), text);
}

/** "choose seat 8D" → "choose the seat 8D": the words of a name are parted. */
function withArticleInside(text: string, name: string): string {
  const [first = '', second = ''] = splitWords(name);
  if (second === '' || PREPOSITIONS.has(second) || !isVerb(first) || !saysName(inWords(text), name)) return text;
  // What is mine takes no other article: another verb parts the words.
  if (second === 'my') return text.replace(new RegExp(`\\b${first} (?=my\\b)`, 'g'), 'look up ');
  // "turn off the light": an article never parts a verb from its particle.
  const third = splitWords(name)[2];
  if (/^(?:off|out|up|down|away|back|over)$/.test(second))
    return third === undefined
      ? text
      : text.replace(new RegExp(`\\b(${first} ${second}) (?=${third}\\b)`, 'gi'), '$1 the ');
  // "the report card" is a thing and no deed.
  return text.replace(
    new RegExp(`(?<!\\b(?:the|an?|of|my|that|this) )\\b(${first}) (?=${second}\\b)`, 'gi'),
    '$1 the ',
  );
}

/** The words of a text, each between two blanks. */
function inWords(text: string): string {
  return ` ${splitWords(text).join(' ')} `;
}

/** Whether the words of a function's name stand in those of a text in their order: "create issue" for `create_issue`. */
function saysName(said: string, name: string): boolean {
  const words = wordsOfName(name);
  return words.length > 1 && said.includes(` ${words.join(' ')} `);
}

/**
 * What nobody asks for is never called as its function is: one of what `seat_map` lists is a free seat, and the whole
 * "the map of the seats".
 */
function notByName(noun: string, { name, signature }: PlannedCall['tool'], oneOfMany: boolean): string {
  const words = wordsOfName(name);
  const [head = '', ...others] = [...words].reverse();
  if (words.length < 2 || isVerb(words[0] ?? '') || !saysName(inWords(noun), name)) return noun;
  const listed = oneOfMany ? objectNoun(actionOf(signature).rest) : undefined;
  const of = others.reverse().join(' ');
  const things = isUncounted(of) ? of : plural(of);
  const other =
    listed !== undefined && isPlural(listed)
      ? listed
      : /^(?:today|tonight|tomorrow)$/.test(head)
        ? `${head}'s ${things}`
        : isQuality(head)
          ? `${head} ${things}`
          : `${head} ${/^(?:plan|schedule|forecast|budget)$/.test(head) ? 'for' : 'of'} the ${things}`;
  return noun.replace(new RegExp(`\\b${words.join('[ -]')}s?\\b`, 'i'), () => other);
}

class QueryWriter {
  readonly #task: WriteQueryTask;
  readonly #book: AskingBook;
  readonly #choices: Choices;
  readonly #register: Register;
  readonly #style: Choices;

  readonly #phrasings: Phrasings;

  constructor(task: WriteQueryTask, book: AskingBook, phrasings: Phrasings) {
    this.#phrasings = phrasings;
    this.#task = task;
    this.#book = book;
    this.#choices = new Choices(task.seed);
    const { style, register } = mannerOf(task.seed);
    this.#style = style;
    this.#register = register;
  }

  write(): string {
    const { intent } = this.#task;
    if (intent.kind === 'supply_func') return this.#supplyFunction();
    if (intent.kind === 'supply_params')
      return this.#supplyValue(intent.call, intent.parameter, intent.corrects === true);
    return this.#ask();
  }

  #pick(key: string, options: readonly string[]): string {
    return this.#choices.pick(key, options);
  }

  /** What a person says one way now they say another way in the next turn: turn by turn another of the options. */
  #pickFresh(key: string, options: readonly string[]): string {
    const count = options.length;
    if (count < 4) return this.#pick(key, options);
    const stride = 1 + this.#style.below(`${key}/stride`, Math.max(1, Math.floor(count / 4)));
    const jitter = this.#choices.below(key, stride);
    return options[(this.#style.below(key, count) + this.#task.turn * stride + jitter) % count] as string;
  }

  #supplyFunction(): string {
    const parts = this.#book.supplyFunction.map((options, at) => this.#pick(`supply-${at}`, options));
    const [first = '', second = ''] = this.#choices.chance('swap', 0.3) ? [...parts].reverse() : parts;
    const joint = this.#pick('supply-joint', ['. ', ', ', ' - ', '. ']);
    const question = /^(?:can|could|will) /.test(second) ? '?' : '.';
    return this.#finish(`${first}${joint}${joint === '. ' ? capitalize(second) : lowerFirst(second)}${question}`);
  }

  #supplyValue(index: number, parameter: string, corrects: boolean): string {
    const call = this.#task.calls[index];
    const argument = call?.arguments.find((item) => item.parameter === parameter);
    if (call === undefined || argument === undefined) return this.#supplyFunction();
    const words = parameterWords(call.tool.signature, parameter);
    const kind = valueKind(words, argument.value);
    const thing = thingOf(call.tool, words);
    if (kind === 'boolean')
      return this.#pick(
        'supply',
        argument.value === true ? ['Yes, please.', 'Yes.', 'Yes, do that.'] : ['No.', 'No, thanks.', 'No, leave it.'],
      );
    if (kind === 'object' || (kind === 'list' && JSON.stringify(argument.value).includes('{'))) {
      const wish = wishOf({ ...call, arguments: [argument] }, this.#known(), this.#choices);
      return this.#finish(
        [...wish.sentences, ...(wish.sentences.length === 0 ? [`${capitalize(wish.clause)}.`] : [])].join(' '),
      );
    }
    const said = saidOutright(words, argument, thing === undefined ? kind : 'id', this.#choices, this.#style);
    const value =
      thing === undefined || kind === 'list' || this.#choices.chance('bare', 0.5) ? said : named(thing, said);
    const lead = this.#pick('supply-lead', corrects ? this.#book.supplyCorrection : this.#book.supplyLead);
    const text = this.#pick('supply', this.#book.supply).replace('{v}', () => value);
    return this.#finish(
      lead === '' || /[.!?]$/.test(lead)
        ? `${lead} ${/^\p{Ll}+ /u.test(text) ? capitalize(text) : text}`.trim()
        : `${lead} ${/^(?:It's|Make|Let's|That|Go|Take)/.test(text) && !lead.endsWith('.') ? text.charAt(0).toLowerCase() + text.slice(1) : text}`,
    );
  }

  #known(): Known {
    const known: Known = {
      past: this.#task.past,
      calls: this.#task.calls,
      turn: this.#task.turn,
      style: this.#style,
      phrasings: this.#phrasings,
      describe: (call, argument) => this.#describe(call, argument, known),
    };
    return known;
  }

  /** Sentences that belong to a thing which is described. */
  readonly #asides: string[] = [];
  /** The noun of each call that was described. */
  readonly #described = new Map<PlannedCall, string>();

  /** "the first sprint of board 7", "each zone of greenhouse 3", "the user with the email x". */
  #describe(call: PlannedCall, { origin, each }: PlannedArgument, known: Known): string {
    const { calls, intent } = this.#task;
    const leaveOut = intent.kind === 'miss_params' && calls[intent.call] === call ? intent.parameter : undefined;
    const wish = wishOf(
      call,
      { ...known, inside: true },
      new Choices(`${this.#task.seed}/${calls.indexOf(call)}`),
      leaveOut,
    );
    this.#asides.push(...wish.sentences);
    if (wish.noun === undefined) return 'that';
    const oneOfMany = each === true || (origin.from === 'output' && origin.item !== undefined);
    const noun = notByName(wish.noun, call.tool, oneOfMany);
    // A thing that was described is pointed at from then on.
    const before = this.#described.get(call);
    if (before !== undefined && each !== true) return `that ${before}`;
    const item = origin.from === 'output' ? origin.item : undefined;
    // What stands in a list inside one thing: "the second item of order 7", "each item of order 7".
    const part = origin.from === 'output' && (item !== undefined || each === true) ? partOf(origin.field) : undefined;
    if (part !== undefined && deedOf(call.tool).kind === 'look') {
      const whole = noun.replace(ALL_ABOUT, '');
      // "the first grade of course 7", and not "of the grades of course 7".
      const head = new RegExp(`^(?:the |all the |all )?(?:\\p{Ll}+ (?:of|for) the )?${plural(part)}(?= |$)`, 'u').exec(
        whole,
      )?.[0];
      if (head !== undefined) {
        const which = each === true ? 'each' : item !== undefined && item.of > 1 ? `the ${ordinal(item.index)}` : 'the';
        return `${which} ${part}${whole.slice(head.length)}`;
      }
      if (each === true) return `each ${part} of ${whole}`;
      return `the ${item !== undefined && item.of > 1 ? `${ordinal(item.index)} ` : ''}${part} of ${whole}`;
    }
    if (item === undefined && deedOf(call.tool).kind === 'look') return noun;
    const one = singularHead(noun);
    this.#described.set(call, one.replace(/^the /, '').split(BEHIND_HEAD)[0] as string);
    if (each === true) return one.replace(/^the /, 'each ');
    return item !== undefined && item.of > 1 ? one.replace(/^the /, `the ${ordinal(item.index)} `) : one;
  }

  #ask(): string {
    const { calls, intent } = this.#task;
    const known = this.#known();
    const consumed = consumedIn(calls);
    const merged = intent.kind === 'calls' || intent.kind === 'miss_func' ? mergedCall(calls) : undefined;
    if (merged !== undefined) return this.#say([wishOf(merged, known, this.#choices)]);
    const wishes: Wish[] = [];
    for (const [index, call] of calls.entries()) {
      // What somebody else's call needs is never asked for: it is described where it is used.
      const hidden =
        call.role === 'implied' &&
        consumed.has(index) &&
        deedOf(call.tool).kind !== 'do' &&
        deedOf(call.tool).kind !== 'make';
      if (hidden) continue;
      const leaveOut = intent.kind === 'miss_params' && intent.call === index ? intent.parameter : undefined;
      const own = sameFunction(calls) ? this.#choices : new Choices(`${this.#task.seed}/${index}`);
      wishes.push(wishOf(call, known, own, leaveOut));
    }
    return this.#say(wishes);
  }

  #say(wishes: readonly Wish[]): string {
    const [first, ...others] = wishes;
    if (first === undefined) return this.#supplyFunction();
    const parts: string[] = [];
    const joined =
      others.length > 0 &&
      others.every(({ sentences }) => sentences.length === 0) &&
      first.sentences.length === 0 &&
      wishes.every(({ clause }) => clause.length < 110) &&
      this.#choices.chance('join', 0.6);
    if (joined) {
      const clause = this.#joined(wishes.map((wish) => wish.clause));
      const own =
        first.own === undefined ? {} : { own: this.#joined([first.own, ...others.map((wish) => wish.clause)]) };
      parts.push(this.#request({ ...first, clause, ...own }, false), ...this.#asides);
    } else {
      parts.push(this.#request(first, true), ...first.sentences);
      for (const [at, wish] of others.entries()) parts.push(this.#next(wish, at), ...wish.sentences);
      parts.push(...this.#asides);
    }
    return this.#finish(this.#around(parts, wishes));
  }

  /** Several wishes in one breath; what they begin alike is said once. */
  #joined(clauses: readonly string[]): string {
    const [verb = ''] = (clauses[0] ?? '').split(' ');
    const shared = sameFunction(this.#task.calls) && clauses.every((clause) => clause.startsWith(`${verb} `));
    const [, second = ''] = (clauses[0] ?? '').split(' ');
    // "show me a and b", "roll back a and b": what belongs to the verb is said once.
    const two = `${verb} ${second} `;
    const whole =
      /^(?:me|back|down|up|out|off|on|in|over)$/.test(second) && clauses.every((clause) => clause.startsWith(two));
    const start = whole ? two : `${verb} `;
    if (shared) return joinList(clauses.map((clause, at) => (at === 0 ? clause : clause.slice(start.length))));
    return clauses.reduce((a, b, at) => {
      const template = this.#pick(
        `join-${at}`,
        clauses.length > 2 && at < clauses.length - 1 ? ['{a}, {b}'] : this.#book.join,
      );
      return template.replace('{a}', () => a).replace('{b}', () => b);
    });
  }

  #request(wish: Wish, alone: boolean): string {
    const asks = wish.noun !== undefined && alone && this.#choices.chance('ask', 0.65);
    if (asks && wish.noun !== undefined)
      return fill(
        this.#pickFresh(
          'ask-frame',
          this.#book.ask[this.#register].filter(
            (template) =>
              (this.#opening() === '' || !OPENER.test(template)) &&
              (this.#task.turn === 0 || !BEGINNING.test(template)) &&
              !(be(wish.noun ?? '') === 'are' && TELLS.test(template)) &&
              !(isThing(wish.noun ?? '') && OF_FACTS.test(template)) &&
              !(/^(?:each|all|everything|some) /.test(wish.noun ?? '') && template.includes('{be}')),
          ),
        ),
        wish,
        wish.noun,
      );
    return fill(this.#pickFresh('frame', this.#frames(wish, alone)), wish, '');
  }

  /** Nobody says "I have to transfer me". */
  #frames({ clause, own }: Wish, alone: boolean): readonly string[] {
    const whole = this.#book.request[this.#register];
    // Of two verbs one gerund would leave the other in another form: "mind showing me this and get me that".
    const all = alone ? whole : whole.filter((template) => !template.includes('{ing}'));
    const long = clause.length > MAX_BEFORE_TAIL || /["”]$/.test(clause);
    const fitting = all.filter(
      (template) =>
        (this.#opening() === '' || !OPENER.test(template)) &&
        (this.#task.turn === 0 || !BEGINNING.test(template)) &&
        // Behind a long wish nobody goes on with "real quick".
        !(long && /\{(?:c|i)\}.*\p{L}/u.test(template)),
    );
    return own === undefined && / me(?: |$)/.test(clause)
      ? fitting.filter((template) => !template.includes('{i}'))
      : fitting;
  }

  #next(wish: Wish, at: number): string {
    const asks = wish.noun !== undefined && this.#choices.chance(`ask-${at}`, 0.6);
    const all = asks ? this.#book.nextAsk : this.#book.next;
    const frames = /^(?:each|all|everything|some) /.test(wish.noun ?? '')
      ? all.filter((text) => !text.includes('{be}'))
      : all;
    return fill(this.#pick(`next-${at}`, frames), wish, wish.noun ?? '');
  }

  #opening(): string {
    const lead = this.#task.turn === 0 ? this.#book.greeting : this.#book.follow;
    return this.#choices.chance('lead', TALK[this.#register]) ? this.#pickFresh('lead-word', lead[this.#register]) : '';
  }

  /** A greeting, a reason and a closing word, where the person is one for them. */
  #around(parts: readonly string[], wishes: readonly Wish[]): string {
    const opening = this.#opening();
    const closing = this.#choices.chance('closing', TALK[this.#register] / 5)
      ? this.#pick('closing-word', this.#book.closing[this.#register])
      : '';
    const before = !continues(opening) && this.#choices.chance('reason-first', 0.4);
    // What stands before a wish gives the reason for that one.
    const reason = this.#choices.chance('reason', this.#register === 'brief' ? 0.06 : 0.4)
      ? this.#reason(before ? wishes.slice(0, 1) : wishes)
      : '';
    const ends = (text: string) => (text === '' || /[.?!,:]$|[.?!]["”]$/.test(text) ? text : `${text}.`);
    const [asked = '', ...more] = parts;
    const body = opening === '' ? parts : [asked.replace(/^(?:so|ok|now|then|next)[,:]? (?=\p{Ll})/iu, ''), ...more];
    const said = before ? [opening, reason, ...body, closing] : [opening, ...body, reason, closing];
    return said
      .filter((part) => part !== '')
      .reduce(
        (text, part) =>
          text === ''
            ? part
            : `${opensSentence(text) || text === opening ? ends2(text) : ends(text)} ${continues(text) ? lowerFirst(part) : capitalize(part)}`,
        '',
      );
  }

  #reason(wishes: readonly Wish[]): string {
    const undoes = wishes.some(({ clause }) => UNDOING.test(clause));
    const list = undoes
      ? [...this.#book.reasonToAct, ...this.#book.reasonToUndo, ...this.#book.reasonToUndo]
      : wishes.some(({ changes }) => changes)
        ? this.#book.reasonToAct
        : this.#book.reasonToKnow;
    const text = this.#pickFresh('why', list)
      .replace('{who}', () => this.#pickFresh('who', this.#book.who))
      .replace('{when}', () => this.#pickFresh('when', this.#book.when))
      .replace('{what}', () => this.#pickFresh('what', this.#book.what));
    return capitalize(text);
  }

  #finish(text: string): string {
    const clean = tidy(text);
    if (this.#register === 'casual' && this.#choices.chance('small-letters', 0.5)) return clean;
    const whole = capitalize(clean);
    return this.#register === 'brief' || this.#register === 'casual' || /[.?!"”…]$/.test(whole) ? whole : `${whole}.`;
  }
}

/** How often a person of each voice says more than the request. */
const TALK: Readonly<Record<Register, number>> = { plain: 0.35, casual: 0.4, polite: 0.55, brief: 0.06, chatty: 0.75 };

/** Wishes that take something back, or make it other than it was. */
const UNDOING =
  /^(?:cancel|call off|delete|remove|drop|get rid of|withdraw|return|change|modify|amend|move|reschedule|postpone|swap|exchange|replace|unsubscribe|close|reopen)\b/;

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

function ends2(text: string): string {
  return text;
}

function opensSentence(text: string): boolean {
  return /[,:]$/.test(text);
}

/** A greeting with a comma, a "now": the sentence goes on. */
function continues(text: string): boolean {
  return /[,:]$/.test(text) || /^(?:Now|Then|And|now|and|then)$/.test(text);
}

function lowerFirst(text: string): string {
  const [first = ''] = text.split(/[\s,]/, 1);
  return /^(?:I|I['’]\w+|OK|[A-Z]{2,}.*)$/.test(first) || /[._/@\\\d"]/.test(first)
    ? text
    : text.charAt(0).toLowerCase() + text.slice(1);
}

function sameFunction(calls: readonly PlannedCall[]): boolean {
  return calls.length > 1 && calls.every(({ tool }) => tool.name === calls[0]?.tool.name);
}

/** Words that only say that all is meant which is known of a thing. */
const ALL_ABOUT =
  /^(?:(?:the )?(?:full |complete )?(?:details?|latest|information|info|data|records?|profile|summary) (?:of|on|for|about)|everything on) /;

/** What a list in an answer holds one of: item for `items[].item_id`; undefined where the answer is the list. */
function partOf(field: string): string | undefined {
  const list = /(?:^|\.)(\w+)\[\]/.exec(field)?.[1];
  const words = list === undefined ? [] : splitWords(list);
  const last = words.at(-1) ?? '';
  return words.length === 0 ||
    words.length > 2 ||
    !isPlural(last) ||
    /^(?:results|data|records|entries|details)$/.test(last)
    ? undefined
    : singular(words.join(' '));
}

/** "users with the email x" → "the user with the email x": one thing is meant. */
function singularHead(text: string): string {
  const words = text.replace(/^(?:the |all the |all |any |my )/, '').split(' ');
  const end = words.findIndex((word, at) => at > 0 && (PREPOSITIONS.has(word) || HEAD_ENDS.test(word)));
  const head = end < 0 ? words : words.slice(0, end);
  const last = (head.at(-1) ?? '').replace(/,$/, '');
  const comma = (head.at(-1) ?? '').endsWith(',') ? ',' : '';
  const rest = end < 0 ? [] : words.slice(end);
  const one = [...head.slice(0, -1), `${singular(last)}${comma}`, ...rest].join(' ');
  return `the ${one.replace(RELATIVE, (_, who: string, verb: string) => `${who} ${ofOne(verb)}`)}`;
}

const BEHIND_HEAD =
  / (?:of|for|from|in|on|at|with|by|about|that|which|who|whose|mentioning|matching|called|named|assigned|born|taken) /;

/** What begins the part behind a noun: a relative, a participle, a quotation, a value. */
const HEAD_ENDS =
  /^(?:of|that|which|who|whose|called|named|titled|mentioning|matching|assigned|tagged|filed|owned|due|using|sorted|ordered|including|reachable|registered|born|taken|made|sent|held)$|^["'(]|\d|,$/;

const RELATIVE = /\b(that|which|who) (are|have|do|match|allow|accept|need|use|mention|speak)\b/g;
/** The verb of several as that of one: are → is, match → matches. */
function ofOne(verb: string): string {
  const irregular: Readonly<Record<string, string>> = { are: 'is', have: 'has', do: 'does', match: 'matches' };
  return irregular[verb] ?? `${verb}s`;
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
