import {
  isPlural,
  isUncounted,
  joinList,
  plural,
  singular,
  splitWords,
  spoken,
  unitOf,
  withArticle,
} from '../../../english/index.ts';
import { WORK_OUT_VERBS } from '../../phrases/book.ts';
import { ADDRESS_PARTS } from '../../phrases/slots.ts';
import { slotNames } from '../../phrasings/check.ts';
import { filled } from '../../phrasings/say.ts';
import type { Phrasing } from '../../phrasings/types.ts';
import type { PlannedCall } from '../../types.ts';
import type { Choices } from '../choose.ts';
import type { Known } from '../reference.ts';
import { sayValue } from '../values.ts';
import { type Deed, deedOf, searchesIn } from './deed.ts';
import { bareNoun, inputOf, isCarrier, isSelfEvident, named, subject } from './noun.ts';
import { indefinite, isPlace, joining, KeyedChoices, PEOPLE, type Phrase, phraseOf } from './phrase.ts';
import { type Slot, slotsOf } from './slots.ts';

/** What a person wants of one call, in words. */
export interface Wish {
  /** In base form: "move issue 5 to the second milestone". */
  readonly clause: string;
  /** The same as something that the speaker does: "see issue 5" where the clause is "show me issue 5". */
  readonly own?: string;
  /** What is asked for, where the wish is to be told something: "the status of order 7". */
  readonly noun?: string;
  /** What found no place in the clause. */
  readonly sentences: readonly string[];
  readonly changes: boolean;
}

/** Words a call as a wish: what is to be done, to what, with the values where a person would put them. */
export function wishOf(call: PlannedCall, known: Known, choices: Choices, leaveOut?: string): Wish {
  const deed = deedOf(call.tool);
  const slots = slotsOf(call, known, choices, leaveOut);
  const { wishes, signature } = call.tool;
  const phrasing =
    wishes === undefined ? known.phrasings?.get(signature.name) : { wish: wishes, refer: [], report: [] };
  const build = new WishBuilder(
    deed,
    slots,
    choices,
    call,
    leaveOut,
    known.plain === true ? undefined : phrasing,
    known,
  );
  return build.wish();
}

/** A value without the noun and the quotes that would set it off. */
function bareText({ text, words }: Slot): string {
  const quoted = /^(?:.*? )?["“](.*)["”]$/s.exec(text)?.[1] ?? text;
  return words.noun !== '' && quoted.startsWith(`${words.words[0]} `)
    ? quoted.slice((words.words[0] ?? '').length + 1)
    : quoted;
}

/** The slots of a call are used up one after the other: what it is about, what it sets, the rest behind. */
class WishBuilder {
  readonly #deed: Deed;
  readonly #choices: Choices;
  readonly #call: PlannedCall;
  /** A value is left out, so that the thing itself may stay unnamed. */
  readonly #gap: boolean;
  #left: Slot[];

  readonly #phrasing: Phrasing | undefined;
  readonly #leaveOut: string | undefined;
  readonly #plainly: boolean;
  readonly #inside: boolean;

  constructor(
    deed: Deed,
    slots: readonly Slot[],
    choices: Choices,
    call: PlannedCall,
    leaveOut: string | undefined,
    phrasing: Phrasing | undefined,
    { plain = false, inside = false }: Known,
  ) {
    this.#plainly = plain;
    this.#inside = inside;
    this.#gap = leaveOut !== undefined;
    this.#leaveOut = leaveOut;
    this.#phrasing = phrasing;
    this.#deed = deed;
    this.#left = [...slots];
    this.#choices = choices;
    this.#call = call;
  }

  wish(): Wish {
    const changes = this.#deed.kind === 'do' || this.#deed.kind === 'make';
    const core =
      this.#phrased() ??
      this.#numbers() ??
      this.#described() ??
      this.#replacing() ??
      this.#writing() ??
      this.#changing() ??
      this.#directed() ??
      this.#plain();
    const { phrases, sentences } = this.#rest();
    const tail = phrases.join(' ');
    const noun = core.noun === undefined ? undefined : `${core.noun} ${tail}`.trim();
    const own = core.own === undefined ? undefined : `${core.own} ${tail}`.trim();
    return {
      clause: `${core.clause} ${tail}`.trim(),
      ...(own === undefined ? {} : { own }),
      ...(noun === undefined ? {} : { noun }),
      sentences,
      changes,
    };
  }

