import { capitalize } from '../../../english/index.ts';
import type { Register } from '../../phrases/asking-book.ts';
import { GERMAN, type GermanBook } from '../../phrases/german.ts';
import type { Phrasings } from '../../phrasings/types.ts';
import type { PlannedArgument, PlannedCall, WriteQueryTask } from '../../types.ts';
import { consumedIn, mannerOf } from '../asked.ts';
import { Choices } from '../choose.ts';
import { tidy } from '../frame.ts';
import type { Known } from '../known.ts';
import { parameterWords, valueKind } from '../parameter.ts';
import { deedOf } from '../wish/deed.ts';
import { mergedCall } from '../wish/merge.ts';
import { thingOf } from '../wish/noun.ts';
import { nounOf } from './grammar.ts';
import { said } from './say.ts';
import { describedThing, type GermanWish, germanWish } from './wish.ts';

/** The user's query of one turn, in German (method §5, Backward). */
export function writeGermanQuery(task: WriteQueryTask, phrasings: Phrasings = new Map()): string {
  return new GermanQuery(task, phrasings).write();
}

/** How often a person of each voice says more than the request. */
const TALK: Readonly<Record<Register, number>> = { plain: 0.35, casual: 0.4, polite: 0.55, brief: 0.06, chatty: 0.75 };

class GermanQuery {
  readonly #task: WriteQueryTask;
  readonly #choices: Choices;
  readonly #style: Choices;
  readonly #register: Register;
  readonly #phrasings: Phrasings;
  readonly #book: GermanBook = GERMAN;

