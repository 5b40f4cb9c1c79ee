import { article, isPlural, splitWords } from '../../english/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import { GIVE_VERBS, LOOK_UP, SHOW_VERBS, TELL_VERBS, WORK_OUT_VERBS } from '../phrases/book.ts';
import { SETTERS } from '../phrases/slots.ts';
import type { PlannedCall } from '../types.ts';
import { actionOf } from './action.ts';
import type { Choices } from './choose.ts';
import { attach, directionOf, type Slot, slotsOf } from './clause.ts';
import type { Known } from './reference.ts';

/** A request for one call in words: the clause, and sentences that carry what found no place in it. */
export interface WordedCall {
  /** In base form: "find flights from SFO to LIS on 14 May 2026". */
  readonly clause: string;
  /** The noun phrase, where the call only asks for something: "the gate of that flight". */
  readonly noun?: string;
  readonly sentences: readonly string[];
}

/** Puts a call's values into its description's words. */
export function wordCall(call: PlannedCall, known: Known, choices: Choices, leaveOut?: string): WordedCall {
  const action = actionOf(call.tool.signature);
  const slots = slotsOf(call, known, choices, leaveOut);
  const cleaned = dropGenericPairs(cleanRest(toSpeaker(action.rest, call.tool.signature, 'me')), slots);
  const setting = SETTERS.has(action.verb);
  const filled = fillTwoNumbers(cleaned, slots) ?? fillSlots(cleaned, slots, setting);
  const settings = SETTERS.has(action.verb) ? filled.left.filter((slot) => isNewValue(slot, filled.rest)) : [];
  const { phrases, sentences } = attach(
    filled.left.filter((slot) => !settings.includes(slot)),
    choices,
  );
  phrases.push(...settings.slice(0, 1).map((slot) => `to ${slot.text}`));
  sentences.push(...attach(settings.slice(1), choices).sentences);
  const rest = [filled.rest, ...phrases].filter((part) => part !== '').join(' ');
  // "Returns the details" gives; `return_item` brings back.
  const deed = action.verb === splitWords(call.tool.signature.name)[0] && action.verb === 'return';
  const clause = deed ? `${action.verb} ${rest}` : clauseOf(action.verb, rest, choices, call.tool.name);
  const asksOnly =
    !deed && (GIVE_VERBS.has(action.verb) || SHOW_VERBS.has(action.verb) || WORK_OUT_VERBS.has(action.verb));
  return { clause, sentences, ...(asksOnly && /^(?:the|my) /.test(rest) ? { noun: rest } : {}) };
}

const SPEAKER =
  /\bthe (?:user|customer|client|caller)(?=$|[.,;]| (?:to|with|for|in|on|at|from|by|and|about|of|when|if|that)\b)/gi;

/**
 * A tool that names no user speaks of the one who asks: "transfer the user to a human" is "transfer me". Where an argument
 * says which user, it is somebody else.
 */
export function toSpeaker(rest: string, { parameters }: FunctionSignature, word: 'me' | 'you'): string {
  const names = Object.keys(parameters.properties ?? {}).flatMap((name) => splitWords(name));
  return names.some((name) => /^(?:user|customer|client|caller|account|email|recipient)s?$/.test(name))
    ? rest
    : rest.replace(SPEAKER, word);
}