  #take(slot: Slot | undefined): Slot | undefined {
    if (slot !== undefined) this.#left = this.#left.filter((other) => other !== slot);
    return slot;
  }

  #pick(key: string, options: readonly string[]): string {
    return this.#choices.pick(key, options);
  }

  /** The catalog's own way to wish for it, of those whose slots all have something to stand in them: the fullest first. */
  #phrased(): Core | undefined {
    const slots = new Map(this.#left.map((slot) => [slot.words.name, slot] as const));
    const fitting = (this.#phrasing?.wish ?? []).filter((text) => slotNames(text).every((name) => slots.has(name)));
    const most = Math.max(0, ...fitting.map((text) => slotNames(text).length));
    // Where a value is left out, fewer slots are no lesser wish.
    const best = this.#leaveOut === undefined ? fitting.filter((text) => slotNames(text).length === most) : fitting;
    if (best.length === 0) return undefined;
    const text = this.#pick('phrased', best);
    const clause = filled(text, (name) => {
      const slot = this.#take(slots.get(name));
      if (slot === undefined) return undefined;
      // Wishes that come with a function say themselves what is quoted and what a value is of.
      return this.#call.tool.wishes === undefined ? slotText(slot) : bareText(slot);
    });
    return clause === undefined ? undefined : { clause };
  }

  /** "add 3 and 5": numbers whose names say nothing. */
  #numbers(): Core | undefined {
    const numbers = this.#left.filter(({ kind, words }) => kind === 'number' && NAMELESS.test(words.words.join(' ')));
    if (numbers.length < 2 || numbers.length < this.#left.length) return undefined;
    for (const slot of numbers) this.#take(slot);
    const texts = numbers.map(({ text }) => text);
    const { verb } = this.#deed;
    if (/^(?:divide|subtract)$/.test(verb))
      return {
        clause: verb === 'divide' ? `divide ${texts.join(' by ')}` : `subtract ${[...texts].reverse().join(' from ')}`,
      };
    return { clause: /^(?:multiply)$/.test(verb) ? `multiply ${texts.join(' by ')}` : `${verb} ${joinList(texts)}` };
  }

  /** A short description with the thing in its place: "mark invoice IN-1 as paid". */
  #described(): Core | undefined {
    const { words, verb, kind } = this.#deed;
    if (words === undefined) return undefined;
    const host = this.#left.find(
      ({ kind: type, thing, words: own }) =>
        type !== 'list' && type !== 'boolean' && placeIn(words, thing ?? own.noun) !== undefined,
    );
    let rest = words;
    if (host !== undefined) {
      this.#take(host);
      rest = rest.replace(placeIn(words, host.thing ?? host.words.noun) as RegExp, () => nounPhrase(host));
    }
    if (kind === 'look' || kind === 'list')
      return { clause: `${this.#lookVerb()} ${rest}`, noun: rest, own: `see ${rest}` };
    return { clause: `${verb} ${rest}` };
  }

  /** "replace a with b in the file": a list of old and new texts is the deed itself. */
  #replacing(): Core | undefined {
    const slot = this.#left.find(
      ({ kind, argument, referred }) => kind === 'list' && !referred && isEdits(argument.value),
    );
    if (slot === undefined || this.#deed.kind !== 'do') return undefined;
    const [own] = [this.#take(slot)];
    const host = this.#take(this.#host());
    const { text } = phraseOf(own as Slot, this.#deed, this.#choices);
    const pairs = text.replace(/^Replace /, '').replace(/\.$/, '');
    const place = host === undefined ? `in ${this.#vague()}` : `in ${nounPhrase(host)}`;
    const one = /^"[^"]*" with "[^"]*"$/.test(pairs) && this.#pick('swap', ['replace', 'change']) === 'change';
    return { clause: `${one ? `change ${pairs.replace('" with "', '" to "')}` : `replace ${pairs}`} ${place}` };
  }

  /** "write … to the file": content goes into what is named by a path or a name. */
  #writing(): Core | undefined {
    if (!/^(?:write|save|append|put|insert|store)$/.test(this.#deed.verb)) return undefined;
    const content = this.#left.find(
      ({ kind, words }) =>
        (kind === 'prose' || kind === 'text') &&
        /^(?:content|contents|text|data|body|value|line|lines)$/.test(words.words.at(-1) ?? ''),
    );
    if (content === undefined) return undefined;
    this.#take(content);
    const host = this.#take(this.#host() ?? this.#left.find(({ text }) => isSelfEvident(text)));
    const place = host === undefined ? this.#vague() : nounPhrase(host);
    const text = content.referred || content.text.startsWith('"') ? content.text : `"${content.text}"`;
    const verb = this.#deed.verb === 'append' ? ['append', 'add'] : ['write', 'save', 'put'];
    const chosen = this.#pick('write', verb);
    return { clause: `${chosen} ${text} ${chosen === 'save' || chosen === 'put' ? 'in' : 'to'} ${place}` };
  }

  /** "set the due date of issue 5 to 29 May": what is set, of what, to what. */
  #changing(): Core | undefined {
    const { verb, object } = this.#deed;
    if (
      !/^(?:set|update|change|modify|amend|patch|edit|adjust|revise|rename|increase|decrease|raise|lower|reschedule|move)$/.test(
        verb,
      )
    )
      return undefined;
    const replaced = this.#left.find(
      ({ kind, words, thing }) => kind === 'list' && thing !== undefined && words.words[0] === 'new',
    );
    // "modify items 1 and 2 of the order to the new items 3 and 4" is no setting of a value.
    if (replaced !== undefined && this.#left.some((slot) => slot !== replaced && slot.thing === replaced.thing))
      return undefined;
    const host = this.#hostBut(object);
    if (this.#address().length >= 3) return undefined;
    const record = this.#left.find(
      ({ kind, words, referred }) => kind === 'object' && !referred && CHANGES.test(words.noun),
    );
    const inner = record === undefined ? undefined : changesOf(record);
    if (record !== undefined && inner !== undefined) {
      this.#take(record);
      const [first, ...others] = inner as [[string, string], ...[string, string][]];
      const start = `change the ${first[0]} of ${this.#hostOr()} to ${first[1]}`;
      return { clause: joinList([start, ...others.map(([noun, text]) => `the ${noun} to ${text}`)]) };
    }
    const values = this.#left.filter((slot) => slot !== host && isNewValue(slot));
    if (verb === 'rename') {
      const name = values.find(({ words }) => /name|title/.test(words.words.at(-1) ?? ''));
      if (name === undefined) return undefined;
      this.#take(name);
      return { clause: `rename ${this.#hostOr()} to ${quotedText(name)}` };
    }
    const what = (slot: Slot) => slot.words.noun.replace(/^new (?=\S)/, '');
    const about = values.filter((slot) => object !== '' && sameNoun(object, slot.thing ?? what(slot)));
    const set = about.length > 0 ? about : verb === 'move' ? [] : values.slice(0, 3);
    if (set.length === 0) return undefined;
    for (const slot of set) this.#take(slot);
    const things = this.#left.filter(
      ({ thing, kind, referred }) => thing !== undefined && kind !== 'list' && !referred,
    );
    const only = host === undefined && about.length > 0 && things.length === 1 ? this.#take(things[0]) : undefined;
    const owner =
      only !== undefined ? nounPhrase(only) : host !== undefined || about.length === 0 ? this.#hostOr() : undefined;
    const [first, ...others] = set as [Slot, ...Slot[]];
    const of = owner === undefined ? '' : ` of ${owner}`;
    const head = this.#pick(
      'set',
      /^(?:update|change|modify|edit|adjust|set)$/.test(verb)
        ? first.kind === 'number'
          ? ['set', 'change', 'adjust', 'bring', verb]
          : ['set', 'change', verb]
        : [verb],
    );
    const more = others.map((slot) => `the ${what(slot)} to ${quotedText(slot)}`);
    // `new_limit` of a loan limit is the loan limit.
    const own = about.length > 0 && object.endsWith(` ${what(first)}`) ? object : what(first);
    const start = `${head} the ${first.thing ?? own}${of} to ${first.thing === undefined ? quotedText(first) : nounPhrase(first)}`;
    return { clause: joinList([start, ...more]) };
  }

  /** "move a.txt to b", "convert 35 EUR to CLP", "link issue 5 to issue 7". */
  #directed(): Core | undefined {
    const { verb, object } = this.#deed;
    const way = (slot: Slot, pattern: RegExp) => pattern.test(slot.words.words[0] ?? '');
    const from = this.#left.find((slot) => way(slot, FROM));
    const to = this.#left.find((slot) => slot !== from && way(slot, TO));
    const pair = this.#pair();
    if (pair !== undefined) return pair;
    const amount = this.#left.find(
      ({ kind, words, thing }) => kind === 'number' && thing === undefined && AMOUNT.test(words.words.join(' ')),
    );
    if (amount !== undefined && /^(?:convert|exchange|transfer|pay|send|deposit|withdraw|charge)$/.test(verb)) {
      this.#take(amount);
      if (
        object !== '' &&
        /^(?:pay|settle)$/.test(verb) &&
        !this.#left.some(({ thing }) => thing !== undefined && sameNoun(object, thing))
      )
        return { clause: `${verb} ${indefinite(singular(object))} of ${amount.text}${this.#currency()}` };
      // The currency of a sum that was found goes without saying.
      if (from?.text.startsWith('its ') === true) this.#take(from);
      const own = from !== undefined && !from.referred && verb === 'convert' ? this.#take(from)?.text : undefined;
      const unit = own === undefined ? this.#currency() : amount.referred ? ` from ${own}` : ` ${own}`;
      return {
        clause: `${this.#pick('convert', verb === 'convert' ? ['convert', 'turn', 'change'] : [verb])} ${amount.text}${unit}${to !== undefined && verb === 'convert' ? ` ${this.#pick('into', ['to', 'into'])} ${this.#take(to)?.text}` : ''}`,
      };
    }
    if (!MOVES.has(verb) || from === undefined) return undefined;
    if (from.kind !== 'text' && from.thing === undefined) return undefined;
    if (
      object !== '' &&
      !sameNoun(object, from.thing ?? from.words.noun) &&
      !isSelfEvident(from.text) &&
      !from.referred
    )
      return undefined;
    this.#take(from);
    const target = this.#take(to);
    return {
      clause: `${this.#synonym()} ${nounPhrase(from)}${target === undefined ? '' : ` to ${nounPhrase(target)}`}`,
    };
  }

  /** "link issue 5 to issue 7": two identifiers of one kind of thing, whatever their parts are called. */
  #pair(): Core | undefined {
    const { verb, object } = this.#deed;
    if (!/^(?:link|connect|relate|merge|compare|swap|pair|associate)$/.test(verb) || object === '') return undefined;
    const [one, other, ...more] = this.#left.filter(
      ({ kind, thing }) => thing !== undefined && kind !== 'list' && kind !== 'object' && kind !== 'number',
    );
    if (one === undefined || other === undefined || more.length > 0) return undefined;
    const tail = (slot: Slot) => slot.words.words.at(-1);
    if (tail(one) !== tail(other) || sameNoun(object, one.thing ?? '') !== sameNoun(object, other.thing ?? ''))
      return undefined;
    this.#take(one);
    this.#take(other);
    const noun = singular(object);
    const said = (slot: Slot) => (slot.referred ? slot.text : named(noun, slot.text));
    return {
      clause: `${verb} ${said(one)} ${/^(?:merge|compare|swap|pair|associate)$/.test(verb) ? 'with' : 'to'} ${said(other)}`,
    };
  }

  #currency(): string {
    const slot = this.#left.find(
      ({ words, referred }) =>
        words.words.at(-1) === 'currency' &&
        !FROM.test(words.words[0] ?? '') &&
        !TO.test(words.words[0] ?? '') &&
        !referred,
    );
    return slot === undefined ? '' : ` ${this.#take(slot)?.text}`;
  }

  #plain(): Core {
    const { kind, preposition, target } = this.#deed;
    if (searchesIn(this.#deed)) {
      const where = `the ${this.#deed.object}`;
      return { clause: `${this.#pick('search-in', ['search', 'look through', 'go through', 'check'])} ${where}` };
    }
    const moved = preposition !== undefined && this.#deed.object === '' ? this.#movedThing(target ?? '') : undefined;
    const found = moved ?? this.#object();
    const object =
      found === '' && preposition !== undefined && /^(?:move|add|assign|copy|send|attach)$/.test(this.#deed.verb)
        ? this.#unsaid(target ?? '')
        : found;
    const place = preposition === undefined ? '' : ` ${preposition} ${this.#target(target ?? '')}`;
    if (kind === 'look' || kind === 'list') {
      const whole = `${object}${place}`;
      const noun = whole.replace(/^everything in /, 'the contents of ');
      return {
        clause: `${this.#lookVerb()} ${whole}`,
        noun,
        own: `${this.#pick('own', ['see', 'look up', 'check', 'have a look at', 'get'])} ${whole}`,
      };
    }
    const me =
      object === '' && /^(?:transfer|connect|forward|escalate|put|hand)$/.test(this.#deed.verb) ? 'me' : object;
    return { clause: `${this.#synonym()} ${me}${place}`.trim() };
  }

  /** What `move_to_sprint` moves: a thing that is not where it goes. */
  #movedThing(target: string): string | undefined {
    const slot = this.#left.find(({ thing }) => thing !== undefined && !sameNoun(target, thing));
    if (slot?.thing === undefined) return undefined;
    this.#take(slot);
    if (slot.kind !== 'list' || slot.referred) return nounPhrase(slot);
    const many = Array.isArray(slot.argument.value) && slot.argument.value.length > 1;
    return `${many ? plural(singular(slot.thing)) : singular(slot.thing)} ${slot.text}`;
  }

  /** What is moved where only a search tells which: what the function is about. */
  #unsaid(target: string): string {
    const about = subject(this.#call.tool);
    return about === undefined || sameNoun(target, about) ? 'it' : `the ${plural(about)}`;
  }

  /** "to milestone M-1", "to a human agent". */
  #target(target: string): string {
    const slot = this.#left.find(({ thing, words }) => sameNoun(target, thing ?? words.noun));
    if (slot !== undefined) return nounPhrase(this.#take(slot) as Slot);
    if (isPlural(target)) return this.#deed.verb === 'transfer' ? withArticle(singular(target)) : target;
    return indefinite(target);
  }

  /** What the deed is about, with the value that names it. */
  #object(): string {
    const { kind, verb } = this.#deed;
    const several = this.#left.some(({ argument }) => argument.each === true && argument.origin.from === 'user');
    const object =
      several && kind !== 'list' && this.#deed.object !== '' ? plural(this.#deed.object) : this.#deed.object;
    const sort = this.#sortItself(object);
    if (sort !== undefined) return sort;
    const counted = this.#counted(object);
    if (counted !== undefined) return counted;
    const invited = this.#invited(object);
    if (invited !== undefined) return invited;
    const parts = this.#listed(object);
    const host = this.#take(this.#host());
    if (object === '' && host === undefined) {
      const text = this.#left.find(
        ({ kind: type, words, referred }) =>
          (type === 'prose' || type === 'text') &&
          !referred &&
          /^(?:text|content|message|expression|sentence|phrase|input|prompt|question|string|data|body)$/.test(
            words.words.at(-1) ?? '',
          ),
      );
      if (text !== undefined) return quotedText(this.#take(text) as Slot);
    }
    if (object === '') return host === undefined ? this.#bare() : nounPhrase(host);
    if (
      host !== undefined &&
      !host.referred &&
      isSelfEvident(host.text) &&
      kind !== 'make' &&
      (kind === 'list' || verb === 'read') &&
      (sameNoun(object, host.thing ?? '') || CONTAINER.test(object))
    )
      return this.#pick('inside', [
        `the contents of ${host.text}`,
        `everything in ${host.text}`,
        `the contents of ${host.text}`,
      ]);
    if (host === undefined) return parts ?? this.#unnamed(object);
    const noun = host.thing ?? host.words.noun;
    const split = around(object, noun);
    const of = nounPhrase(host);
    const itself = split === undefined ? this.#itself(host, object) : undefined;
    if (itself !== undefined) return kind === 'look' ? this.#about(itself) : itself;
    if (split === undefined) {
      if (parts !== undefined) return `${parts} ${this.#link(host)} ${of}`;
      const one = kind === 'list' && FINDS.test(verb) && !isPlural(object);
      const things =
        kind === 'list' && !one
          ? `the ${this.#standing()}${plural(object)}`
          : this.#makes() || verb === 'book'
            ? indefinite(`${this.#quality(object)}${object}`)
            : `the ${object}`;
      return `${things} ${this.#link(host)} ${of}`;
    }
    const whole = split.before !== '' && !host.referred && of.startsWith(noun) ? `${split.before} ${of}` : of;
    const things = parts ?? (split.after === '' ? undefined : `the ${split.after}`);
    if (things === undefined) return kind === 'look' && !isSelfEvident(of) ? this.#about(whole) : whole;
    const about = /\b(?:info|information|metadata)$/.test(things)
      ? ['on', 'for']
      : /\b(?:details|statistics|stats|report|history|summary|overview)$/.test(things)
        ? ['of', 'on', 'for']
        : ['of'];
    return `${things} ${this.#pick('on', about)} ${whole}`;
  }

  /** "ana@example.com as a guest": whom an address names is what the deed is about. */
  #invited(object: string): string | undefined {
    if (!/^(?:invite|add|enroll|enrol)$/.test(this.#deed.verb) || !PEOPLE.test(object)) return undefined;
    const slot = this.#left.find(({ words, referred }) => /mail$/.test(words.words.at(-1) ?? '') && !referred);
    if (slot === undefined) return undefined;
    this.#take(slot);
    const host = this.#take(this.#host());
    return `${slot.text} as ${indefinite(object)}${host === undefined ? '' : ` to ${nounPhrase(host)}`}`;
  }

  /** "35 litres of petrol" for fuel that is petrol, "a spectrometer" for an instrument that is one. */
  #sortItself(object: string): string | undefined {
    const slot = this.#left.find(
      ({ kind, thing, words, referred }) =>
        kind === 'label' &&
        thing === undefined &&
        !referred &&
        object !== '' &&
        singular(words.noun) === singular(object),
    );
    if (slot === undefined || this.#deed.kind === 'list' || this.#deed.kind === 'look') return undefined;
    this.#take(slot);
    const amount = isUncounted(object) ? this.#take(this.#measure(object)) : undefined;
    const makes = this.#makes() || /^(?:book|order|reserve|rent|buy|take)$/.test(this.#deed.verb);
    const itself =
      amount !== undefined
        ? `${measured(amount)} of ${slot.text}`
        : isUncounted(object)
          ? slot.text
          : makes
            ? indefinite(slot.text)
            : `the ${slot.text}`;
    const host = this.#take(this.#host());
    return `${itself}${host === undefined ? '' : ` ${this.#link(host)} ${nounPhrase(host)}`}`;
  }

  /** The measure of what cannot be counted: its litres, its kilograms. */
  #measure(object: string): Slot | undefined {
    return this.#left.find(
      ({ kind, referred, words, text, argument }) =>
        kind === 'number' &&
        !referred &&
        (unitOf(words.words.at(-1) ?? '') !== undefined || words.unit !== undefined) &&
        (text !== String(argument.value) || words.words.length === 1) &&
        /^(?:|amount|quantity|volume|weight|total|\p{L}+ (?:amount|quantity|volume|weight))$/u.test(
          words.words.length === 1 && words.unit === undefined ? '' : words.noun.replace(new RegExp(`^${object} `), ''),
        ),
    );
  }

  /** "26 loyalty points" where a number is of what the deed is about. */
  #counted(object: string): string | undefined {
    const time =
      isUncounted(object) || object === 'time'
        ? this.#left.find(
            ({ kind, referred, words }) => kind === 'number' && !referred && words.unit?.dimension === 'time',
          )
        : undefined;
    if (time !== undefined && (this.#makes() || object === 'time')) {
      this.#take(time);
      const host = this.#take(this.#host());
      return `${object === 'time' ? time.text : `${time.text} of ${object}`}${host === undefined ? '' : ` ${this.#link(host)} ${nounPhrase(host)}`}`;
    }
    const measure =
      isUncounted(object) && this.#deed.kind !== 'look' && this.#deed.kind !== 'list'
        ? this.#measure(object)
        : undefined;
    if (measure !== undefined) {
      this.#take(measure);
      const host = this.#take(this.#host());
      return `${measured(measure)} of ${object}${host === undefined ? '' : ` ${this.#link(host)} ${nounPhrase(host)}`}`;
    }
    if (!isPlural(object)) return undefined;
    const slot = this.#left.find(
      ({ kind, referred, words }) =>
        kind === 'number' &&
        !referred &&
        ((isPlural(words.noun) && sameNoun(object, words.noun)) ||
          (this.#deed.kind !== 'list' && this.#deed.kind !== 'look' && /^(?:count|quantity|number)$/.test(words.noun))),
    );
    if (slot === undefined) return undefined;
    this.#take(slot);
    if (!isPlural(slot.words.noun)) {
      const host = this.#take(this.#host());
      const many = `${slot.text} ${slot.argument.value === 1 ? singular(object) : object}`;
      return host === undefined ? many : `${many} ${this.#link(host)} ${nounPhrase(host)}`;
    }
    return `${slot.text} ${slot.argument.value === 1 ? singular(object) : object}`;
  }

  /**
   * The thing itself, where a slot is its own key: "booking BK1" by its confirmation code, "copy 7" for a vague "item".
   * Nobody cancels "the booking for that booking".
   */
  #itself(host: Slot, object: string): string | undefined {
    const role = this.#call.tool.reading?.inputs.find(({ parameter }) => parameter === host.words.name)?.role;
    if (host.thing === undefined) return undefined;
    if (VAGUE_OBJECT.test(object) && this.#deed.kind !== 'make') return nounPhrase(host);
    if (host.referred) return this.#makes() || !sameNoun(object, headOf(host.text)) ? undefined : host.text;
    const own = inputOf(this.#call.tool, host.words.name)?.of?.entity;
    const other = bareNoun(host.words.name);
    // A customer's credit limit is not "credit limit 7": the number is the customer's.
    const anothers = PEOPLE.test(other) && !PEOPLE.test(object);
    const same = own !== undefined && sameNoun(object, spoken(splitWords(own))) && !anothers;
    // A show's statistics are not "statistics 7": the value names the show.
    if (!same && other !== '' && !isCarrier(other) && !sameNoun(object, other)) return undefined;
    return (role === 'key' || same) && !this.#makes() && this.#deed.kind !== 'list'
      ? named(singular(object), host.text)
      : undefined;
  }

  /** "order 7" asked for is what is known of it. */
  #about(thing: string): string {
    if (this.#inside) return thing;
    return this.#pick('about', [
      thing,
      thing,
      `the details of ${thing}`,
      `everything on ${thing}`,
      `the latest on ${thing}`,
      `the details for ${thing}`,
    ]);
  }

  /** Values that are several of the object: "items 1 and 2". */
  #listed(object: string): string | undefined {
    const slot = this.#left.find(
      ({ kind, thing, words, argument }) =>
        kind === 'list' &&
        thing !== undefined &&
        !JSON.stringify(argument.value).includes('{') &&
        !ROLE_NEW.test(words.words[0] ?? '') &&
        object.split(' ').some((word) => singular(word) === singular(thing.split(' ').at(-1) ?? '')),
    );
    if (slot === undefined) return this.#paths(object);
    this.#take(slot);
    if (slot.referred) return slot.text;
    const items = Array.isArray(slot.argument.value) ? slot.argument.value : [];
    const behindIt = around(object, singular(slot.thing ?? ''))?.after ?? '';
    const noun = items.length === 1 ? singular(slot.thing ?? '') : plural(slot.thing ?? '');
    return items.every((item) => typeof item === 'string' && isSelfEvident(item))
      ? slot.text
      : `${behindIt === '' ? '' : `the ${plural(singular(behindIt))} of `}${noun} ${slot.text}`;
  }

  /** Several paths or addresses are what is meant: "a.txt and b.txt", "new directories a and b". */
  #paths(object: string): string | undefined {
    const slot = this.#left.find(
      ({ kind, argument, referred }) =>
        kind === 'list' &&
        !referred &&
        Array.isArray(argument.value) &&
        argument.value.length > 0 &&
        argument.value.every((item) => typeof item === 'string' && isSelfEvident(item)),
    );
    if (slot === undefined || !PATHED.test(object)) return undefined;
    this.#take(slot);
    if (this.#makes()) return `new ${plural(singular(object))} at ${slot.text}`;
    return CONTAINER.test(object) && this.#deed.kind !== 'do' ? `the contents of ${slot.text}` : slot.text;
  }

  /** The deed brings something into being, whatever its verb. */
  #makes(): boolean {
    return (
      this.#deed.kind === 'make' ||
      this.#call.tool.reading?.operation === 'create' ||
      /^(?:add|log|send|place|post|write)$/.test(this.#deed.verb)
    );
  }

  #link(host: Slot): string {
    const { verb, kind } = this.#deed;
    if (/^(?:post|put|add)$/.test(verb)) return 'to';
    if (!host.referred && isSelfEvident(host.text))
      return host.text.includes('@')
        ? kind === 'look' || kind === 'list'
          ? 'with the email'
          : 'for'
        : /^https?:/.test(host.text)
          ? 'at'
          : 'in';
    const place = joining(verb, host.thing ?? host.words.noun, kind);
    if (/^(?:to|from|at)$/.test(place)) return place;
    if (kind === 'look') return this.#pick('link', ['for', 'of']);
    if (kind === 'list') return place === 'using' ? 'for' : place === 'for' ? this.#pick('link', ['of', 'for']) : place;
    return verb === 'set' || verb === 'update' ? 'of' : place;
  }

  /** Nothing names it: any of them, all of them, or a new one. */
  #unnamed(object: string): string {
    const { kind, verb } = this.#deed;
    if (kind === 'make' || /^(?:order|take|buy|book|reserve|purchase)$/.test(verb)) {
      const one = isPlural(object) && !this.#left.some(({ kind: type }) => type === 'list') ? singular(object) : object;
      const quality = this.#quality(one);
      return isPlural(one)
        ? `${quality}${one}`
        : this.#pick('new', [
            indefinite(`${quality}${one}`),
            quality === '' && kind === 'make' ? `a new ${one}` : indefinite(`${quality}${one}`),
            indefinite(`${quality}${one}`),
          ]);
    }
    if (kind === 'list' && !isPlural(object) && FINDS.test(verb)) return `the ${object}`;
    const standing = kind === 'list' ? this.#standing() : '';
    if (standing !== '') return `the ${standing}${plural(object)}`;
    if (kind === 'list')
      return this.#pick(
        'all',
        this.#left.length === 0
          ? [`the ${plural(object)}`, `all ${plural(object)}`, `all the ${plural(object)}`]
          : [`the ${plural(object)}`, `the ${plural(object)}`, `all ${plural(object)}`],
      );
    if (this.#makes() || verb === 'book') return indefinite(object);
    if (kind === 'look') return `the ${object}`;
    return this.#vagueOf(object);
  }

  /** "open ", "active ": how the things of a list stand, before them or behind. */
  #standing(): string {
    const slot = this.#left.find(
      ({ kind, words, text, referred }) =>
        kind === 'label' &&
        !referred &&
        /^\p{Ll}+$/u.test(text) &&
        /^(?:status|state|stage)$/.test(words.words.at(-1) ?? '') &&
        !/^(?:done|ok|on|off|in|out|up|down|all|any|none|other|a|b)$/.test(text) &&
        words.words.length <= 2,
    );
    if (slot === undefined || !(this.#inside || this.#choices.chance('standing', 0.5))) return '';
    return `${this.#take(slot)?.text} `;
  }

  /** "small ", "double ": a size or sort that is said before the thing. */
  #quality(object: string): string {
    const slot = this.#left.find(
      ({ kind, words, text, referred }) =>
        kind === 'label' &&
        !referred &&
        /^\p{Ll}+$/u.test(text) &&
        (/^(?:size|colou?r)$/.test(words.words.at(-1) ?? '') ||
          (words.words.length === 1 && /^(?:type|kind|category)$/.test(words.words[0] ?? '') && this.#makes()) ||
          (/^(?:type|kind|class)$/.test(words.words.at(-1) ?? '') &&
            words.words.length === 2 &&
            object.split(' ').at(-1) === words.words[0])),
    );
    return slot === undefined ? '' : `${this.#take(slot)?.text} `;
  }

  #vague(): string {
    return this.#vagueOf(this.#deed.object === '' ? 'thing' : this.#deed.object);
  }

  /** A thing that the user means and does not name. */
  #vagueOf(object: string): string {
    if (isPlural(object)) return `the ${object}`;
    return !this.#gap
      ? `the ${object}`
      : this.#pick('vague', [
          `one of our ${plural(object)}`,
          indefinite(object),
          `that ${object} of mine`,
          `the ${object} I have in mind`,
        ]);
  }

  #bare(): string {
    return this.#left.length > 0 || isIntransitive(this.#deed.verb) ? '' : 'it';
  }

  #lookVerb(): string {
    const { verb, kind } = this.#deed;
    if (WORK_OUT_VERBS.has(verb)) return this.#pick('work', [verb, 'work out', 'figure out']);
    if (kind === 'list')
      return this.#pick(
        'search',
        /^(?:list|browse|enumerate)$/.test(verb)
          ? ['list', 'show me', 'give me', 'get me']
          : ['find', 'look for', 'search for', 'track down', 'dig up', 'look up'],
      );
    return this.#pick('look', ['look up', 'show me', 'get me', 'pull up', 'check', 'bring up', 'give me']);
  }

  #synonym(): string {
    const { verb, object } = this.#deed;
    if (verb === 'subscribe' && object !== '') return 'subscribe to';
    if (verb === 'create' && !this.#plainly) return this.#pick('verb', creating(object));
    if (this.#plainly && verb !== 'patch' && verb !== 'transition') return verb;
    if (verb === 'create' && PEOPLE.test(this.#deed.object))
      return this.#pick('verb', ['register', 'sign up', 'add', 'create']);
    const own = Object.hasOwn(SYNONYMS, verb) ? (SYNONYMS[verb] as string).split(', ') : [];
    if (this.#gap && verb === 'assign') return verb;
    if (verb === 'register' && !PEOPLE.test(object)) return this.#pick('verb', ['register', 'record']);
    return this.#pick('verb', verb === 'patch' || verb === 'transition' ? own : [verb, ...own]);
  }

  /** The thing that is changed: never the value that is set. */
  #hostBut(object: string): Slot | undefined {
    const all = this.#left;
    this.#left = all.filter((slot) => !(isNewValue(slot) && sameNoun(object, slot.thing ?? slot.words.noun)));
    const host = this.#host();
    this.#left = all;
    return host;
  }

  #hostOr(): string {
    const host = this.#take(this.#host());
    return host === undefined ? this.#vague() : nounPhrase(host);
  }

  /** The slot that names what the deed is about. */
  #host(): Slot | undefined {
    const { object, kind, target } = this.#deed;
    const options = this.#left.filter(
      ({ kind: type, words, thing }) =>
        !(target !== undefined && sameNoun(target, thing ?? words.noun)) &&
        type !== 'boolean' &&
        type !== 'list' &&
        type !== 'object' &&
        type !== 'prose' &&
        type !== 'date' &&
        !(kind === 'make' && /mail$/.test(words.words.at(-1) ?? '')) &&
        !ROLE_NEW.test(words.words[0] ?? '') &&
        // "the quote for a shipment from port 1": where it starts is no thing that the quote is of.
        !(target !== undefined && FROM.test(words.words[0] ?? '')),
    );
    const vague = VAGUE_OBJECT.test(object)
      ? options.find(({ thing }) => thing !== undefined && !PEOPLE.test(thing))
      : undefined;
    if (vague !== undefined) return vague;
    const byNoun = options.find(
      ({ thing, words }) =>
        object !== '' &&
        around(object, thing ?? words.noun) !== undefined &&
        (thing !== undefined || words.words.at(-1) !== 'name' || kind !== 'make') &&
        !(kind === 'make' && thing === undefined),
    );
    const input = (slot: Slot) =>
      this.#call.tool.reading?.inputs.find(({ parameter }) => parameter === slot.words.name);
    const byKey = options.find((slot) => input(slot)?.role === 'key' && (kind !== 'make' || !isName(slot)));
    const byPath =
      kind === 'make'
        ? undefined
        : options.find(({ text, thing, referred }) => thing === undefined && !referred && isSelfEvident(text));
    const byThing =
      kind === 'list' || kind === 'make' || object === ''
        ? object === ''
          ? options.find(({ thing }) => thing !== undefined)
          : undefined
        : options.find((slot) => slot.thing !== undefined && input(slot)?.role !== undefined && slot.words.required);
    return byNoun ?? byKey ?? byPath ?? byThing;
  }

  #rest(): { phrases: string[]; sentences: string[] } {
    const address = this.#address();
    const sentences: string[] = [];
    if (address.length >= 3) {
      for (const slot of address) this.#take(slot);
      const whole = address.map(({ text }) => text).join(', ');
      sentences.push(
        this.#pick('address', [
          `The address is ${whole}.`,
          `Address: ${whole}.`,
          `It is ${whole}.`,
          `That's ${whole}.`,
        ]),
      );
    }
    this.#names();
    this.#coordinates();
    const all = [...this.#named, ...this.#left.map((slot): Phrase => phraseOf(slot, this.#deed, this.#choices))];
    // What is set off by a comma comes last: nothing follows it that could belong to it.
    const late = ({ text, rank }: Phrase) => (text.startsWith(',') ? rank + 10 : rank);
    const phrases = all.filter(({ sentence }) => !sentence).sort((left, right) => late(left) - late(right));
    return {
      phrases: gathered(phrases.map(({ text }) => text)),
      sentences: [...sentences, ...all.filter(({ sentence, text }) => sentence && text !== '').map(({ text }) => text)],
    };
  }

  /** Parts of a postal address that the user says. */
  #address(): Slot[] {
    return this.#left.filter(
      (slot) => slot.kind === 'text' && !slot.referred && slot.words.words.some((word) => ADDRESS_PARTS.has(word)),
    );
  }

  readonly #named: Phrase[] = [];

  /** A spot is said in one: "at (12, 40)". */
  #coordinates(): void {
    const of = (axis: string) =>
      this.#left.find(({ kind, referred, words }) => kind === 'number' && !referred && words.words[0] === axis);
    const [x, y] = [of('x'), of('y')];
    if (x === undefined || y === undefined) return;
    this.#take(x);
    this.#take(y);
    this.#named.push({ text: `at (${x.text}, ${y.text})`, sentence: false, rank: 5 });
  }

  /** First and last name are one name. */
  #names(): void {
    const first = this.#left.find(
      ({ words, referred }) =>
        /^(?:first|given)$/.test(words.words[0] ?? '') && words.words.at(-1) === 'name' && !referred,
    );
    const last = this.#left.find(
      ({ words, referred }) =>
        /^(?:last|family|sur)/.test(words.words[0] ?? '') && !referred && words.words.length <= 2,
    );
    if (first === undefined || last === undefined) return;
    this.#take(first);
    this.#take(last);
    this.#named.push({
      text: new KeyedChoices(this.#choices, 'name').pick([
        `${PEOPLE.test(this.#deed.object) ? 'called' : 'for'} ${first.text} ${last.text}`,
        `under the name ${first.text} ${last.text}`,
      ]),
      sentence: false,
      rank: 1,
    });
  }
}

