import {
  capitalize,
  counted,
  isPlural,
  isUncounted,
  joinList,
  participle,
  plural,
  singular,
  splitWords,
  spoken,
  withArticle,
} from '../../../english/index.ts';
import { isObject, type Json } from '../../../json/index.ts';
import { ENGLISH, type PhraseBook } from '../../phrases/book.ts';
import { WRAPPERS } from '../../phrases/slots.ts';
import { ENGLISH_TELLING, type TellingBook } from '../../phrases/telling.ts';
import { reportBy } from '../../phrasings/say.ts';
import type { Phrasings } from '../../phrasings/types.ts';
import type { PastCall } from '../../types.ts';
import { actionOf, objectNoun } from '../action.ts';
import { Choices } from '../choose.ts';
import { frame, tidy } from '../frame.ts';
import { isQuality } from '../quality.ts';
import { isDate, isMoment, sayValue } from '../values.ts';
import { deedOf } from '../wish/deed.ts';
import { isSelfEvident, ofStandardCode, subject } from '../wish/noun.ts';
import { PEOPLE } from '../wish/phrase/people.ts';
import { doneText } from './done.ts';
import {
  HOLDS_ENTRIES,
  headOf,
  headText,
  isEmpty,
  isListOfRecords,
  isProse,
  isUnitOfAnother,
  listAmongCounts,
  unwrapped,
} from './entries.ts';
import {
  detail,
  type Entries,
  inOneBreath,
  isMoney,
  isReference,
  type Predicate,
  predicateOf,
  withUnit,
  withWholeName,
} from './fields.ts';
import { madeText } from './made.ts';
import { ABOUT_IT, saysWhose } from './nouns.ts';
import { isEcho, subjectOfAnswer } from './subject.ts';
import { goesWithoutSaying, TOLD_OF_AN_END, UNDOES } from './undone.ts';

/** The text that closes a turn: what the outputs say (method §6). Every output is in it, at least its main values. */
export function summarize(done: readonly PastCall[], seed: string, phrasings: Phrasings = new Map()): string {
  const facts = new Set<string>();
  const parts = done
    .filter((call, at) => call.ok || !worksLater(call, done.slice(at + 1)))
    .map((call, index) => {
      const choices = new Choices(`${seed}/${index}`);
      const { kind } = deedOf(call.tool);
      const phrasing = kind === 'do' || kind === 'make' ? phrasings.get(call.tool.signature.name) : undefined;
      return reportBy(phrasing, call, choices) ?? new Report(call, choices, index === 0, facts).text();
    });
  const told = [...new Set(parts)]
    .filter((part) => part !== '')
    .filter((part, at) => at === 0 || !ENGLISH_TELLING.done.includes(part));
  return tidy(told.join(parts.some((part) => part.includes('\n')) ? '\n' : ' '));
}

/** A first try that failed is not told where the same was done in the end. */
function worksLater({ tool }: PastCall, later: readonly PastCall[]): boolean {
  return later.some((call) => call.ok && call.tool.name === tool.name);
}

/** The words of an error output, as a real API worded it. */
export function errorText(output: Json): string {
  const error = isObject(output) ? (output.error ?? output.message ?? output) : output;
  if (typeof error === 'string') return error;
  if (isObject(error) && typeof error.message === 'string') return error.message;
  return JSON.stringify(error);
}

