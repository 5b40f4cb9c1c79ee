import { article, isPlural, joinList } from '../../english/index.ts';
import { ADDRESS_PARTS, LABEL_LIKE_IN, LOCATION_NOUNS, SWITCH_WORDS } from '../phrases/slots.ts';
import type { PlannedArgument, PlannedCall } from '../types.ts';
import type { Choices } from './choose.ts';
import { type ParameterWords, parameterWords, type ValueKind, valueKind } from './parameter.ts';
import { type Known, referTo } from './reference.ts';
import { sayValue } from './values.ts';

/** One argument, ready to be worded: what to call it, and the words for its value. */
export interface Slot {
  readonly argument: PlannedArgument;
  readonly words: ParameterWords;
  readonly kind: ValueKind;
  /** The value said outright, or a reference to an output. */
  readonly text: string;
  readonly referred: boolean;
}

/** The slots of a call that a user words: no defaults, nothing that another call of the turn gives silently. */
export function slotsOf(call: PlannedCall, known: Known, choices: Choices, leaveOut?: string): Slot[] {
  const slots: Slot[] = [];
  const referredTo = new Set<string>();
  for (const argument of call.arguments) {
    const { origin } = argument;
    if (origin.from === 'default' || argument.parameter === leaveOut) continue;
    const words = parameterWords(call.tool.signature, argument.parameter);
    const kind = valueKind(words, argument.value);
    const referred = origin.from === 'output';
    const text = referred
      ? referTo(words, argument, known, choices, referredTo)
      : sayValue(argument.value, { label: kind === 'label', quote: kind === 'prose' });
    slots.push({ argument, words, kind, text, referred });
  }
  return slots;
}

/** What is left of a sentence's slots: phrases that follow the clause, and sentences of their own. */
export interface Attached {
  readonly phrases: string[];
  readonly sentences: string[];
}

/** Order in which phrases follow a clause: places first, then the rest, times last. */
const RANK = ['from', 'to', 'between', 'into', 'for', 'of', 'with', 'in', 'as', 'by', 'on', 'at', 'until'];

/** Words the slots that found no place in the clause. `facts` are sentences: "The email is …". */
export function attach(slots: readonly Slot[], choices: Choices): Attached {
  const phrases: string[] = [];
  const facts: { noun: string; value: string }[] = [];
  const sentences: string[] = [];
  const address = addressOf(slots);
  if (address.length > 0) sentences.push(`The address is ${address.map((slot) => slot.text).join(', ')}.`);
  for (const slot of slots) {
    if (address.includes(slot)) continue;
    const phrase = prepositional(slot);
    if (phrase !== undefined) phrases.push(phrase);
    else if (slot.kind === 'prose' && !slot.referred) sentences.push(proseSentence(slot, choices));
    else if (slot.kind === 'boolean') sentences.push(switchSentence(slot));
    else facts.push({ noun: slot.words.noun, value: factValue(slot) });
  }
  phrases.sort((left, right) => rank(left) - rank(right));
  const same = facts
    .filter(({ noun, value }) => value.startsWith('its ') && value.endsWith(noun))
    .map(({ noun }) => `the ${noun}`);
  const other = facts.filter(({ noun, value }) => !same.includes(`the ${noun}`) || !value.startsWith('its '));
  if (same.length > 0) sentences.unshift(`Take ${joinList(same)} from there.`);
  if (other.length > 0) sentences.unshift(...factSentences(other, phrases.length === 0, choices, phrases));
  return { phrases, sentences };
}

/** Three or more parts of an address that the user says are said as one. */
function addressOf(slots: readonly Slot[]): Slot[] {
  const parts = slots.filter(
    (slot) => slot.kind === 'text' && !slot.referred && slot.words.words.some((word) => ADDRESS_PARTS.has(word)),
  );
  return parts.length >= 3 ? parts : [];
}

function rank(phrase: string): number {
  const at = RANK.indexOf(phrase.slice(0, phrase.indexOf(' ')));
  return at < 0 ? RANK.indexOf('with') : at;
}

function factValue(slot: Slot): string {
  return slot.kind === 'text' && !slot.referred && /^\p{Ll}.*\s/u.test(slot.text) ? `"${slot.text}"` : slot.text;
}

/** One or two facts can be part of the request ("with amount 5"); more become sentences. */
function factSentences(
  facts: readonly { noun: string; value: string }[],
  roomInClause: boolean,
  choices: Choices,
  phrases: string[],
): string[] {
  const short = facts.every(({ value }) => value.length <= 24 && !value.includes(' and '));
  if (facts.length === 1 && short && roomInClause && choices.chance('fact-inline', 0.5)) {
    phrases.push(`with ${facts[0]?.value} as the ${facts[0]?.noun}`);
    return [];
  }
  if (facts.length === 2 && short && roomInClause && choices.chance('fact-inline', 0.4)) {
    phrases.push(`with ${joinList(facts.map(({ noun, value }) => `${value} as the ${noun}`))}`);
    return [];
  }
  const groups: string[] = [];
  for (let at = 0; at < facts.length; at += 3) {
    const group = facts.slice(at, at + 3);
    const listed = joinList(group.map(({ noun, value }) => `the ${noun} ${isPlural(noun) ? 'are' : 'is'} ${value}`));
    groups.push(`${listed}.`.replace(/^t/, 'T'));
  }
  return groups;
}