/** "35 litres" for 35 under `litres`, "12 kilograms" for what has its unit already. */
function measured({ text, words, argument }: Slot): string {
  const unit = words.unit === undefined ? unitOf(words.words.at(-1) ?? '') : undefined;
  return unit === undefined ? text : `${text} ${argument.value === 1 ? singular(unit.said) : unit.said}`;
}

/** A slot's value as it stands in a phrasing: a thing by its noun, a text in quotes, all else bare. */
function slotText(slot: Slot): string {
  if (slot.referred || slot.thing === undefined) return quotedText(slot);
  return slot.kind === 'list' ? slot.text : nounPhrase(slot);
}

/** A record of what is to be changed. */
const CHANGES = /^(?:changes|updates?|fields|patch|values|properties|attributes|edits|new values|new data)$/;

/** What a record of changes sets: noun and value; undefined where a value is a record itself. */
function changesOf({ argument: { value } }: Slot): [string, string][] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  const plain = entries.every(([, item]) => typeof item === 'string' || typeof item === 'number');
  if (!plain || entries.length === 0) return undefined;
  return entries.map(([key, item]) => {
    const text = sayValue(item as string | number);
    return [spoken(splitWords(key)), /\s/.test(text) && text === item ? `"${text}"` : text];
  });
}

/** Names of numbers that only tell them apart. */
const NAMELESS =
  /^(?:\p{L}\d?|(?:first|second|third|left|right|other|num|number|val|value|operand|addend|term)(?: (?:num|number|value|operand|term|one|two|[a-z1-9]))?)$/u;