  constructor(task: WriteQueryTask, phrasings: Phrasings) {
    this.#task = task;
    this.#phrasings = phrasings;
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

  #supplyFunction(): string {
    const [first = '', second = ''] = this.#book.supplyFunction.map((options, at) =>
      this.#pick(`supply-${at}`, options),
    );
    return this.#finish(`${first}, ${second}.`);
  }

  #supplyValue(index: number, parameter: string, corrects: boolean): string {
    const call = this.#task.calls[index];
    const argument = call?.arguments.find((item) => item.parameter === parameter);
    if (call === undefined || argument === undefined) return this.#supplyFunction();
    const words = parameterWords(call.tool.signature, parameter);
    const kind = valueKind(words, argument.value);
    if (kind === 'boolean')
      return this.#pick(
        'supply',
        argument.value === true ? ['Ja, bitte.', 'Ja.', 'Ja, gern.'] : ['Nein.', 'Nein, danke.', 'Nein, ohne.'],
      );
    const thing = thingOf(call.tool, words);
    const plain = said(argument.value, words, thing === undefined ? kind : 'id', this.#style);
    const value =
      thing !== undefined && kind !== 'list' && kind !== 'object' && this.#choices.chance('bare', 0.5)
        ? `${nounOf(thing).one} ${plain}`
        : plain;
    const lead = this.#pick('supply-lead', corrects ? this.#book.supplyCorrection : this.#book.supplyLead);
    const text = this.#pick('supply', this.#book.supply).replace('{v}', () => value);
    return this.#finish(
      lead === '' ? text : `${lead} ${lead.endsWith(',') && !text.startsWith(value) ? lowerFirst(text) : text}`,
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

  /** The parameter carries the case that the thing stands in. */
  #describe(call: PlannedCall, { origin, parameter }: PlannedArgument, known: Known): string {
    const item = origin.from === 'output' ? origin.item : undefined;
    const own = new Choices(`${this.#task.seed}/${this.#task.calls.indexOf(call)}`);
    return describedThing(call, item, parameter === 'dative' ? 'dative' : 'accusative', known, own);
  }

  #ask(): string {
    const { calls, intent } = this.#task;
    const known = this.#known();
    const merged = intent.kind === 'calls' || intent.kind === 'miss_func' ? mergedCall(calls) : undefined;
    if (merged !== undefined) return this.#say([germanWish(merged, known, this.#choices)]);
    const consumed = consumedIn(calls);
    const wishes = calls.flatMap((call, index): GermanWish[] => {
      const { kind } = deedOf(call.tool);
      if (call.role === 'implied' && consumed.has(index) && (kind === 'look' || kind === 'list')) return [];
      const leaveOut = intent.kind === 'miss_params' && intent.call === index ? intent.parameter : undefined;
      return [germanWish(call, known, new Choices(`${this.#task.seed}/${index}`), leaveOut)];
    });
    return this.#say(wishes);
  }

  #say(wishes: readonly GermanWish[]): string {
    const [first, ...others] = wishes;
    if (first === undefined) return this.#supplyFunction();
    const joined =
      others.length > 0 &&
      wishes.every(({ sentences, inf }) => sentences.length === 0 && inf.length < 100) &&
      this.#choices.chance('join', 0.5);
    const parts: string[] = [];
    if (joined) {
      const inf = wishes
        .map((wish) => wish.inf)
        .reduce(
          (a, b, at) =>
            `${a}${at < wishes.length - 1 ? ', ' : this.#pick('und', [' und ', ' und danach ', ' und dann '])}${b}`,
        );
      parts.push(this.#frame('frame', this.#book.request[this.#register], { inf }));
    } else {
      parts.push(this.#request(first), ...first.sentences);
      for (const [at, wish] of others.entries()) parts.push(this.#next(wish, at), ...wish.sentences);
    }
    return this.#finish(this.#around(parts, wishes));
  }

  #request(wish: GermanWish): string {
    if (wish.acc !== undefined && this.#choices.chance('ask', 0.65))
      return this.#frame('ask-frame', this.#book.ask[this.#register], { acc: wish.acc });
    return this.#frame('frame', this.#book.request[this.#register], slotsOf(wish));
  }

  #next(wish: GermanWish, at: number): string {
    if (wish.acc !== undefined && this.#choices.chance(`ask-${at}`, 0.6))
      return this.#frame(`next-${at}`, this.#book.nextAsk, { acc: wish.acc });
    return this.#frame(`next-${at}`, this.#book.next, slotsOf(wish));
  }

  #frame(key: string, frames: readonly string[], slots: Readonly<Record<string, string>>): string {
    const frame = this.#pick(key, frames);
    if (slots.own !== undefined && SPEAKER.test(frame)) return frame.replace('{inf}', () => slots.own ?? '');
    return frame.replace(/\{(\w+)\}/g, (_, name: string) => slots[name] ?? '');
  }

  /** A greeting, a reason and a closing word, where the person is one for them. */
  #around(parts: readonly string[], wishes: readonly GermanWish[]): string {
    const talk = TALK[this.#register];
    const lead = this.#task.turn === 0 ? this.#book.greeting : this.#book.follow;
    const opening = this.#choices.chance('lead', talk) ? this.#pick('lead-word', lead[this.#register]) : '';
    const before = !/[,:]$/.test(opening) && this.#choices.chance('reason-first', 0.4);
    const reason = this.#choices.chance('reason', this.#register === 'brief' ? 0.06 : 0.4)
      ? this.#reason(before ? wishes.slice(0, 1) : wishes)
      : '';
    const closing = this.#choices.chance('closing', talk / 5)
      ? this.#pick('closing-word', this.#book.closing[this.#register])
      : '';
    const all = before ? [opening, reason, ...parts, closing] : [opening, ...parts, reason, closing];
    return all
      .filter((part) => part !== '')
      .reduce((text, part) => {
        if (text === '') return part;
        const goesOn = /[,:]$/.test(text);
        const ended = goesOn || /[.?!][”“"]?$/.test(text) ? text : `${text}.`;
        return `${ended} ${goesOn ? part : capitalize(part)}`;
      }, '');
  }

  #reason(wishes: readonly GermanWish[]): string {
    const list = wishes.some(({ changes }) => changes) ? this.#book.reasonToAct : this.#book.reasonToKnow;
    return capitalize(
      this.#pick('why', list)
        .replace('{who}', () => this.#pick('who', this.#book.who))
        .replace('{when}', () => this.#pick('when', this.#book.when))
        .replace('{what}', () => this.#pick('what', this.#book.what)),
    );
  }

  #finish(text: string): string {
    const clean = tidy(text);
    if (this.#register === 'casual' && this.#choices.chance('small-letters', 0.5)) return clean;
    const whole = capitalize(clean);
    return this.#register === 'brief' || this.#register === 'casual' || /[.?!“”…]$/.test(whole) ? whole : `${whole}.`;
  }
}

/** Frames in which the speaker does it. */
const SPEAKER = /(?:^|[ ,:])(?:ich|wir|lass uns|muss|wollte)\b(?!.*\bwenn (?:Sie|du)\b)/i;

function slotsOf({ inf, own }: GermanWish): Readonly<Record<string, string>> {
  return own === undefined ? { inf } : { inf, own };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
