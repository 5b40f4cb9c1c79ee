import {
  article,
  isAlsoNoun,
  isMoneyWord,
  isPlural,
  isUncounted,
  isVerb,
  joinList,
  PREPOSITIONS,
  plural,
  singular,
  splitWords,
  spoken,
  unitOf,
  unitOrSymbolOf,
  withArticle,
} from '../../../english/index.ts';
import { isObject, type Json, type JsonSchema } from '../../../json/index.ts';
import { ADDRESS_PARTS, LABEL_LIKE_IN, LOCATION_NOUNS } from '../../phrases/slots.ts';
import type { Choices } from '../choose.ts';
import { isQuality } from '../quality.ts';
import { sayValue } from '../values.ts';
import { type Deed, searchesIn } from './deed.ts';
import { isSelfEvident, named } from './noun.ts';
import type { Slot } from './slots.ts';

/** A value's words and where they stand: behind the request, or as a sentence of their own. */
export interface Phrase {
  readonly text: string;
  readonly sentence: boolean;
  /** Order behind a request: things, then names, places, details, times. */
  readonly rank: number;
}

const behind = (text: string, rank: number): Phrase => ({ text, sentence: false, rank });
const alone = (text: string): Phrase => ({ text, sentence: true, rank: 9 });

/** How one value is said, by what it is. The words of a parameter's name come in where a person would need them. */
export function phraseOf(slot: Slot, deed: Deed, choices: Choices): Phrase {
  const own = new KeyedChoices(choices, slot.words.name);
  if (/(?:^| )cursor$|^(?:page|next) token$/.test(slot.words.words.join(' ')))
    return behind(own.pick([`, going on from ${slot.text}`, `, continuing at ${slot.text}`]), 6);
  if (slot.kind === 'boolean') return switchPhrase(slot, deed, own);
  if (slot.kind === 'object') return objectPhrase(slot, own);
  if (slot.kind === 'list') return listPhrase(slot, deed, own);
  const special =
    datePhrase(slot, own) ??
    placePhrase(slot) ??
    numberPhrase(slot, deed, own) ??
    labelPhrase(slot, deed, own) ??
    textPhrase(slot, deed, own);
  return special ?? generic(slot, deed, own);
}

/** Choices of one parameter: two parameters of one call are not worded alike by accident. */
export class KeyedChoices {
  readonly #choices: Choices;
  readonly #key: string;
  constructor(choices: Choices, key: string) {
    this.#choices = choices;
    this.#key = key;
  }
  pick(options: readonly string[]): string {
    return this.#choices.pick(`p-${this.#key}`, options);
  }
}

function generic(slot: Slot, deed: Deed, own: KeyedChoices): Phrase {
  const { noun } = slot.words;
  const text = shown(slot);
  // A short form such as "po" is no noun of its own.
  if (slot.thing !== undefined && slot.thing.length <= 2 && slot.words.words.length > 1 && !slot.referred)
    return behind(`with the ${spoken(slot.words.words)} ${text}`, 4);
  if (slot.thing !== undefined)
    return behind(
      `${joining(deed.verb, slot.thing, deed.kind)} ${slot.referred ? text : named(slot.thing, slot.text)}`,
      3,
    );
  if (slot.referred) return behind(`${slot.words.preposition ?? own.pick(['with', 'using'])} ${text}`, 4);
  if (slot.words.preposition !== undefined && slot.words.words.length === 1)
    return behind(`${slot.words.preposition} ${text}`, 3);
  if (slot.kind === 'number')
    return behind(
      own.pick([
        ...(COUNTED_OFF.test(noun)
          ? [`${placeOfCounted(noun)} ${noun} ${text}`]
          : [
              `with ${article(noun)} ${noun} of ${text}`,
              `${RATE.test(noun) ? 'at' : 'with'} ${article(noun)} ${noun} of ${text}`,
            ]),
      ]),
      4,
    );
  if (slot.kind === 'text' && !slot.referred && (IN_WHAT.has(noun.split(' ').at(-1) ?? '') || AT_WHAT.test(noun)))
    return behind(
      `${AT_WHAT.test(noun) ? 'at' : 'in'} ${/^\p{Ll}/u.test(slot.text) ? `the ${slot.text}` : slot.text}`,
      3,
    );
  if (/(?:^| )address$/.test(noun)) return behind(`to ${slot.text}`, 3);
  return behind(own.pick([`with ${text} as the ${noun}`, `with the ${noun} ${text}`]), 4);
}

/** What is told apart by its number: season 3, floor 2. */
const COUNTED_OFF =
  /(?:^| )(?:season|chapter|page|floor|version|volume|episode|round|week|room|seat|gate|row|lane|line|level|step|stage|phase|part|unit|section|slot|track|port|channel|index|position)$/;
/** "in season 3", "on floor 2", "at gate 7". */
function placeOfCounted(noun: string): string {
  const head = noun.split(' ').at(-1) ?? '';
  if (/^(?:page|floor|line|track|channel|port|level|lane)$/.test(head)) return 'on';
  if (/^(?:gate|step|stage|index|position|slot)$/.test(head)) return 'at';
  return /^(?:version|part|unit)$/.test(head) ? 'with' : 'in';
}

/** Nouns that a measure says by itself: 3 litres are a volume. */
const MASSES = /^(?:volume|amount|quantity|weight)$/;
/** What a thing is done for: so many people, so many nights. */
const FOR_HOW_MANY =
  /^(?:guests|people|passengers|adults|children|nights|seats|persons|participants|rooms|tickets|attempts|times)$/;
/** What one does a thing at, and not with. */
const RATE = /(?:^| )(?:rate|speed|price|temperature|altitude|height|depth|angle|pace|fare|frequency)$/;