/** Things that hold others: asked to be listed, what they hold is meant. */
const CONTAINER = /(?:^| )(?:director(?:y|ies)|folders?|dirs?|buckets?|archives?)$/;

interface Core {
  readonly clause: string;
  readonly own?: string;
  readonly noun?: string;
}

/** Verbs that look for one thing. */
const FINDS = /^(?:find|locate|lookup|look up)$/;
/** Objects that name nothing: the value says what is meant. */
const VAGUE_OBJECT = /^(?:item|record|entry|object|element|entity|resource|thing|element)$/;
const PATHED = /(?:^| )(?:files?|paths?|documents?|pages?|images?|urls?|links?|director(?:y|ies)|folders?)$/;

/** The thing that a reference points at: booking in "the booking you just mentioned". */
function headOf(reference: string): string {
  const plain = reference.replace(/^(?:the|that|this|these|those|its) (?:very )?(?:\w+(?:st|nd|rd|th) )?/, '');
  return plain.split(/ (?:you|from|on|of|for|with|by|that|which|in) /)[0] as string;
}

const FROM = /^(?:from|source|src|origin)$/;
const TO = /^(?:to|destination|dest|dst|target)$/;
const AMOUNT = /(?:^| )(?:amount|sum|money|value)$/;
const ROLE_NEW = /^(?:new|target|to|destination|dest)$/;
const MOVES = new Set('move rename copy link connect merge compare transfer relocate swap clone cp mv'.split(' '));

