import { baseForm, isMoneyWord, isPlural, singular, splitWords, verbClassOf } from '../english/index.ts';
import type { JsonSchema } from '../json/index.ts';
import { nounsOfWords } from './nouns.ts';

const LEAD =
  /\b(?:returns?|including|includes?|incl\.?|containing|contains|along with|together with|such as|details? like|with (?:its|their|the))\s+([^.;:\n]{3,160})/gi;
const MAX_FIELDS = 6;
const MAX_WORDS = 3;
const SKIPPED = new Set(
  `a an the all any each every its their his her your given specified matching found new updated created full complete
  list array object set of details detail information info data result results response json string number summary
  metadata it this that these those they them there here following same itself or and one record dict dictionary basic other more etc optional current`.split(
    /\s+/,
  ),
);

const BETWEEN = /,|\band\b|\bor\b|\(|\)/;

/** `Get a pet's medical record: weight, allergies, vaccinations.` */
const READ_LIST = /^\s*([A-Za-z]+)\b[^:.\n]{2,120}?([A-Za-z]+):\s+([^.:;\n]{3,160})/;
/** What a list before the answer's fields would be of: what may be asked for, or how. */
const ASKED = new Set(
  `parameter argument option value filter format type kind status example note unit mode category one input choice field by
  is are supported allowed either follow criterion order`.split(/\s+/),
);

/** What a list in words names: `trainer, start time and spots left`. */
function partsOf(list: string): readonly string[] {
  return list.split(/,|\band\b/).filter((part) => part.trim() !== '');
}

/** The list behind the colon of a first sentence that reads something; none where it lists what can be asked. */
function listedBehindColon(text: string): readonly string[] {
  const [, verb = '', before = '', list = ''] = READ_LIST.exec(text) ?? [];
  const reads = verbClassOf(baseForm(verb.toLowerCase()));
  if ((reads !== 'get' && reads !== 'list') || ASKED.has(singular(before.toLowerCase()))) return [];
  const parts = partsOf(list);
  return parts.length > 1 && parts.every((part) => part.trim().split(/\s+/).length <= MAX_WORDS + 1) ? [list] : [];
}

/** `List meters with serial number and install date.`; what has a word before it is one thing of many: `with a garden and a pool`. */
const READ_WITH = /^\s*([A-Za-z]+)\s+[^.:;,\n]{2,60}?\bwith\s+(?!(?:an?|the|its|their|your|one|no)\b)([^.:;\n]{3,160})/;

/** `Group classes on a day, with trainer, start time and spots left.`: behind a comma it is told in any case. */
const ASIDE = /^[^.:;,\n]{3,80},\s+with\s+(?!(?:an?|the|its|their|your|one|no)\b)([^.;:\n]{3,160})/;

/** What a first sentence that reads something says of each of it; one word alone is more often what is looked for. */
function listedBehindWith(text: string): readonly string[] {
  const [, aside] = ASIDE.exec(text) ?? [];
  const [, verb = '', behind = ''] = READ_WITH.exec(text) ?? [];
  const list = aside ?? behind;
  const base = baseForm(verb.toLowerCase());
  const reads =
    aside !== undefined || base === 'return' || base === 'show' || verbClassOf(base) === 'get' || base === 'list';
  const parts = partsOf(list);
  return reads && parts.length > 1 && parts.every((part) => fieldIn(part) !== undefined) ? [list] : [];
}

/** A field that a description says the answer has. */
export interface ToldField {
  /** Snake case, in the number in which it is told. */
  readonly name: string;
  readonly words: readonly string[];
  readonly many: boolean;
}

/** Fields that a description names: of `Details of one order, including items and total`, items and total. */
/** @param each of a list: `Task lists with their titles` tells one title of each */
export function toldFields(description: string, each = false): readonly ToldField[] {
  const fields: ToldField[] = [];
  const text = description.slice(0, 600).replace(STATES, '$1');
  const told = [...text.matchAll(LEAD)].map(([whole, list = '']) => ({
    list,
    each: each && /^(?:with|along with|together with)\s+their\b/i.test(whole),
  }));
  const listed = [...listedBehindColon(text), ...listedBehindWith(text)].map((list) => ({ list, each: false }));
  for (const one of [...listed, ...told]) {
    for (const part of one.list.split(BETWEEN)) {
      const whole = fieldIn(part);
      const field = one.each && whole !== undefined ? ofEach(whole) : whole;
      if (field !== undefined && !fields.some(({ name }) => name === field.name)) fields.push(field);
      if (fields.length >= MAX_FIELDS) return fields;
    }
  }
  return fields;
}