const IN_WHAT = new Set(
  'project folder directory workspace channel board team repository repo calendar collection database table space list playlist album category group organization organisation store warehouse court room region zone city country library course class department namespace cluster bucket account section queue milestone sprint'.split(
    ' ',
  ),
);
/** Whether a noun says where rather than what. */
export function isPlace(noun: string): boolean {
  const head = noun.split(' ').at(-1) ?? '';
  return IN_WHAT.has(head) || AT_WHAT.test(noun) || LOCATION_NOUNS.has(head);
}

const ON_WHAT = new Set(
  'issue ticket task card document page post thread comment article pull request item event review branch'.split(' '),
);

/** The preposition between a deed and a thing it is done to or in: "apply … to", "remove … from". */
export function joining(verb: string, thing: string, kind: Deed['kind']): string {
  if (
    /^(?:append|attach|assign|apply|upload|invite|link)$/.test(verb) ||
    (/^(?:grant|give|send|transfer|forward|hand|refer|delegate|offer|award|pay)$/.test(verb) && TAKES.test(thing))
  )
    return 'to';
  if (/^(?:remove|delete|detach|clear|drop|withdraw|revoke|unassign)$/.test(verb)) return 'from';
  // "change the payment to payment method 7": what is set is a means.
  if (/^(?:change|modify|update|amend|switch)$/.test(verb) && /(?:^| )(?:method|card)$/.test(thing)) return 'to';
  if (
    /^(?:enter|order|buy|purchase|place|create|request)$/.test(verb) &&
    /(?:^| )(?:item|product|article|part)$/.test(thing)
  )
    return 'with';
  if (kind !== 'list' && kind !== 'look' && AT_WHAT.test(thing)) return 'at';
  return parentPreposition(thing);
}

/** What one can give a thing to: people, and what takes things in. */
const TAKES =
  /(?:^| )(?:customer|guest|passenger|patient|contact|user|member|employee|client|student|teacher|person|account|profile|lead|tenant|driver|subscriber|attendee|player|candidate|applicant|agent|worker|buyer|seller|owner|doctor|recipient|receiver|assignee|team|group|department|address|email|channel|inbox|wallet|queue|number|phone|device|webhook|list)s?$/;

const AT_WHAT =
  /(?:^| )(?:hotel|restaurant|venue|store|shop|clinic|hospital|station|bank|office|school|theater|theatre|cinema|site|depot|plant|farm|stadium|museum|campus|terminal|gym|pool|airport|marina|harbou?r|branch|counter|desk|pier|dock|berth|stop|table)$/;

/** "in project X", "on issue 5", "for order 7". */
export function parentPreposition(thing: string): string {
  const head = thing.split(' ').at(-1) ?? '';
  if (IN_WHAT.has(head)) return 'in';
  if (/^(?:card|method|account|token|coupon|voucher|wallet)$/.test(head)) return head === 'account' ? 'from' : 'using';
  return ON_WHAT.has(head) ? 'on' : 'for';
}

function shown({ text, referred, kind }: Slot): string {
  const sentenceLike = /[.!?]$/.test(text) && text.includes(' ');
  const lower = kind === 'text' && /^\p{Ll}.*\s/u.test(text);
  return !referred && (sentenceLike || lower) && !text.startsWith('"') ? `"${text}"` : text;
}

function switchPhrase({ argument, words, referred, text }: Slot, deed: Deed, own: KeyedChoices): Phrase {
  if (referred) return behind(`depending on ${text}`, 6);
  const on = argument.value === true;
  const plainWords = words.words.filter(
    (word) =>
      !/^(?:is|has|with|include|enable|enabled|allow|use|should|do|flag|return|includes|included|including)$/.test(
        word,
      ),
  );
  const [first = ''] = plainWords;
  const noun = plainWords.join(' ') || words.noun;
  // Who confirms says so himself.
  if (/^(?:confirm|confirmed|confirmation)$/.test(words.words.join(' ')))
    return alone(
      on
        ? own.pick(['Yes, I am sure.', 'I confirm that.', 'I am sure about it.', 'You have my confirmation.'])
        : own.pick(["I don't confirm it yet.", 'Take that as not confirmed yet.']),
    );
  const special = stateSwitch(words.words, on, deed, own);
  if (special !== undefined) return special;
  if (/^(?:no|skip|exclude|ignore|without|disable|hide)$/.test(first) && plainWords.length > 1) {
    const what = plainWords.slice(1).join(' ');
    return behind(
      on ? own.pick([`without ${what}`, `leaving out ${what}`]) : own.pick([`with ${what}`, `including ${what}`]),
      5,
    );
  }
  if (noun === 'dry run')
    return behind(
      on
        ? own.pick(['as a dry run', 'only as a trial run', 'without really changing anything yet'])
        : own.pick(['for real', 'not just as a dry run']),
      6,
    );
  if (/^(?:desc|descending|asc|ascending)$/.test(plainWords.at(-1) ?? '') || /^(?:descending|ascending)$/.test(first)) {
    const down = plainWords.some((word) => word.startsWith('desc')) === on;
    return behind(`in ${down ? 'descending' : 'ascending'} order`, 6);
  }
  if (
    (plainWords.length > 1 && isVerb(first) && !isAlsoNoun(first)) ||
    /^(?:force|overwrite|refund|charge|waive|notify|send|keep|apply|append|replace|wait|sync|save|follow|create|delete|confirm|remind|expand|round|show|sort|merge|stop|start|reset|preserve|retry|validate|compress|encrypt)$/.test(
      first,
    )
  ) {
    const rest = plainWords.slice(1).join(' ');
    const clause =
      rest === ''
        ? first === 'force'
          ? 'force it'
          : `${first} it`
        : `${first} ${/s$/.test(rest) ? rest : `the ${rest}`}`;
    return alone(
      on
        ? own.pick([`Please ${clause}.`, `And ${clause}.`, `Do ${clause}.`])
        : own.pick([`Don't ${clause}.`, `No need to ${clause}.`, `Please don't ${clause}.`]),
    );
  }
  if (plainWords.length === 1 && isQuality(first) && (deed.kind === 'list' || deed.kind === 'look'))
    return behind(
      on
        ? own.pick([`, including the ${first} ones`, `, the ${first} ones too`])
        : own.pick([`, but not the ${first} ones`, `, leaving out the ${first} ones`]),
      6,
    );
  if (plainWords.length === 1 && isQuality(first)) {
    return alone(
      on
        ? own.pick([`Make it ${first}.`, `It should be ${first}.`, `${cap(first)}, please.`])
        : own.pick([`Not ${first}, though.`, `It need not be ${first}.`, `It should not be ${first}.`]),
    );
  }
  return behind(
    on ? own.pick([`with ${noun}`, `including ${noun}`]) : own.pick([`without ${noun}`, `with no ${noun}`]),
    5,
  );
}