/** "with a, with b" → "with a and b". */
function gathered(phrases: readonly string[]): string[] {
  const [withs, others] = [
    phrases.filter((text) => text.startsWith('with ')),
    phrases.filter((text) => !text.startsWith('with ')),
  ];
  if (withs.length < 2) return [...phrases];
  const at = phrases.indexOf(withs[0] as string);
  return [...others.slice(0, at), `with ${joinList(withs.map((text) => text.slice(5)))}`, ...others.slice(at)];
}

function isName({ words }: Slot): boolean {
  return /^(?:name|title|subject)$/.test(words.words.at(-1) ?? '');
}

function isNewValue({ kind, thing, words }: Slot): boolean {
  const scalar =
    kind === 'label' || kind === 'number' || kind === 'text' || kind === 'date' || kind === 'time' || kind === 'moment';
  if (thing !== undefined && /^new$/.test(words.words[0] ?? '')) return true;
  return (
    scalar &&
    thing === undefined &&
    !isPlace(words.noun) &&
    (/^new$/.test(words.words[0] ?? '') || !/^(?:reason|limit|format)$/.test(words.words.at(-1) ?? ''))
  );
}

/** Where a description speaks of a thing: "a flight", "the invoice". */
function placeIn(text: string, noun: string): RegExp | undefined {
  const escaped = noun.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(
    `\\b(?:an?|the|one|any|this|every|your|my) (?:existing )?${escaped}(?: (?:id|by id))?\\b`,
    'i',
  );
  return pattern.test(text) ? pattern : undefined;
}