function proseSentence(slot: Slot, choices: Choices): string {
  const quoted = slot.text.startsWith('"') ? slot.text : `"${slot.text}"`;
  return choices
    .pick(`prose-${slot.words.name}`, [
      'The {noun} should read {value}.',
      'For the {noun}, use {value}.',
      'Put {value} as the {noun}.',
    ])
    .replace('{noun}', () => slot.words.noun)
    .replace('{value}', () => quoted);
}

/** include_tax: true → "Include tax."; recursive: false → "It should not be recursive." */
function switchSentence(slot: Slot): string {
  const on = slot.argument.value === true;
  const [first = '', ...rest] = slot.words.words;
  const noun = rest.join(' ');
  if (slot.referred) return `Use ${slot.text} for whether it is ${slot.words.noun}.`;
  if (noun !== '' && SWITCH_WORDS.has(first)) {
    if (first === 'is') return on ? `It is ${noun}.` : `It is not ${noun}.`;
    if (first === 'has') return on ? `It has ${withSome(noun)}.` : `It has no ${noun}.`;
    return on ? `${capital(first)} ${noun}.` : `Don't ${first} ${noun}.`;
  }
  const single =
    slot.words.words.length === 1 && /(?:ive|ed|al|ary|ic|able|ent|ful|less|ant|ous)$/.test(slot.words.noun);
  if (single) return on ? `It should be ${slot.words.noun}.` : `It should not be ${slot.words.noun}.`;
  return `Set ${slot.words.noun} to ${on ? 'yes' : 'no'}.`;
}

function withSome(noun: string): string {
  return `${article(noun)} ${noun}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** "from SFO", "on 14 May 2026", "in Lisbon", "at most 5 results"; undefined where no preposition suits. */
export function prepositional(slot: Slot): string | undefined {
  const { words, kind, text } = slot;
  if (kind === 'boolean' || kind === 'prose' || kind === 'object') return undefined;
  const last = words.words.at(-1) ?? '';
  const first = words.words[0] ?? '';
  const temporal = temporalPhrase(slot, first, last);
  if (temporal !== undefined) return temporal;
  if (words.preposition !== undefined && (words.words.length === 1 || LABEL_LIKE_IN.has(last) || kind === 'id')) {
    return `${words.preposition} ${text}`;
  }
  if (kind === 'list') return undefined;
  const direction = words.words.length === 1 && kind === 'text' ? directionOf(slot) : undefined;
  if (direction !== undefined) return `${direction} ${text}`;
  if (LOCATION_NOUNS.has(last) && !slot.referred && words.words.length <= 2)
    return `${directionOf(slot) ?? 'in'} ${text}`;
  if (LABEL_LIKE_IN.has(last) && words.words.length <= 2) return `in ${text}`;
  if (/^(?:limit|max|top|count|num|size)$/.test(first) && kind === 'number' && isCountOfResults(words)) {
    return `with at most ${text} results`;
  }
  if (first === 'page' && words.words.length <= 2 && kind === 'number' && last !== 'size') return `on page ${text}`;
  if (/^(?:query|keyword|keywords|search|term|topic)$/.test(last) && kind === 'text') return `for "${text}"`;
  if (kind === 'id' && slot.referred) return `for ${text}`;
  if (kind === 'id') return `for ${words.noun} ${text}`;
  return undefined;
}

function isCountOfResults(words: ParameterWords): boolean {
  return (
    words.words.length === 1 ||
    ['results', 'items', 'k', 'n', 'limit', 'count', 'records', 'size'].includes(words.words.at(-1) ?? '')
  );
}

const STARTS = /^(?:from|origin|departure|source|src|start|pickup)$/;
const ENDS = /^(?:to|destination|dest|dst|arrival|target|end|dropoff)$/;

/** Whether a value says where from or where to: `from_currency`, `destination`. */
export function directionOf(slot: Slot): 'from' | 'to' | undefined {
  const [first = ''] = slot.words.words;
  if (STARTS.test(first)) return 'from';
  return ENDS.test(first) ? 'to' : undefined;
}

function temporalPhrase(slot: Slot, first: string, last: string): string | undefined {
  if (slot.kind === 'time' && !slot.referred) return `at ${slot.text}`;
  const dated = slot.kind === 'date' || slot.kind === 'moment';
  if (!dated || slot.referred) return undefined;
  if (/^(?:start|begin|from|since|after|checkin)$/.test(first)) return `from ${slot.text}`;
  if (/^(?:end|until|to|before|checkout|till)$/.test(first)) return `until ${slot.text}`;
  if (first === 'due' || last === 'deadline') return `by ${slot.text}`;
  return /^(?:date|day|datetime|time|timestamp|departure|arrival)$/.test(last) || slot.words.words.length === 1
    ? `${slot.kind === 'date' ? 'on' : 'for'} ${slot.text}`
    : undefined;
}