/** Switches whose name says how things are: "pets allowed", "breakfast included", "available only", "needs projector". */
function stateSwitch(words: readonly string[], on: boolean, deed: Deed, own: KeyedChoices): Phrase | undefined {
  const [first = ''] = words;
  const last = words.at(-1) ?? '';
  const many = deed.kind === 'list';
  const what = words.slice(0, -1).join(' ');
  if (words.length > 1 && /^(?:allowed|permitted|accepted|welcome)$/.test(last)) {
    const verb = last === 'accepted' ? 'accept' : 'allow';
    if (many)
      return behind(on ? `that ${verb} ${what}` : own.pick([`that do not ${verb} ${what}`, `without ${what}`]), 5);
    return behind(
      on
        ? own.pick([`with ${what} ${last}`, `where ${what} ${isPlural(what) ? 'are' : 'is'} ${last}`])
        : `without ${what}`,
      5,
    );
  }
  if (words.length > 1 && /^(?:included|enabled|required|needed|provided|available)$/.test(last))
    return behind(
      on
        ? own.pick([`with ${what} ${last === 'enabled' ? 'on' : last}`, `with ${what}`])
        : own.pick([`without ${what}`, `with no ${what}`]),
      5,
    );
  const only = last === 'only' ? what : first === 'only' ? words.slice(1).join(' ') : '';
  if (only !== '') {
    const single = !only.includes(' ');
    if (many || deed.kind === 'look')
      return behind(
        single
          ? on
            ? own.pick([`, only the ${only} ones`, `, just the ${only} ones`])
            : own.pick([`, not just the ${only} ones`, `, whether ${only} or not`])
          : on
            ? `, ${only} only`
            : `, not only ${only}`,
        6,
      );
    return behind(on ? `, ${only} only` : `, not only ${only}`, 6);
  }
  if (/^(?:needs?|requires?|wants?)$/.test(first) && words.length > 1) {
    const thing = words.slice(1).join(' ');
    return behind(on ? `with ${indefinite(thing)}` : own.pick([`with no ${thing}`, `without ${indefinite(thing)}`]), 5);
  }
  if (first === 'is' && words.length === 2 && PEOPLE.test(last))
    return alone(
      on
        ? own.pick([`They are ${indefinite(last)}.`, `It is for ${indefinite(last)}.`])
        : `They are not ${indefinite(last)}.`,
    );
  return undefined;
}