function isEdits(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (item) =>
        typeof item === 'object' &&
        item !== null &&
        Object.keys(item).length === 2 &&
        Object.keys(item).some((key) => /^(?:old|before|search|find)/i.test(key)) &&
        Object.keys(item).some((key) => /^(?:new|after|replace)/i.test(key)),
    )
  );
}

function isIntransitive(verb: string): boolean {
  return /^(?:log(?: ?in| ?out| off)?|sign(?: ?in| up| out)?|clock in|clock out|ping|wait|restart|reset|exit|quit|refresh|start|stop|subscribe)$/.test(
    verb,
  );
}

/** "issue 5", "that issue", "/home/a.txt". */
export function nounPhrase(slot: Slot): string {
  if (slot.referred) return slot.text;
  return named(slot.thing ?? (isSelfEvident(slot.text) ? '' : slot.words.noun), slot.text);
}

function quotedText(slot: Slot): string {
  return !slot.referred && /\s/.test(slot.text) && slot.kind === 'text' ? `"${slot.text}"` : slot.text;
}

function sameNoun(object: string, noun: string): boolean {
  return (
    around(object, noun) !== undefined ||
    (noun.includes(' ') && noun.endsWith(object)) ||
    singular(object) === singular(noun)
  );
}

/** What stands before and after a noun in a deed's object: "pending", "address" around order. */
function around(object: string, noun: string): { before: string; after: string } | undefined {
  const words = object.split(' ').map((word) => singular(word));
  const wanted = noun.split(' ').map((word) => singular(word));
  for (let at = 0; at + wanted.length <= words.length; at += 1) {
    if (!wanted.every((word, index) => words[at + index] === word)) continue;
    const original = object.split(' ');
    return { before: original.slice(0, at).join(' '), after: original.slice(at + wanted.length).join(' ') };
  }
  return undefined;
}