/** Words of documentation that no person would say. */
function cleanRest(rest: string): string {
  return rest
    .replace(/\b(?:the |an? )?(?:currently )?(?:authenticated|logged[- ]in|current) user's\b/gi, 'my')
    .replace(/\b(?:the )?(?:currently )?(?:authenticated|logged[- ]in|current) user (is|has)\b/gi, (_, verb: string) =>
      verb.toLowerCase() === 'is' ? 'I am' : 'I have',
    )
    .replace(/\b(?:the )?(?:currently )?(?:authenticated|logged[- ]in|current) user\b/gi, 'me')
    .replace(/\bof any extension\b/gi, '')
    .replace(/\bthe user's\b/gi, 'my')
    .replace(/\b(?:from|in|of|on) (?:the )?(?:database|system|api|server|backend)\b(?! \w)/gi, '')
    .replace(
      /\b(the|an?) (?:specified|given|provided|specific|particular|requested|desired|certain)\b/gi,
      (_, word: string) => word,
    )
    .replace(/\b(?:specified|given|provided)\b /gi, '')
    .replace(/ by (?:its |their |the )?(?:id|ID|Id|identifier)$/, '')
    .replace(/\b(?:a|an) (?=[a-z]{2})([a-z]+)/g, (_, word: string) => `${article(word)} ${word}`)
    .replace(/\s+/g, ' ')
    .trim();
}

const DETERMINER = '(?:an?(?: new| different)?|another|the(?: new)?|one|some|your|my|any|each|this|their)';
const AFTER = String.raw`(?=$|[,.]|\s(?:from|to|in|on|at|for|with|by|and|or|into|is|are|as|near|within|about|against|of|it|per|using|between|before|after|under|has|have|was|will|can)\b)`;

/** "add two numbers" → "add 3 and 5". */
function fillTwoNumbers(text: string, slots: readonly Slot[]): { rest: string; left: Slot[] } | undefined {
  const numbers = slots.filter((slot) => typeof slot.argument.value === 'number');
  const pattern = /\btwo (?:given )?(?:numbers|values|integers|amounts)\b/;
  if (numbers.length !== 2 || !pattern.test(text)) return undefined;
  const rest = text.replace(pattern, () => numbers.map((slot) => slot.text).join(' and '));
  return { rest, left: slots.filter((slot) => !numbers.includes(slot)) };
}

/** What a setter sets: its noun is the head of the clause ("the volume of a room"), its value comes after "to". */
function isNewValue(slot: Slot, rest: string): boolean {
  const scalar = slot.kind === 'label' || slot.kind === 'number' || slot.kind === 'text';
  const [head = ''] = rest.split(/ (?:of|for|in|on|to|from|at|with) /);
  return (
    scalar &&
    slot.words.nouns.some((noun) => new RegExp(`\\b${noun.replace(/[^\p{L}\p{N} ]/gu, '.')}\\b`, 'i').test(head))
  );
}

/** "… to the folder": the description says itself where the value goes. */
function isTarget(slot: Slot, rest: string): boolean {
  return slot.words.nouns.some((noun) =>
    new RegExp(`\\bto (?:an?|the) ${noun.replace(/[^\p{L}\p{N} ]/gu, '.')}\\b`, 'i').test(rest),
  );
}

function fillSlots(text: string, slots: readonly Slot[], setting: boolean): { rest: string; left: Slot[] } {
  let rest = text;
  const left: Slot[] = [];
  const used: string[] = [];
  for (const slot of slots) {
    const value = setting && isNewValue(slot, rest) && !isTarget(slot, rest);
    const placed = value ? undefined : place(rest, slot, used.length);
    if (placed === undefined) left.push(slot);
    else {
      used.push(placed.words);
      rest = placed.rest;
    }
  }
  // Values go in last, so that no value is mistaken for a place for another.
  used.forEach((words, index) => {
    rest = rest.replace(mark(index), () => words);
  });
  return { rest: rest.replace(/\s+/g, ' ').trim(), left };
}

/** Stands around the number of a value that is put in later. */
const MARK = '\u0001';

function mark(index: number): string {
  return `${MARK}${index}${MARK}`;
}

function place(rest: string, slot: Slot, index: number): { rest: string; words: string } | undefined {
  if (slot.kind === 'boolean' || slot.kind === 'object') return undefined;
  const said = rest.toLowerCase();
  for (const noun of slot.words.nouns) {
    // A noun that is not there has no place; asked this way, 20,000 parameters cost no patterns.
    if (!said.includes(noun.toLowerCase())) continue;
    const match = placeOf(noun, slot).exec(rest);
    if (match === null) continue;
    const comma = match.groups?.comma;
    const before = rest.slice(0, match.index);
    if (comma !== undefined && !before.includes(' by ') && !before.includes(MARK)) continue;
    const lead = (match.groups?.lead ?? comma ?? '').toLowerCase();
    const adjective = match.groups?.adjective ?? '';
    if (slot.kind === 'prose' && !slot.referred && lead !== '') continue;
    const bare = lead === 'with' || lead === 'by' || lead === 'and' || lead === ',';
    const words = bare ? `${lead} ${named(slot, noun)}` : adjective + inPlace(slot, noun);
    return {
      rest: rest.slice(0, match.index) + mark(index) + rest.slice(match.index + match[0].length),
      words: slot.referred && !bare ? slot.text : words,
    };
  }
  return undefined;
}

const places = new Map<string, RegExp>();

/**
 * Where a description speaks of a parameter: "a flight", "the given city", "by name"; for identifiers also with a word
 * between ("a support ticket"), and for a text the bare noun it begins with ("content to a file").
 */
function placeOf(noun: string, slot: Slot): RegExp {
  const key = `${slot.kind} ${noun}`;
  let pattern = places.get(key);
  if (pattern === undefined) {
    const escaped = noun.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const amount = slot.kind === 'number' ? '(?: of [a-z]+)?' : '';
    const plural = slot.kind === 'list' ? '(?:s|es)?' : '';
    const adjective = slot.kind === 'id' ? '(?<adjective>(?!new )[a-z]+ )?' : '';
    const start = slot.kind === 'text' || slot.kind === 'prose' ? '^' : '(?!)';
    const lead = `(?:(?:\\b(?<lead>${DETERMINER}|with|by|and)|(?<comma>,))\\s+${adjective}|${start})`;
    const suffix = '(?: (?:id|ids|identifier|name|code|number))?';
    const after = slot.kind === 'id' ? `(?:${AFTER}|(?= [a-z]+s\\b))` : AFTER;
    pattern = new RegExp(`${lead}${escaped}${plural}${suffix}${amount}(?: or (?:an? )?[a-z]+(?= |$))?${after}`, 'i');
    places.set(key, pattern);
  }
  return pattern;
}

function named(slot: Slot, noun: string): string {
  return slot.referred ? slot.text : `${noun} ${slot.text}`;
}

/** The words that take the place of "a flight", "the file". */
function inPlace(slot: Slot, noun: string): string {
  if (slot.referred) return slot.text;
  if (slot.kind === 'id') return `${slot.words.noun} ${slot.text}`;
  if (slot.kind === 'number')
    return /^(?:number|amount|value|integer|sum|price|count)$/.test(noun) ? slot.text : `the ${noun} ${slot.text}`;
  if (slot.kind === 'date' || slot.kind === 'moment' || slot.kind === 'time') return slot.text;
  if (slot.kind === 'label' || slot.kind === 'list') return slot.text;
  const proper = /^\p{Lu}|[./@\\\d]/u.test(slot.text);
  return proper ? slot.text : `the ${noun} "${slot.text}"`;
}

/** "flights between two airports" with values for both → "flights": "from SFO to LIS" follows. */
function dropGenericPairs(rest: string, slots: readonly Slot[]): string {
  const ways = slots.map(directionOf);
  if (!ways.includes('from') && !ways.includes('to')) return rest;
  return rest
    .replace(/\s*\b(?:between two|between a pair of) \p{L}+(?: \p{L}+)?(?=$|[,.])/u, '')
    .replace(/\s*\bfrom (?:one|an?) \p{L}+(?: \p{L}+)? to (?:another|a different|other)\b/u, '')
    .trim();
}

function clauseOf(verb: string, rest: string, choices: Choices, key: string): string {
  if (TELL_VERBS.has(verb) && !/^(?:me|us)\b/.test(rest)) return `tell me ${rest}`;
  if (SHOW_VERBS.has(verb)) return `show me ${rest}`;
  if (GIVE_VERBS.has(verb)) return `${choices.pick(`give-${key}`, LOOK_UP)} ${rest}`;
  if (WORK_OUT_VERBS.has(verb)) return `${choices.pick(`work-${key}`, [verb, 'work out'])} ${rest}`;
  return `${verb} ${rest}`.trim();
}

/** "is" or "are" for a noun phrase, by its head before "of". */
export function be(noun: string): 'is' | 'are' {
  const head = noun.split(/ (?:of|for|from|in|on|at|with|that|to|by) /)[0] as string;
  return isPlural(head) || / and /.test(head) ? 'are' : 'is';
}
