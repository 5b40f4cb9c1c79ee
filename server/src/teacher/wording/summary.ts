import {
  capitalize,
  counted,
  isPlural,
  joinList,
  plural,
  singular,
  splitWords,
  spoken,
  type Unit,
  unitOf,
} from '../../english/index.ts';
import { isObject, type Json } from '../../json/index.ts';
import { ENGLISH, type PhraseBook } from '../phrases/book.ts';
import { WRAPPERS } from '../phrases/slots.ts';
import type { PastCall } from '../types.ts';
import { actionOf } from './action.ts';
import { Choices } from './choose.ts';
import { frame, tidy } from './query.ts';
import { objectNoun } from './reference.ts';
import { sayValue } from './values.ts';

/** The text that closes a turn: what the outputs say (method §6). Every output is in it, at least its main values. */
export function summarize(done: readonly PastCall[], seed: string, book: PhraseBook = ENGLISH): string {
  const parts = done.map((call, index) => summarizeOne(call, new Choices(`${seed}/${index}`), book));
  return tidy(parts.join(' '));
}

function summarizeOne(call: PastCall, choices: Choices, book: PhraseBook): string {
  if (!call.ok) return frame(choices.pick('failed', book.failed), { message: sentence(errorText(call.output)) });
  return sayOutput(call, choices, book);
}

/** The words of an error output, as a real API worded it. */
export function errorText(output: Json): string {
  const error = isObject(output) ? (output.error ?? output.message ?? output) : output;
  if (typeof error === 'string') return error;
  if (isObject(error) && typeof error.message === 'string') return error.message;
  return JSON.stringify(error);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}

const MAX_FIELDS = 5;
const MAX_ITEMS = 3;

function sayOutput(call: PastCall, choices: Choices, book: PhraseBook): string {
  const output = unwrapped(call.output);
  if (output === null || output === true || output === '') return choices.pick('done', book.done);
  if (output === false) return 'The answer is no.';
  if (Array.isArray(output)) return sayList(output, listNoun(call), choices, book);
  if (!isObject(output)) return resultSentence(call, output, choices);
  const entries = Object.entries(output).filter(([, value]) => value !== null && !isEmpty(value));
  if (entries.length === 0) return choices.pick('done', book.done);
  const only = entries.length === 1 ? entries[0] : undefined;
  if (only !== undefined && Array.isArray(only[1])) return sayList(only[1], nounOfKey(only[0], call), choices, book);
  return sayObject(entries, call, choices, book);
}

/** What stands in a wrapper such as `{ returns: … }`. */
function unwrapped(output: Json): Json {
  if (!isObject(output)) return output;
  const [only, ...others] = Object.entries(output);
  const wraps = only !== undefined && others.length === 0 && WRAPPERS.has(only[0].toLowerCase());
  return wraps ? only[1] : output;
}

function isEmpty(value: Json): boolean {
  return (Array.isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0);
}

function resultSentence(call: PastCall, value: string | number, choices: Choices): string {
  // A word such as "created" only says that it worked.
  if (typeof value === 'string' && (/^[a-z]+ed$/.test(value) || value === 'ok' || value === 'success'))
    return choices.pick('worked', [`Done: ${value}.`, `The result is "${value}".`, `It reports "${value}".`]);
  if (typeof value === 'string' && (value.includes(' ') || value.length > 40)) return sentence(value);
  const noun = resultNoun(call);
  return capitalize(
    `${choices.pick('result', [`the ${noun} is`, typeof value === 'number' ? `the ${noun} comes to` : `that gives`])} ${sayValue(value)}.`,
  );
}

function resultNoun(call: PastCall): string {
  const { rest } = actionOf(call.tool.signature);
  const match = /^the ([a-z]+(?: [a-z]+)?)(?= (?:of|for|between|in|from|to|at)\b|$)/.exec(rest);
  return match?.[1] ?? scalarNoun(rest) ?? 'result';
}

/** "user id" for "find user id by email". */
function scalarNoun(rest: string): string | undefined {
  const noun = objectNoun(rest);
  return noun !== undefined && /\b(?:id|code|number|name|status|token|date|time|price|address|total)$/.test(noun)
    ? noun
    : undefined;
}

/** What the items of a bare list are: from the action's object ("flights between …"), else "results". */
function listNoun(call: PastCall): string {
  const noun = objectNoun(actionOf(call.tool.signature).rest);
  return noun !== undefined && isPlural(noun) ? noun : 'results';
}