function sentence(text: string): string {
  return /[.!?]["”]?$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}

/** Openings of texts that report rather than name a thing: "No matches found". */
const NO_THING = /^(?:no|none|nothing|not|empty|error|failed|found|successfully|the|there|this|it)\b/i;

const MAX_PREDICATES = 5;

/** Behind a sentence that says what was done, only how things stand now. */
const MAX_BEHIND_DEED = 2;

const MAX_ITEMS = 5;

const MAX_LINES = 40;

/** Yes to these says once more that it was done. */
const CONFIRMS =
  /^(?:is_|was_)?(?:removed|deleted|updated|added|saved|sent|created|changed|cancelled|canceled|closed|cleared|applied|accepted|acknowledged|done|completed|processed)$/i;

const NOISE = new Set(['success', 'ok', 'is_error', 'iserror']);

class Report {
  readonly #call: PastCall;
  readonly #choices: Choices;
  readonly #first: boolean;
  readonly #book: TellingBook = ENGLISH_TELLING;
  readonly #phrases: PhraseBook = ENGLISH;

  /** What this answer has said of which thing: nothing is said twice. */
  readonly #told: Set<string>;

  constructor(call: PastCall, choices: Choices, first: boolean, told: Set<string>) {
    this.#told = told;
    this.#call = call;
    this.#choices = choices;
    this.#first = first;
  }

  get #deed() {
    return deedOf(this.#call.tool);
  }

  /** What was done, in words: "I have moved issue 5 to sprint 7." */
  #done(): string {
    return doneText(this.#call, this.#choices, this.#book, this.#first);
  }

  text(): string {
    const { ok, output } = this.#call;
    if (!ok) return frame(this.#pick('failed', this.#phrases.failed), { message: sentence(errorText(output)) });
    return this.#say(unwrapped(output));
  }

  #pick(key: string, options: readonly string[]): string {
    return this.#choices.pick(key, options);
  }

  #say(output: Json): string {
    if (output === null || output === true || output === '') return this.#done();
    if (output === false) return 'The answer is no.';
    if (Array.isArray(output)) return this.#list(output, this.#listNoun());
    if (!isObject(output)) return this.#scalar(output);
    const entries = Object.entries(output).filter(([, value]) => value !== null && !isEmpty(value as Json)) as [
      string,
      Json,
    ][];
    const main = this.#counts() ? listAmongCounts(output) : undefined;
    if (main !== undefined) return this.#list(main.items, this.#nounOfKey(main.key));
    const [only, ...others] = entries;
    if (only === undefined) {
      const empty = Object.entries(output).find(([, value]) => Array.isArray(value));
      return empty !== undefined && !this.#changes() ? this.#list([], this.#nounOfKey(empty[0])) : this.#done();
    }
    if (others.length === 0 && Array.isArray(only[1])) return this.#list(only[1], this.#nounOfKey(only[0]));
    const [key, value] = only;
    if (others.length === 0 && typeof value === 'string' && (isProse(key, value) || /^(?:content|text)$/.test(key)))
      return this.#scalar(value);
    return this.#object(entries);
  }

  #scalar(value: string | number): string {
    if (typeof value === 'number')
      return `${capitalize(`${this.#pick('result', [`the ${this.#resultNoun()} is`, `the ${this.#resultNoun()} comes to`, 'that comes to', 'it is'])} ${sayValue(value)}`)}.`;
    if (value.includes('\n')) return this.#block(value);
    if (/^\s*(?:\[\s*\]|\{\s*\})\s*$/.test(value)) return `${capitalize(`the ${this.#resultNoun()} is empty`)}.`;
    // A word such as "created" only says that it worked.
    if (this.#changes() && (/^[a-z]+ed$/.test(value) || /^(?:ok|success|done)$/i.test(value))) return this.#done();
    if (/^(?:ok|okay|success|successful|done)$/i.test(value))
      return this.#changes() ? this.#done() : 'It worked, but there are no details.';
    const whole = /[.!?:]/.test(value.replace(/\.\w{1,5}$/, '')) || NO_THING.test(value) || value.length > 40;
    if (this.#deed.kind === 'list' && (isSelfEvident(value) || !whole)) return this.#list([value], this.#listNoun());
    if (value.includes(' ') && (whole || this.#deed.kind !== 'look')) return sentence(capitalize(value));
    return `${capitalize(`${this.#pick('result', [`the ${this.#resultNoun()} is`, 'that gives', 'it is', 'I got'])} ${value}`)}.`;
  }

  /** A text of several lines stands as it is. */
  #block(value: string): string {
    const about = Object.values(this.#call.arguments).find((item) => typeof item === 'string' && isSelfEvident(item));
    const lines = value.split('\n');
    const lead = this.#changes()
      ? this.#pick('text', this.#book.changed)
      : typeof about === 'string' && !value.includes(about)
        ? this.#pick('text', ABOUT_IT.test(this.#deed.object) ? this.#book.factsOf : this.#book.textOf).replace(
            '{x}',
            () => about,
          )
        : this.#pick('text', this.#book.text);
    return `${capitalize(lead)}\n${lines.slice(0, MAX_LINES).join('\n').trim()}`;
  }

  #list(items: readonly Json[], noun: string, leads = this.#book.found): string {
    // What cannot be counted is a number of entries.
    if (noun !== 'entries' && (isUncounted(noun) || /^contents?$/.test(noun)) && items.every((item) => isObject(item)))
      return this.#list(items, 'entries', leads);
    if (items.length === 0 && noun === 'entries') return `${capitalize(`the ${this.#deed.object} is empty`)}.`;
    if (items.length === 0)
      return this.#pick('none', this.#book.foundNone).replace('{n}', () => plural(singular(noun)));
    const lead = frame(this.#pick('found', this.#deed.kind === 'list' ? leads : leads.filter(isPlainLead)), {
      n: counted(items.length, noun),
      be: items.length === 1 ? 'is' : 'are',
    });
    const shown = items.slice(0, MAX_ITEMS).map((item) => this.#item(item));
    const rest = items.length - shown.length;
    if (items.length >= 3 && shown.some((text) => text.includes(' (')))
      return `${lead}:\n${[...shown.map((text) => `- ${text}`), ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n')}`;
    const all = rest > 0 ? [...shown, `${rest} more`] : shown;
    return `${lead}: ${shown.some((text) => text.includes(' (')) ? all.join('; ') : joinList(all)}.`;
  }

  /** One item of a list: the thing, and in passing what is known of it. */
  #item(item: Json): string {
    if (!isObject(item))
      return Array.isArray(item) ? joinList(item.slice(0, 4).map((part) => this.#item(part))) : sayValue(item);
    const entries = withWholeName(
      Object.entries(item).filter(([, value]) => value !== null && !isObject(value) && !Array.isArray(value)) as [
        string,
        Json,
      ][],
    );
    const fresh = entries.filter(([key, value]) => !isEcho(this.#call, key, value));
    const head = headOf(fresh) ?? entries[0];
    if (head === undefined) return sayValue(JSON.stringify(item));
    const others = fresh.filter((entry) => entry !== head && !isUnitOfAnother(entry[0], entries));
    const details = others.slice(0, 4).map(([key, value]) => detail(key, value, entries));
    const main = headText(head);
    return details.length === 0 ? main : `${main} (${details.join(', ')})`;
  }

  #object(all: Entries): string {
    const entries = withWholeName(all);
    if (entries.some(([key, value]) => NOISE.has(key.toLowerCase()) && value === false && !/error/i.test(key))) {
      const rest = entries.filter(([key]) => !NOISE.has(key.toLowerCase()));
      return `${this.#pick('unsuccessful', this.#book.notSuccessful)}${rest.length > 0 ? `: ${joinList(rest.slice(0, 3).map(([key, value]) => detail(key, value, entries)))}` : ''}.`;
    }
    const after = participle(this.#deed.verb);
    const ofDeed = (key: string) =>
      splitWords(key)
        .join(' ')
        .replace(/^(?:is|was) /, '') === after;
    // "discarded: false" is no success; "discarded: true" says once more what was done.
    if (this.#changes() && entries.some(([key, value]) => ofDeed(key) && value === false))
      return `${this.#pick('unsuccessful', this.#book.notSuccessful)}.`;
    // `recordedAt` of what has just been recorded: now.
    const isNow = (key: string) =>
      this.#changes() && [`${after} at`, `${after} on`].includes(splitWords(key).join(' '));
    const fresh = entries.filter(
      ([key, value]) =>
        !isEcho(this.#call, key, value) &&
        !NOISE.has(key.toLowerCase()) &&
        !(value === true && (ofDeed(key) || (this.#changes() && CONFIRMS.test(key)))) &&
        !isNow(key),
    );
    const subjectWords = subjectOfAnswer(this.#call, entries);
    const made =
      this.#changes() &&
      subjectWords.fresh &&
      (isReference(splitWords(subjectWords.key)) || ofStandardCode(subjectWords.key) !== undefined) &&
      !JOINS.test(this.#deed.verb);
    const unsaid = fresh.filter(([key]) => key !== subjectWords.key && !isUnitOfAnother(key, entries));
    const told = unsaid.filter(([key, value]) => !this.#wasTold(subjectWords.text, key, value));
    if (made) {
      const value = sayValue(entries.find(([key]) => key === subjectWords.key)?.[1] ?? '');
      const { key, text } = subjectWords;
      const start = madeText(this.#call, { key, text, value }, this.#choices, this.#book, this.#first);
      const now = told.filter(
        ([key, item]) =>
          !isObject(item) &&
          !Array.isArray(item) &&
          !says(item, after) &&
          sayValue(item) !== value &&
          !saysWhose(key) &&
          this.#isOwed(key, item),
      );
      return `${start} ${this.#sentences('', now, entries, MAX_BEHIND_DEED)}`.trim();
    }
    // What is joined was there before: a guessed record of the joint says nothing.
    if (JOINS.test(this.#deed.verb) && subjectWords.fresh) return this.#done();
    if (told.length === 0 && unsaid.length > 0) return '';
    if (told.length === 0)
      return subjectWords.fresh && !(this.#changes() && isSelfEvident(subjectWords.text))
        ? this.#made(subjectWords.text)
        : this.#done();
    const onWhatIsThere = this.#deed.kind === 'do' || (this.#deed.kind === 'make' && subjectWords.text !== '');
    if (onWhatIsThere && !subjectWords.fresh) {
      const done = this.#done();
      const now = told.filter(
        ([key, value]) =>
          !isObject(value) &&
          !Array.isArray(value) &&
          !says(value, after) &&
          !goesWithoutSaying(this.#deed.verb, key, value) &&
          !(typeof value === 'string' && done.includes(` as ${value}`)) &&
          !saysWhose(key) &&
          this.#isOwed(key, value) &&
          (!UNDOES.test(this.#deed.verb) || TOLD_OF_AN_END.test(splitWords(key).at(-1) ?? '')),
      );
      return `${done} ${this.#sentences('', now, entries, MAX_BEHIND_DEED)}`.trim();
    }
    const lead = this.#first
      ? this.#pick('lead', this.#changes() ? ['', '', ...this.#book.done] : this.#book.lead)
      : '';
    const prose =
      told.length === 1 &&
      unsaid.length === 1 &&
      typeof told[0]?.[1] === 'string' &&
      isProse(told[0][0], told[0][1] as string)
        ? (told[0][1] as string)
        : undefined;
    if (prose !== undefined) return this.#scalar(prose);
    const inner = this.#counts() ? told.filter(([, value]) => isListOfRecords(value)) : [];
    const [list] = inner;
    // What was asked for stands in a list: its items are told, not their number.
    if (list !== undefined && inner.length === 1 && told.length <= MAX_PREDICATES) {
      const rest = told.filter((entry) => entry !== list);
      const items = this.#list(list[1] as readonly Json[], this.#nounOfPart(list[0]), this.#book.within);
      return `${lead} ${this.#sentences(subjectWords.text, rest, entries)} ${items}`.trim();
    }
    return `${lead} ${this.#sentences(subjectWords.text, told, entries)}`.trim();
  }

  /** One sentence of what matters most, a second for the rest. */
  #sentences(who: string, told: Entries, all: Entries, most = MAX_PREDICATES): string {
    if (told.length === 0) return '';
    const plain = told.filter(([, value]) => !isObject(value) || told.length <= 2);
    const chosen = (plain.length > 0 ? plain : told)
      .map(([key, value]) => ({ key, value, ...(sortOf(who, key, value) ?? predicateOf(key, value, all)) }))
      .sort((left, right) => left.rank - right.rank)
      .slice(0, most);
    // "is fixed" goes without saying beside "was fixed on 3 May".
    const kept = chosen.filter(
      ({ text }) => !chosen.some((other) => other.text.startsWith(`${text.replace(/^is /, 'was ')} on `)),
    );
    chosen.splice(0, chosen.length, ...kept);
    const [first] = chosen;
    if (chosen.length === 1 && first !== undefined && who === '' && most === MAX_PREDICATES)
      return this.#alone(first.key, first.value, all);
    const it = this.#pronoun();
    // Where nothing is named that has it, a value stands for itself: "The total is 40 and the cost is 12 EUR."
    const own = who === '' && most === MAX_PREDICATES;
    const factIn = (one: (typeof chosen)[number]) => one.fact ?? (own ? one.alone : undefined);
    const said = chosen.filter((one) => factIn(one) === undefined).map(({ text }) => text);
    const facts = chosen.flatMap((one) => factIn(one) ?? []);
    const start = capitalize(who === '' ? it : who);
    const head = said.slice(0, 3);
    const tail = said.slice(3);
    const opening = head.length === 0 ? '' : `${start} ${inOneBreath(head)}.`;
    const second =
      tail.length === 0
        ? ''
        : `${capitalize(this.#pick('also', this.#book.also).replace(/\bit\b/i, () => it))} ${inOneBreath(tail)}.`;
    return [opening, second, this.#facts(facts, head.length === 0 ? who : '')].filter((part) => part !== '').join(' ');
  }

  /** "The route of order 7 is Line 4 and the depot is North." */
  #facts(facts: readonly { noun: string; said: string }[], who: string): string {
    if (facts.length === 0) return '';
    const texts = facts.map(({ noun, said }, at) => {
      const of = at === 0 && who !== '' ? ` of ${who}` : '';
      return `the ${noun}${of} ${isPlural(noun) ? 'are' : 'is'} ${said}`;
    });
    return `${capitalize(joinList(texts))}.`;
  }

  /**
   * Whether a field is told behind a deed: each that its author documents; of an answer that is only guessed how things
   * stand, days and what it costs.
   */
  #isOwed(key: string, value: Json): boolean {
    const { reading } = this.#call.tool;
    if (reading === undefined || reading.response.from === 'documented' || reading.response.from === 'stated')
      return true;
    const last = splitWords(key).at(-1) ?? '';
    // That something is active or has been rotated once is a guess that tells nobody anything.
    if (/^(?:status|state|stage)$/.test(last))
      return /^(?:pending|confirmed|queued|scheduled|waiting|processing|in.progress|on.hold|declined|rejected|failed)$/.test(
        String(value),
      );
    return /^(?:fee|total|refund|charge)$/.test(last) || isDate(value) || isMoment(value);
  }

  /** A person is no "it". */
  #pronoun(): string {
    const noun = subject(this.#call.tool) ?? '';
    return PEOPLE.test(noun) ? `the ${singular(noun)}` : 'it';
  }

  /** A value that stands alone: "The refund is 440 EUR." */
  #alone(key: string, value: Json, all: Entries): string {
    const words = splitWords(key);
    if (typeof value === 'string' && /\s.*[.!?]$/.test(value) && isPlural(spoken(words)))
      return `${capitalize(`the ${spoken(words)} say "${value}"`)}.`;
    if (typeof value !== 'object' && typeof value !== 'boolean' && !/^(?:status|state|title|name)$/.test(key)) {
      const noun = isReference(words) ? spoken(words.slice(0, -1)) : spoken(words);
      return `${capitalize(`the ${noun} ${isPlural(noun) && typeof value !== 'number' ? 'are' : this.#pick('verb', ['is', 'is', isMoney(words.at(-1) ?? '') ? 'comes to' : 'is'])} ${withUnit(words, value, all)}`)}.`;
    }
    return `${capitalize(`it ${predicateOf(key, value, all).text}`)}.`;
  }

  #made(who: string): string {
    const looks = this.#deed.kind === 'look' || this.#deed.kind === 'list';
    if (!looks) return this.#done();
    return capitalize(this.#pick('made', this.#book.foundOne).replace('{x}', () => who));
  }

  /** Whether the answer has said so before; remembered from now on. */
  #wasTold(who: string, key: string, value: Json): boolean {
    if (who === '' || typeof value === 'object') return false;
    const fact = `${who}/${key}/${String(value)}`;
    const before = this.#told.has(fact);
    this.#told.add(fact);
    return before;
  }

  /** The deed asks to be shown something. */
  #counts(): boolean {
    return this.#deed.kind === 'look' || this.#deed.kind === 'list';
  }

  #changes(): boolean {
    return this.#deed.kind === 'do' || this.#deed.kind === 'make';
  }

  #resultNoun(): string {
    const { rest } = actionOf(this.#call.tool.signature);
    const match = /^the ([a-z]+(?: [a-z]+)?)(?= (?:of|for|between|in|from|to|at)\b|$)/.exec(rest);
    const { kind, object } = this.#deed;
    return (
      match?.[1] ?? ((kind === 'look' || kind === 'list') && object !== '' && !isPlural(object) ? object : 'result')
    );
  }

  /** What the items of a bare list are: from the function's object, else "results". */
  #listNoun(): string {
    const { object, kind } = this.#deed;
    const noun = objectNoun(actionOf(this.#call.tool.signature).rest);
    if (noun !== undefined && isPlural(noun)) return noun;
    if (kind === 'look' && HOLDS_ENTRIES.test(object)) return 'entries';
    return kind === 'list' && object !== '' ? plural(object) : 'results';
  }

  /** What a record holds a list of, by the list's own name. */
  #nounOfPart(key: string): string {
    return plural(singular(spoken(splitWords(key))));
  }

  #nounOfKey(key: string): string {
    const words = splitWords(key);
    const last = words.at(-1) ?? '';
    if (
      WRAPPERS.has(key.toLowerCase()) ||
      /^(?:list|results?|items|data|output|values|records|content|entries|hits|matches)$/.test(last)
    )
      return words.length > 1 && last === 'list' ? plural(spoken(words.slice(0, -1))) : this.#listNoun();
    // `applied: [...]` says what was done with them, not what they are.
    if (words.length === 1 && !isPlural(last) && isQuality(last)) return this.#listNoun();
    return plural(singular(spoken(words)));
  }
}

/** `checked_out` says once more that somebody checked out. */
function says(value: Json, after: string): boolean {
  return typeof value === 'string' && splitWords(value).join(' ') === after;
}

/** Deeds that bring together what is there. */
const JOINS = /^(?:link|connect|relate|associate|pair|attach)$/;

/** Who looks at one thing has not searched. */
function isPlainLead(text: string): boolean {
  return !/search|came across|turned up/.test(text);
}

/** "is a parking permit" for the kind of permit 7. */
function sortOf(who: string, key: string, value: Json): Predicate | undefined {
  const noun = /^(\p{Ll}+) \S*\d/u.exec(who)?.[1];
  const sort = typeof value === 'string' && /^[\p{Ll}_]{3,20}$/u.test(value) && /^(?:type|kind|category)$/.test(key);
  if (noun === undefined || !sort || /^(?:other|none|default|unknown|all|any|basic|standard|general)$/.test(value))
    return undefined;
  return { text: `is ${withArticle(`${value.replaceAll('_', ' ')} ${noun}`)}`, rank: 0 };
}