function cap(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function datePhrase(slot: Slot, own: KeyedChoices): Phrase | undefined {
  const { kind, words, referred, text } = slot;
  const dated = kind === 'date' || kind === 'moment';
  if (!dated && kind !== 'time') return undefined;
  const all = words.words;
  const [head = ''] = all;
  if (all.length > 1 && /^(?:after|before|since|until)$/.test(all.at(-1) ?? ''))
    return behind(slot.range === 'end' ? `and ${all.at(-1)} ${text}` : `${all.join(' ')} ${text}`, 7);
  if (all.length > 1 && /^(?:at|on|by)$/.test(all.at(-1) ?? '') && isVerb(head)) {
    // "deliver at": at what time it is to be done.
    const lead =
      all.at(-1) === 'on' && /^(?:expire|end|close|lapse|stop)/.test(head) ? 'until' : (all.at(-1) as string);
    const place = lead === 'on' && kind === 'time' ? 'at' : lead === 'at' && kind !== 'time' ? 'on' : lead;
    return behind(`${place} ${text}`, 7);
  }
  const end = slot.range;
  const lead = (() => {
    if (end !== undefined) return end === 'start' ? 'from' : own.pick(['to', 'until']);
    if (/^(?:expires?|expiry)$/.test(head)) return 'until';
    if (all.some((word) => /^(?:due|deadline|expected|eta)$/.test(word)))
      return own.pick(['due', 'due by', 'to be done by', 'due on']);
    if (all.some((word) => /^(?:start|begin|from|since|after|checkin|min|earliest|starting|in)$/.test(word)))
      return own.pick(kind === 'time' ? ['from'] : ['from', 'starting', 'from']);
    if (
      all.some((word) =>
        /^(?:end|until|to|before|checkout|till|max|latest|expires|expiry|expiration|ending|out|departure)$/.test(word),
      )
    )
      return own.pick(['until', 'to', 'up to']);
    if (all.some((word) => /^(?:birth|birthday|dob|born)$/.test(word))) return 'born on';
    if (kind === 'time') return own.pick(['at', 'at', 'around']);
    return 'on';
  })();
  return behind(
    `${lead} ${referred && !/^(?:the|that|its|those|this|these|each)\b/.test(text) ? `the ${text}` : text}`,
    7,
  );
}

const STARTS = /^(?:from|origin|departure|source|src|start|pickup|sender)$/;
const ENDS = /^(?:to|destination|dest|dst|arrival|target|dropoff)$/;

function placePhrase(slot: Slot): Phrase | undefined {
  const { words, kind, text } = slot;
  if (kind !== 'text' && kind !== 'id' && kind !== 'label') return undefined;
  const [first = ''] = words.words;
  const last = words.words.at(-1) ?? '';
  const said = slot.thing === undefined || slot.referred ? shown(slot) : named(slot.thing, text);
  if (STARTS.test(first)) return behind(`from ${said}`, 1);
  if (ENDS.test(first)) return behind(`to ${said}`, 2);
  if (/^(?:zip|zipcode|postcode|postal)$/.test(last) || /^(?:postal|zip) code$/.test(words.words.join(' ')))
    return behind(`with the ${last === 'zip' ? 'zip code' : words.noun} ${text}`, 3);
  if (kind !== 'label' && LOCATION_NOUNS.has(last) && words.words.length <= 3 && slot.thing === undefined)
    return behind(`in ${said}`, 3);
  return undefined;
}

function numberPhrase(slot: Slot, deed: Deed, own: KeyedChoices): Phrase | undefined {
  if (slot.kind !== 'number' || slot.thing !== undefined) return undefined;
  const all = slot.words.words;
  const { text } = slot;
  const last = all.at(-1) ?? '';
  const first = all[0] ?? '';
  const value = slot.argument.value;
  if (slot.range !== undefined && !slot.referred && slot.words.unit !== undefined && !/^(?:min|max)/.test(first))
    return behind(`${slot.range === 'start' ? 'from' : 'to'} ${text}`, 7);
  // `times_per_day` 3: "3 times per day".
  const per = all.indexOf('per');
  if (
    per > 0 &&
    per < all.length - 1 &&
    isPlural(all[per - 1] as string) &&
    !isMoneyWord(all[per - 1] as string) &&
    !/^(?:max|min|limit)/.test(first)
  ) {
    const counted = all.slice(0, per);
    return behind(
      `${text} ${[...(value === 1 ? [singular(counted.join(' '))] : counted), ...all.slice(per)].join(' ')}`,
      3,
    );
  }
  const rest = all.filter((word) => !/^(?:min|minimum|max|maximum|at|least|most)$/.test(word));
  const unit = slot.words.unit ?? unitOf(last);
  const measured =
    slot.words.unit === undefined && unit !== undefined && !slot.referred
      ? `${text} ${value === 1 ? singular(unit.said) : unit.said}`
      : text;
  if (
    (/^(?:limit|top|k|n|size)$/.test(last) && (deed.kind === 'list' || deed.kind === 'look')) ||
    /(?:max|num|limit|per|page size|count).*(?:results?|items?|records?|count|page|entries)/.test(all.join(' ')) ||
    /^(?:limit|top|max|take)$/.test(all.join(' '))
  )
    return behind(
      own.pick([
        `, at most ${text} of them`,
        `, just the first ${text}`,
        `, no more than ${text}`,
        `, ${text} at most`,
        `, not more than ${text} of them`,
      ]),
      6,
    );
  if (first === 'page' || first === 'offset' || first === 'skip')
    return behind(first === 'page' ? `, page ${text}` : `, skipping the first ${text}`, 6);
  if (/^(?:head|tail)$/.test(all.join(' ')))
    return behind(
      own.pick(
        first === 'head'
          ? [`, only the first ${text} lines`, `, just the top ${text} lines`, `, up to line ${text}`]
          : [`, only the last ${text} lines`, `, just the bottom ${text} lines`],
      ),
      6,
    );
  if (all.length > 1 && /^(?:from|since|to|until|after|before)$/.test(last) && slot.words.unit === undefined) {
    const what = all.slice(0, -1).join(' ');
    const upTo = /^(?:to|until)$/.test(last) ? 'up to' : last;
    return behind(
      isPlural(what) || !/(?:ed|ing)$/.test(what) ? `with ${what} ${upTo} ${measured}` : `${what} ${upTo} ${measured}`,
      5,
    );
  }
  const bound = rest.join(' ');
  if (/^(?:min|minimum|max|maximum)$/.test(first) && slot.words.unit !== undefined && !slot.referred) {
    const what = slot.words.noun.replace(/^(?:minimum|maximum|min|max) /, '');
    return behind(`with ${article(what)} ${what} of at ${/^min/.test(first) ? 'least' : 'most'} ${measured}`, 5);
  }
  if (/^(?:min|minimum|max|maximum)$/.test(first) && isPlural(bound) && !slot.referred && slot.words.unit === undefined)
    return behind(
      `with at ${/^min/.test(first) ? 'least' : 'most'} ${text} ${value === 1 ? singular(bound) : bound}`,
      5,
    );
  if (all.length === 1 && /^[a-z]$/.test(first))
    return behind(own.pick([`at ${first} ${text}`, `with ${first} = ${text}`]), 5);
  if (/^[xyz]$/.test(first) && /^(?:coordinate|position|pos|offset)$/.test(last))
    return behind(`at ${first} ${text}`, 5);
  if (FOR_HOW_MANY.test(last) && !slot.referred && !/^(?:min|max|extra|additional|more)/.test(first))
    return behind(`for ${text} ${value === 1 ? singular(last) : last}`, 5);
  if (isPlural(last) && !slot.referred && all.length <= 2 && unit === undefined && !/ss$/.test(last))
    return behind(
      `${/^(?:scale|resize|set|limit)$/.test(deed.verb) ? 'to' : /^(?:extend|increase|raise|reduce|decrease)$/.test(deed.verb) ? 'by' : 'with'} ${text} ${value === 1 ? singular(slot.words.noun) : slot.words.noun}`,
      5,
    );
  if (/^(?:min|minimum)$/.test(first))
    return behind(`with ${article(rest.join(' '))} ${rest.join(' ')} of at least ${measured}`, 5);
  if (/^(?:max|maximum)$/.test(first))
    return behind(
      own.pick([
        `with ${article(rest.join(' '))} ${rest.join(' ')} of at most ${measured}`,
        `with ${article(rest.join(' '))} ${rest.join(' ')} up to ${measured}`,
      ]),
      5,
    );
  if (/^(?:quantity|qty|copies|units|count)$/.test(last) || /^(?:number|amount)$/.test(all.join(' ')))
    return behind(own.pick([`, ${text} of them`, `, ${text} in all`, `, ${text} pieces`]), 5);
  if (last === 'year') return behind(`from ${text}`, 7);
  if (unit !== undefined && !slot.referred) {
    const noun =
      slot.words.unit === undefined
        ? all
            .slice(0, -1)
            .filter((word) => word !== 'in')
            .join(' ')
        : slot.words.noun;
    if (/^(?:since|last|past|previous|within|over)$/.test(noun)) return behind(`over the last ${measured}`, 6);
    if (PREPOSITIONS.has(noun)) return behind(`${noun} ${measured}`, 6);
    if (noun === 'due') return behind(`due in ${measured}`, 6);
    const way = /^(?:extend|increase|raise|reduce|decrease|lower|shorten|prolong)$/.test(deed.verb) ? 'by' : undefined;
    if (way !== undefined) return behind(`${way} ${measured}`, 4);
    if (unit.dimension === 'time' && /^(?:|duration|length|time|time spent|spent)$/.test(noun))
      return behind(`for ${measured}`, 6);
    return behind(
      noun === ''
        ? measured
        : RATE.test(noun)
          ? `at ${article(noun)} ${noun} of ${measured}`
          : own.pick([
              `with ${article(noun)} ${noun} of ${measured}`,
              MASSES.test(noun) ? `with ${measured}` : `with ${article(noun)} ${noun} of ${measured}`,
              `with ${article(noun)} ${noun} of ${measured}`,
            ]),
      5,
    );
  }
  if (/^(?:amount|sum|price|cost|budget|value|total|fee)$/.test(last))
    return behind(slot.referred ? `for ${text}` : own.pick([`for ${text}`, `of ${text}`]), 0);
  return undefined;
}

function labelPhrase(slot: Slot, deed: Deed, own: KeyedChoices): Phrase | undefined {
  if (
    slot.kind !== 'label' &&
    !(
      slot.kind === 'text' &&
      /^(?:currency|language|lang|locale|units?|format|timezone|sort|order)$/.test(slot.words.words.at(-1) ?? '')
    )
  )
    return undefined;
  const { noun, words } = slot.words;
  const last = words.at(-1) ?? '';
  const { text } = slot;
  if (slot.referred) return undefined;
  if (/^(?:sort|order|sorted|ordering|direction)$/.test(words[0] ?? '') || /^(?:sort|order|direction)$/.test(last)) {
    const way = /^asc/.test(text) ? 'ascending' : /^desc/.test(text) ? 'descending' : undefined;
    return behind(way === undefined ? own.pick([`sorted by ${text}`, `ordered by ${text}`]) : `in ${way} order`, 6);
  }
  if (last === 'by' && /^(?:group|split|break)/.test(words[0] ?? '')) return behind(`grouped by ${text}`, 6);
  if (/^(?:status|state|stage)$/.test(last))
    return deed.kind === 'list' || deed.kind === 'look'
      ? behind(own.pick([`that are ${text}`, `which are ${text}`]), 4)
      : behind(deed.kind === 'make' ? `as ${text}` : `to ${text}`, 5);
  if (/^(?:priority|severity|urgency|importance|level)$/.test(last))
    return behind(own.pick([`with ${text} ${noun}`, `at ${text} ${noun}`]), 4);
  if (/^(?:type|kind|class|category|genre|variant|relation|relationship|sort)$/.test(last))
    return sortPhrase(slot, deed, own);
  if (last === 'by' && words.length > 1 && !/^(?:sort|order|group)/.test(words[0] ?? '')) {
    const verb = words.slice(0, -1).join(' ');
    if (!isVerb(words[0] ?? '')) return behind(`by ${text}`, 5);
    return alone(
      /^(?:none|no|never|off)$/.test(text)
        ? `No need to ${verb} anyone: ${text}.`
        : own.pick([`Please ${verb} them by ${text}.`, `${cap(verb)} them by ${text}.`]),
    );
  }
  if (/^(?:condition|quality|state)$/.test(last)) return behind(`in ${text} condition`, 5);
  if (/^(?:resolution|outcome|result|verdict|decision)$/.test(last)) return behind(`as ${text}`, 6);
  if (/^(?:method|means|channel|medium)$/.test(last)) return behind(`by ${text}`, 5);
  if (/(?:^| )format$/.test(noun)) return behind(own.pick([`as ${withArticle(text)}`, `in ${text} format`]), 5);
  if (/^(?:reason|cause)$/.test(last) && text === 'other') return behind('for other reasons', 6);
  if (/^(?:reason|cause)$/.test(last))
    return alone(
      own.pick([
        `The reason: ${text}.`,
        `It is because of this: ${text}.`,
        `Put "${text}" down as the reason.`,
        `Reason: ${text}.`,
      ]),
    );
  if (/^(?:role|permission|access)$/.test(last)) return behind(`as ${text}`, 4);
  if (last === 'mode') return behind(`in ${text} mode`, 5);
  if (/^(?:language|lang|locale)$/.test(last) && /^[a-z]{2}(?:[-_][A-Za-z]{2})?$/.test(text))
    return behind(`with the language code ${text}`, 5);
  if (LABEL_LIKE_IN.has(last) || /^(?:size|colour|color)$/.test(last)) return behind(`in ${text}`, 5);
  if (
    /^(?:period|interval|granularity|bucket|frequency)$/.test(last) &&
    /^(?:second|minute|hour|day|week|month|quarter|year)$/.test(text)
  )
    return behind(own.pick([`by the ${text}`, `by ${text}`]), 5);
  if (/^(?:all|any|none|other|unknown|default)$/.test(text)) return behind(`with "${text}" as the ${noun}`, 4);
  return behind(own.pick([`with ${text} as the ${noun}`, `with the ${noun} ${text}`]), 4);
}

/** A sort of something: "for a double room" where the name says what it is of, else the sort alone. */
function sortPhrase(slot: Slot, deed: Deed, own: KeyedChoices): Phrase {
  const { text } = slot;
  const of = slot.words.words.slice(0, -1).join(' ');
  if (/^(?:link|relate|connect|mark|flag|tag|classify|categori[sz]e)$/.test(deed.verb))
    return behind(`as "${text}"`, 4);
  if (of === '' || text.includes(' ') || !/^\p{Ll}+$/u.test(text))
    return behind(own.pick([`(${text})`, `, ${text}`]), 4);
  // What the deed is about has it in its own words: "the availability of double rooms".
  if (deed.object.split(' ').includes(of))
    return behind(deed.kind === 'list' || deed.kind === 'look' ? `for ${indefinite(`${text} ${of}`)}` : `(${text})`, 1);
  // "indoor", "express": a sort that is no thing.
  return behind(`(${text})`, 4);
}

/** Those who do something with the thing, and for whom it is not done. */
const ACTOR =
  /^(?:host|author|owner|creator|organi[sz]er|reviewer|approver|driver|teacher|doctor|speaker|interviewer|assignee|instructor|manager|technician|courier|sender|recipient|coach|trainer|moderator|inspector|operator|presenter|artist|chef|editor|reporter|requester)$/;

const QUERY = /^(?:query|keyword|keywords|search|term|topic|phrase|q|pattern|question|expression|prompt)$/;
const PERSON =
  /^(?:assignee|assigned|owner|author|creator|recipient|reviewer|organizer|organiser|requester|reporter|approver|sender|customer|guest|passenger|patient|member|user|username|employee|driver|manager|contact|host|client|student|teacher|doctor)$/;

function textPhrase(slot: Slot, deed: Deed, own: KeyedChoices): Phrase | undefined {
  const { words, noun } = slot.words;
  const last = words.at(-1) ?? '';
  const text = slot.text.startsWith('"') ? slot.text : shown(slot);
  const quoted = slot.referred ? text : text.startsWith('"') ? text : `"${text}"`;
  if (slot.referred && slot.kind !== 'prose')
    return PERSON.test(last) ? behind(personPhrase(last, text, deed), 3) : undefined;
  if (QUERY.test(last)) {
    if (deed.kind !== 'list' && last === 'expression') return behind(text, 0);
    if (searchesIn(deed))
      return behind(
        own.pick([`for ${quoted}`, `for ${quoted}`, `for anything on ${quoted}`, `for something about ${quoted}`]),
        0,
      );
    return behind(
      own.pick(
        last === 'pattern'
          ? [`matching ${quoted}`, `that match ${quoted}`, `with ${quoted} in the name`]
          : [
              `about ${quoted}`,
              `mentioning ${quoted}`,
              `on ${quoted}`,
              PEOPLE.test(deed.object) ? `matching ${quoted}` : `that have to do with ${quoted}`,
            ],
      ),
      4,
    );
  }
  if (/^(?:what|who|why|how|where|when)$/.test(words[0] ?? '') && words.length > 1)
    return alone(own.pick([`This is ${words.join(' ')}: ${quoted}.`, `About ${words.join(' ')}: ${quoted}.`]));
  if (slot.kind === 'prose') return prosePhrase(slot, quoted, own);
  if (last === 'name' && words.length > 1 && ACTOR.test(words[0] ?? ''))
    return behind(personPhrase(words[0] ?? '', text, deed), 3);
  if (/^(?:name|title|subject|heading|filename)$/.test(last) && slot.thing === undefined)
    return namePhrase(slot, deed, own, text, quoted);
  if (slot.thing !== undefined && !slot.referred && slot.words.words.length > 1 && /\d/.test(slot.text))
    return undefined;
  if (PERSON.test(last) || PERSON.test(words[0] ?? ''))
    return behind(personPhrase(PERSON.test(last) ? last : (words[0] ?? ''), text, deed), 3);
  if (/^(?:email|mail|phone|telephone|mobile)$/.test(last))
    return behind(
      own.pick(
        deed.kind === 'make' || PEOPLE.test(deed.object)
          ? [`with the ${noun} ${text}`, `reachable at ${text}`]
          : PEOPLE.test(deed.object)
            ? [`with the ${noun} ${text}`, `who uses ${text}`, `registered under ${text}`]
            : [`with the ${noun} ${text}`, `for ${text}`],
      ),
      5,
    );
  if (isSelfEvident(text))
    return behind(
      deed.kind === 'make'
        ? `at ${text}`
        : `${/^(?:add|put|write|save|upload|append)$/.test(deed.verb) ? 'to' : 'in'} ${text}`,
      3,
    );
  return undefined;
}

export const PEOPLE =
  /(?:^| )(?:customer|guest|passenger|patient|contact|user|member|employee|client|student|teacher|person|account|profile|lead|tenant|driver|patron|borrower|subscriber|resident|visitor|attendee|player|candidate|applicant|agent|worker|buyer|seller|owner|doctor)s?$/;

function personPhrase(role: string, text: string, deed: Deed): string {
  if (/^(?:assignee|assigned)$/.test(role))
    return deed.kind === 'list' || deed.kind === 'make' ? `assigned to ${text}` : `to ${text}`;
  if (/^(?:owner)$/.test(role)) return deed.kind === 'list' ? `owned by ${text}` : `for ${text}`;
  if (/^(?:recipient)$/.test(role)) return `to ${text}`;
  if (/^(?:author|creator|sender|reporter|requester)$/.test(role) && deed.kind !== 'make')
    return deed.kind === 'list' ? `by ${text}` : `from ${text}`;
  if (ACTOR.test(role)) return `with ${text} as the ${role}`;
  return `for ${text}`;
}

function namePhrase(slot: Slot, deed: Deed, own: KeyedChoices, text: string, quoted: string): Phrase {
  const { words, noun } = slot.words;
  const person =
    /^(?:full|first|last|family|given|customer|guest|passenger|patient|contact|user|sur)$/.test(words[0] ?? '') ||
    (PEOPLE.test(deed.object) && /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u.test(slot.text));
  if (/^(?:first|last|middle)$/.test(words[0] ?? '')) return behind(`${words[0]} name ${text}`, 1);
  if (person) return behind(own.pick([`for ${text}`, `under the name ${text}`, `in the name of ${text}`]), 1);
  if (/subject|heading/.test(words.join(' ')))
    return behind(
      own.pick([`with the subject ${quoted}`, `under the subject ${quoted}`, `with ${quoted} as the subject`]),
      4,
    );
  if (deed.kind === 'make' || deed.kind === 'list')
    return behind(
      own.pick([
        `called ${quoted}`,
        `named ${quoted}`,
        /title/.test(words.join(' ')) ? `titled ${quoted}` : `by the name of ${quoted}`,
        `with the ${noun} ${quoted}`,
      ]),
      1,
    );
  return behind(own.pick([`for ${text}`, `called ${quoted}`]), 1);
}

function prosePhrase(slot: Slot, quoted: string, own: KeyedChoices): Phrase {
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

function listPhrase(slot: Slot, deed: Deed, own: KeyedChoices): Phrase {
  const items = Array.isArray(slot.argument.value) ? slot.argument.value : [];
  const { words, noun } = slot.words;
  const last = words.at(-1) ?? '';
  if (slot.referred)
    return behind(`${slot.thing === undefined ? 'with' : parentPreposition(singular(slot.thing))} ${slot.text}`, 4);
  if (items.some((item) => isObject(item))) {
    const entries = items.map((item) => entryText(item, itemsOf(slot.words.schema)));
    if (entries.every((entry) => /^replace ["']/.test(entry)))
      return alone(`Replace ${joinList(entries.map((entry) => entry.slice('replace '.length)))}.`);
    const whole = entries.some((entry) => /[:,(]/.test(entry)) ? entries.join('; ') : joinList(entries);
    return alone(
      own.pick([
        `Namely: ${whole}.`,
        `The ${plural(singular(noun))}: ${whole}.`,
        `${cap(plural(singular(noun)))}: ${whole}.`,
        `As ${plural(singular(noun))}, take ${whole}.`,
      ]),
    );
  }
  const text = joinList(items.map((item) => itemText(item)));
  if (items.length === 0) return behind(`with no ${plural(noun)}`, 5);
  if (/^(?:exclude|ignore|without|skip|not|excluded|ignored)$/.test(words[0] ?? ''))
    return behind(own.pick([`leaving out ${text}`, `without ${text}`, `except ${text}`]), 6);
  if (/^names?$/.test(last) && words.length > 1 && (PERSON.test(words[0] ?? '') || ACTOR.test(words[0] ?? '')))
    return behind(`with ${text} as the ${items.length === 1 ? words[0] : plural(words[0] ?? '')}`, 3);
  if (/^names?$/.test(last) && slot.thing === undefined) return behind(`called ${text}`, 1);
  if (/^(?:labels?|tags?|keywords?|categories)$/.test(last))
    return behind(
      own.pick([
        `tagged ${text}`,
        `with the ${items.length === 1 ? singular(last) : last} ${text}`,
        `filed under ${text}`,
      ]),
      5,
    );
  if (/^(?:to|recipients?|emails?|cc|bcc|receivers?)$/.test(last))
    return behind(last === 'cc' || last === 'bcc' ? `with ${text} in ${last}` : `to ${text}`, 2);
  if (
    /^(?:attendees|participants|guests|members|users|people|invitees|assignees|reviewers|interviewers|speakers)$/.test(
      last,
    )
  )
    return behind(deed.kind === 'make' ? `with ${text}` : `for ${text}`, 3);
  if (slot.thing !== undefined) {
    const head = items.length === 1 ? singular(slot.thing) : plural(singular(slot.thing));
    const lead =
      words[0] === 'new'
        ? deed.verb === 'exchange' || deed.verb === 'swap'
          ? 'for'
          : 'to'
        : parentPreposition(singular(slot.thing));
    return behind(
      `${lead} ${items.every((item) => typeof item === 'string' && isSelfEvident(item)) ? '' : `${words[0] === 'new' ? 'the new ' : ''}${head} `}${text}`,
      3,
    );
  }
  if (items.every((item) => typeof item === 'string' && isSelfEvident(item)))
    return behind(`${deed.kind === 'look' ? 'of' : 'for'} ${text}`, 2);
  return behind(
    own.pick([
      `with ${text} as the ${items.length === 1 ? singular(noun) : plural(noun)}`,
      `with the ${items.length === 1 ? singular(noun) : plural(noun)} ${text}`,
    ]),
    5,
  );
}

function itemsOf({ items }: JsonSchema): JsonSchema | undefined {
  return typeof items === 'object' && !Array.isArray(items) ? items : undefined;
}

/** In quotes that the text itself does not hold. */
function inQuotes(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}

function itemText(item: Json): string {
  const text = sayValue(item, { label: true });
  return typeof item === 'string' && /\s/.test(item) && !/^\p{Lu}/u.test(item)
    ? `"${text}"`
    : typeof item === 'string' && /[.,;]/.test(item) && /\s/.test(item)
      ? `"${text}"`
      : text;
}

const BEFORE = /^(?:old|from|before|original|current|search|find|previous)(?:_?[a-zA-Z]*)$/;
const AFTER = /^(?:new|to|after|replacement|replace|updated|with)(?:_?[a-zA-Z]*)$/;

/** One entry of a list: old and new text as a replacement, a number of something as "2 of …", else the thing and its parts. */
function entryText(item: Json, schema?: JsonSchema): string {
  if (!isObject(item)) return itemText(item);
  const entries = Object.entries(item).filter(([, value]) => value !== null) as [string, Json][];
  const old = entries.find(([key, value]) => typeof value === 'string' && BEFORE.test(key));
  const fresh = entries.find(([key, value]) => typeof value === 'string' && AFTER.test(key));
  const pair = old !== undefined && fresh !== undefined;
  if (pair && entries.length === 2 && !/^from$/.test(old[0]))
    return `replace ${inQuotes(String(old[1]))} with ${inQuotes(String(fresh[1]))}`;
  const money = entries.find(([, value]) => typeof value === 'number');
  const currency = entries.find(([key, value]) => typeof value === 'string' && /currency/i.test(key));
  if (entries.length === 2 && money !== undefined && currency !== undefined) return `${money[1]} ${currency[1]}`;
  const count = entries.find(([key, value]) => Number.isInteger(value) && /quantity|qty|count(?!ry)|amount/i.test(key));
  const [only, ...more] = entries.filter((entry) => entry !== count);
  if (count !== undefined && only !== undefined && typeof only[1] === 'string') {
    const about = more.map(([key, value]) => partText(key, value, schema));
    return `${String(count[1])} of ${itemText(only[1])}${about.length === 0 ? '' : ` (${about.join(', ')})`}`;
  }
  const head = pair
    ? `${String(old[1])} to ${String(fresh[1])}`
    : entries.find(([key, value]) => typeof value !== 'object' && /(?:name|title|id|label|key)$/i.test(key));
  const rest = entries.filter((entry) => entry !== head && !(pair && (entry === old || entry === fresh)));
  if (head === undefined) return entries.map(([key, value]) => partText(key, value, schema)).join(', ');
  const texts = rest.filter(([key, value]) => isTextual(key, value));
  const others = rest.filter((entry) => !texts.includes(entry)).map(([key, value]) => partText(key, value, schema));
  const said = texts
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .map((text) => `"${String(text)}"`);
  const start = typeof head === 'string' ? head : itemText(head[1]);
  return `${start}${others.length === 0 ? '' : ` (${others.join(', ')})`}${said.length === 0 ? '' : `: ${joinList(said)}`}`;
}

/** Sentences that belong to a thing: what is noted, written, observed of it. */
function isTextual(key: string, value: Json): boolean {
  const all = Array.isArray(value) ? value : [value];
  return all.length > 0 && all.every((item) => typeof item === 'string' && /\s/.test(item)) && !/name|title/i.test(key);
}

function partText(key: string, value: Json, schema?: JsonSchema): string {
  const own = schema?.properties?.[key];
  // What can only be one of a few words, and the parts of an address, need no noun.
  if (typeof value === 'string' && (Array.isArray(own?.enum) || ADDRESS_PARTS.has(splitWords(key).at(-1) ?? '')))
    return itemText(value);
  const noun = spoken(splitWords(key)).replace(/ (?:id|ids)$/, '');
  if (/^(?:name|title|id|key|label)$/.test(noun) || /(?:^| )(?:type|kind|category|status|role)$/.test(noun))
    return itemText(value);
  const words = splitWords(key);
  const unit = typeof value === 'number' && words.length > 1 ? unitOrSymbolOf(words.at(-1) as string) : undefined;
  if (unit !== undefined) {
    const measured = `${value} ${value === 1 ? singular(unit.said) : unit.said}`;
    if (MASSES.test(spoken(words.slice(0, -1)))) return measured;
    if (unit.dimension === 'time' && /^(?:time|start|offset|position|timestamp)$/.test(spoken(words.slice(0, -1))))
      return `at ${measured}`;
    return words.length === 2 && /^(?:start|end)$/.test(words[0] as string)
      ? `${words[0] === 'start' ? 'from' : 'to'} ${measured}`
      : `${spoken(words.slice(0, -1))} ${measured}`;
  }
  if (typeof value === 'boolean') return value ? noun.replace(/^is /, '') : `not ${noun.replace(/^is /, '')}`;
  if (isObject(value)) return `${noun} ${entryText(value, own)}`;
  if (Array.isArray(value))
    return value.length === 0
      ? `no ${plural(noun)}`
      : `${noun} ${joinList(value.map((item) => entryText(item, itemsOf(own ?? {}))))}`;
  return `${noun} ${itemText(value)}`;
}

function objectPhrase(slot: Slot, own: KeyedChoices): Phrase {
  const { noun } = slot.words;
  if (slot.referred) return behind(`with ${slot.text}`, 5);
  const value = slot.argument.value;
  if (!isObject(value) || Object.keys(value).length === 0) return alone('');
  const inner = entryText(value, slot.words.schema);
  const bare =
    /^(?:arguments|args|params|parameters|options|data|input|payload|body|config|value|object|settings|properties)$/.test(
      noun,
    );
  if (bare)
    return alone(own.pick([`Here are the details: ${inner}.`, `The details: ${inner}.`, `That means ${inner}.`]));
  return alone(own.pick([`The ${noun}: ${inner}.`, `${cap(noun)}: ${inner}.`, `As for the ${noun}: ${inner}.`]));
}

/** "an issue", "issues". */
export function indefinite(noun: string): string {
  if (/(?:^| )(?:room service|assistance|support|help|access|feedback)$/.test(noun)) return noun;
  return isPlural(noun) ? noun : isUncounted(noun) ? `some ${noun}` : withArticle(noun);
}