function nounOfKey(key: string, call: PastCall): string {
  const words = splitWords(key);
  if (WRAPPERS.has(key.toLowerCase())) return listNoun(call);
  const last = words.at(-1) ?? '';
  if (['list', 'results', 'result', 'items', 'data', 'output', 'values', 'records'].includes(last)) {
    return words.length > 1 && last === 'list' ? plural(words.slice(0, -1).join(' ')) : listNoun(call);
  }
  return plural(words.join(' '));
}

function sayList(items: readonly Json[], noun: string, choices: Choices, book: PhraseBook): string {
  if (items.length === 0) return choices.pick('none', book.foundNone);
  const lead = frame(choices.pick('found', book.found), {
    count: counted(items.length, noun),
    be: items.length === 1 ? 'is' : 'are',
  }).replace(/\.$/, '');
  const shown = items.slice(0, MAX_ITEMS).map(sayItem);
  const rest = items.length - shown.length;
  const simple = items.every((item) => !isObject(item));
  const list = simple
    ? joinList(rest > 0 ? [...shown, `${rest} more`] : shown)
    : `${shown.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
  return `${lead}: ${list}.`;
}

/** One item in a list: its first values, the main one first. */
function sayItem(item: Json): string {
  if (!isObject(item))
    return Array.isArray(item) ? joinList(item.slice(0, 4).map((part) => sayItem(part))) : sayValue(item);
  const entries = Object.entries(item).filter(
    ([, value]) => value !== null && !isObject(value) && !Array.isArray(value),
  );
  const [head, ...others] = entries;
  if (head === undefined) return sayValue(JSON.stringify(item));
  const details = others.slice(0, 4).map(([key, value]) => fieldPhrase(key, value as Json, others));
  return details.length === 0 ? sayValue(head[1]) : `${sayValue(head[1])} (${details.join(', ')})`;
}

type Entries = readonly (readonly [string, Json])[];

function fieldPhrase(key: string, value: Json, siblings: Entries): string {
  const words = splitWords(key);
  if (typeof value === 'boolean') return value ? words.join(' ') : `not ${words.join(' ')}`;
  const noun = fieldNoun(words);
  const text = withUnit(words, value, siblings);
  return text.toLowerCase().startsWith(`${noun} `) ? text : `${noun} ${text}`;
}

/** The unit a field's last word says its number is in: `delay_minutes`, but not `birth_year`. */
function unitBehind(last: string): Unit | undefined {
  const unit = unitOf(last);
  return unit === undefined || (last === unit.name && last !== unit.plural) ? undefined : unit;
}

/** delay_minutes → "delay". */
function fieldNoun(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  const kept = words.length > 1 && unitBehind(last) !== undefined ? words.slice(0, -1) : words;
  return spoken(kept);
}

/** A whole sentence inside another is quoted. */
function inClause(text: string): string {
  return /[.!?]$/.test(text) && text.includes(' ') ? `"${text}"` : text;
}

/** 15 under delay_minutes → "15 minutes"; a price beside a currency → "412.5 EUR". */
function withUnit(words: readonly string[], value: Json, siblings: Entries): string {
  const text = inClause(sayValue(value, { label: true }));
  if (typeof value !== 'number') return text;
  const last = words.at(-1) ?? '';
  const unit = words.length > 1 ? unitBehind(last) : undefined;
  if (unit !== undefined) return `${text} ${value === 1 ? singular(unit.said) : unit.said}`;
  const currency = siblings.find(([key]) => /^currency(?:_?code)?$/i.test(key))?.[1];
  const money = /^(?:price|amount|total|fee|cost|refund|fare|balance|sum|charge)$/.test(last);
  return money && typeof currency === 'string' ? `${text} ${currency}` : text;
}

const ECHO_NOISE = new Set(['success', 'ok']);

function sayObject(entries: Entries, call: PastCall, choices: Choices, book: PhraseBook): string {
  const fresh = entries.filter(([key, value]) => !isEcho(key, value, call) && !ECHO_NOISE.has(key.toLowerCase()));
  const failed = entries.some(([key, value]) => ECHO_NOISE.has(key.toLowerCase()) && value === false);
  if (failed) return `That was not successful${fresh.length > 0 ? `: ${clauses(fresh, entries)}` : ''}.`;
  if (fresh.length === 0) return choices.pick('done', book.done);
  const prose = fresh.length === 1 ? fresh[0] : undefined;
  if (prose !== undefined && typeof prose[1] === 'string' && prose[1].split(' ').length > 3)
    return proseField(prose[0], prose[1]);
  const lead = choices.chance('lead', 0.35)
    ? `${choices.pick('done', changes(call) ? book.done : ['Here is what I found.', 'I have it.'])} `
    : '';
  return `${lead}${capitalize(clauses(fresh, entries))}.`;
}

function changes(call: PastCall): boolean {
  return (
    call.tool.signature.annotations.readOnly !== true &&
    /^(?:create|book|add|update|set|cancel|delete|remove|send|post|open|close|change|assign)/.test(
      actionOf(call.tool.signature).verb,
    )
  );
}

function proseField(key: string, text: string): string {
  return /message|status|result|answer|text|output|response/.test(key)
    ? sentence(capitalize(text))
    : `The ${splitWords(key).join(' ')}: ${sentence(text)}`;
}

/** A field that only repeats an argument says nothing new. */
function isEcho(key: string, value: Json, call: PastCall): boolean {
  return Object.hasOwn(call.arguments, key) && JSON.stringify(call.arguments[key]) === JSON.stringify(value);
}

function clauses(fresh: Entries, all: Entries): string {
  const told = fresh.filter(([key]) => !/^currency(?:_?code)?$/i.test(key) || !hasMoney(fresh));
  const plain = told.filter(([, value]) => typeof value !== 'object' || isShortList(value));
  const shown = plain.length >= 2 ? plain : told;
  const counts = told.filter(([, value]) => Array.isArray(value) && !shown.some(([, other]) => other === value));
  return joinList([
    ...shown.slice(0, MAX_FIELDS).map(([key, value]) => fieldClause(key, value, all)),
    ...counts
      .slice(0, 2)
      .map(
        ([key, value]) =>
          `there ${(value as Json[]).length === 1 ? 'is' : 'are'} ${counted((value as Json[]).length, spoken(splitWords(key)))}`,
      ),
  ]);
}

/** A list that can be said in passing: a few scalars. */
function isShortList(value: Json): boolean {
  return Array.isArray(value) && value.length <= 4 && value.every((item) => typeof item !== 'object');
}

function hasMoney(entries: Entries): boolean {
  return entries.some(
    ([key, value]) =>
      typeof value === 'number' && /(?:price|amount|total|fee|cost|refund|fare|balance|sum|charge)$/i.test(key),
  );
}

function fieldClause(key: string, value: Json, siblings: Entries): string {
  const words = splitWords(key);
  const noun = fieldNoun(words);
  if (Array.isArray(value)) {
    const shown = value.slice(0, MAX_ITEMS).map(sayItem);
    const rest = value.length - shown.length;
    return `the ${plural(noun)} are ${joinList(rest > 0 ? [...shown, `${rest} more`] : shown)}`;
  }
  if (isObject(value)) {
    const inner = Object.entries(value)
      .slice(0, 4)
      .map(([name, item]) => fieldPhrase(name, item, Object.entries(value)));
    return `the ${noun} has ${joinList(inner)}`;
  }
  if (typeof value === 'boolean') return booleanClause(words, value);
  // discharged_at → "it was discharged on 20 April 2025 at 11:15".
  const when = /^([a-z]+ed) (?:at|on)$/.exec(words.join(' '))?.[1];
  if (when !== undefined && typeof value === 'string')
    return `it ${/^(?:expected|scheduled|planned|estimated)$/.test(when) ? 'is' : 'was'} ${when} on ${withUnit(words, value, siblings)}`;
  return `the ${noun} ${isPlural(noun) && typeof value !== 'number' ? 'are' : 'is'} ${withUnit(words, value, siblings)}`;
}

function booleanClause(words: readonly string[], value: boolean): string {
  const [first = '', ...rest] = words;
  if ((first === 'is' || first === 'has' || first === 'can') && rest.length > 0) {
    return `it ${first} ${value ? '' : 'not '}${rest.join(' ')}`;
  }
  const quality = /(?:ive|ed|al|ary|ic|able|ible|ent|ful|less|ant|ous|open|full|ready|valid)$/.test(words.at(-1) ?? '');
  if (quality && words.length <= 2) return `it is ${value ? '' : 'not '}${words.join(' ')}`;
  return `${words.join(' ')}: ${value ? 'yes' : 'no'}`;
}