const SEARCHES = /^\W*(?:full[- ]text\s+)?(?:search|find|look)(?:es|s|ing)?\b[^.;:\n]{0,80}?\bby\s+([^.;:\n]{3,80})/i;
/** What is searched by, and is no field of what is found. */
const SOUGHT = new Set(
  'keyword keywords text query term terms phrase string criteria filter filters field attribute value id ids'.split(
    ' ',
  ),
);

/** Fields that one text is compared with: of `Search films by title or director`, title and director. */
export function searchedFields(description: string): readonly ToldField[] {
  const [, list = ''] = SEARCHES.exec(description) ?? [];
  const fields = list.split(/,|\/|\band\b|\bor\b|\(|\)/).map(fieldIn);
  return fields
    .filter((field) => field !== undefined)
    .filter(({ words }) => words.length < 3 && !words.some((word) => SOUGHT.has(word)));
}

function ofEach({ words }: ToldField): ToldField {
  return { name: words.join('_'), words, many: false };
}

const BREAKS = new Set(
  'of for in on at by with from to that which who where when if as per is are was be has have so whose via using not only after before'.split(
    ' ',
  ),
);

/** `units in stock`, `spots left`: how many there are. */
const LEFT =
  /^\s*(?:the\s+)?(?:number of\s+)?([a-z]+s)\s+(in stock|on hand|left|available|remaining|free|taken|sold)\s*$/i;

function fieldIn(part: string): ToldField | undefined {
  const [, things, how] = LEFT.exec(part) ?? [];
  if (things !== undefined && how !== undefined) {
    const name = `${things} ${how}`.toLowerCase().replaceAll(' ', '_');
    return { name, words: [...name.split('_'), 'count'], many: false };
  }
  const all = splitWords(part);
  const end = all.findIndex((word) => BREAKS.has(word));
  const words = (end < 0 ? all : all.slice(0, end)).filter((word) => !SKIPPED.has(word));
  if (words.length === 0 || words.length > MAX_WORDS || words.some((word) => /^\d/.test(word))) return undefined;
  if (words.length === 1 && verbClassOf(words[0] as string) === 'run') return undefined;
  // "newest first" says in which order a list comes.
  if (/^(?:first|last)$/.test(words.at(-1) ?? '') && /(?:est|most|least)$/.test(words.at(-2) ?? '')) return undefined;
  return { name: words.join('_'), words: nounsOfWords(words), many: isPlural(words.at(-1) as string) };
}

const NUMBERS = new Set(
  `count stock number quantity total size length width height depth weight age rating score percent rank distance duration
  temperature humidity speed pressure level capacity latitude longitude limit year`.split(/\s+/),
);
const OF_SUMS = new Set('paid due owed charged spent left earned refunded collected taken raised remaining'.split(' '));
const MOMENTS = new Set('time timestamp at'.split(' '));

/** `with its status, open or resolved`, `its state (draft, sent or paid)`. */
const STATES =
  /\b(status|state|phase|stage)(?:\s*[,:]\s*|\s*\(\s*)((?:[a-z]+(?:[_ ][a-z]+)?\s*,\s*){0,6}[a-z]+(?:[_ ][a-z]+)?,?\s+or\s+[a-z]+(?:_[a-z]+)?)\b\)?/gi;

/** The states that a description lists behind the word, in its order. */
export function statesTold(description: string): readonly string[] {
  const [, , list = ''] = [...description.slice(0, 600).matchAll(STATES)][0] ?? [];
  return list
    .split(/,|\bor\b/)
    .flatMap((state) => (state.trim() === '' ? [] : state.trim().toLowerCase().replaceAll(' ', '_')));
}

/** The schema a field's words suggest: a price is a number, a start time a moment, `is_open` a truth value. */
export function guessedSchema(words: readonly string[], many = false): JsonSchema {
  const one = guessOne(words);
  return many ? { type: 'array', items: one } : one;
}

function guessOne(words: readonly string[]): JsonSchema {
  const last = words.at(-1) ?? '';
  const first = words[0] ?? '';
  if (first === 'is' || first === 'has' || first === 'can') return { type: 'boolean' };
  if (isMoneyWord(last) || NUMBERS.has(last)) return { type: 'number' };
  // `price paid`, `amount still owed`: what has become of a sum is a sum.
  if (OF_SUMS.has(last) && words.some(isMoneyWord)) return { type: 'number' };
  if (last === 'date' || last === 'day') return { type: 'string', format: 'date' };
  if (MOMENTS.has(last)) return { type: 'string', format: 'date-time' };
  if (last === 'email') return { type: 'string', format: 'email' };
  if (last === 'url' || last === 'link') return { type: 'string', format: 'uri' };
  return { type: 'string' };
}