/** How a thing of a kind comes to be: one opens a ticket, makes a folder, sets up a meeting. */
function creating(object: string): readonly string[] {
  if (PEOPLE.test(object)) return ['register', 'sign up', 'add', 'create'];
  if (/(?:^| )(?:issue|ticket|case|account|claim|dispute)$/.test(object)) return ['create', 'open', 'create'];
  if (/(?:^| )(?:director(?:y|ies)|folder|file|list|playlist|copy|document|note|page|backup|snapshot)s?$/.test(object))
    return ['create', 'make'];
  if (/(?:^| )orders?$/.test(object)) return ['create', 'place'];
  if (/(?:^| )(?:booking|reservation|appointment|payment|request|recording)s?$/.test(object)) return ['create', 'make'];
  return ['create', 'set up', 'add'];
}

/** Other verbs that take the same objects and prepositions. */
const SYNONYMS: Readonly<Record<string, string>> = {
  activate: 'switch on, turn on',
  approve: 'sign off on, okay',
  assign: 'give, hand',
  book: 'reserve',
  buy: 'purchase',
  cancel: 'call off',
  choose: 'pick, take',
  close: 'wrap up',
  copy: 'duplicate',
  deactivate: 'switch off, turn off',
  delete: 'remove, get rid of, drop',
  disable: 'switch off, turn off',
  enable: 'switch on, turn on',
  exchange: 'swap',
  forward: 'pass on',
  generate: 'make, produce, create',
  merge: 'combine',
  modify: 'change, amend',
  move: 'shift',
  order: 'place an order for',
  patch: 'update, change',
  pay: 'settle',
  place: 'put in',
  postpone: 'put off, push back',
  publish: 'put out, release',
  purchase: 'buy',
  register: 'sign up',
  reject: 'turn down',
  remove: 'drop, delete',
  reserve: 'book',
  return: 'send back, give back',
  schedule: 'set up, arrange, plan',
  start: 'begin, get going with',
  stop: 'end, break off, put an end to',
  submit: 'hand in, send in',
  transition: 'move, switch',
  update: 'change',
  upload: 'put up, add',
  withdraw: 'take back',
};
