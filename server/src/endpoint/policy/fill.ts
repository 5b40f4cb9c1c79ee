import type { ToolDefinition } from '../../chat/index.ts';
import { keyWords, withIsoDates } from '../../english/index.ts';
import type { Json, JsonObject, JsonSchema } from '../../json/index.ts';
import { matchesPattern } from '../../pattern/index.ts';
import { resolveSchema, typesOf, validateValue } from '../../signature/index.ts';
import { nameFit, type PastValue } from './sources.ts';

export interface Filled {
  readonly arguments: JsonObject;
  /** Required parameters that nothing was found for. */
  readonly missing: readonly string[];
}

interface Search {
  /** The part of the message that asks for this call, dates written as ISO dates. */
  readonly asked: string;
  /** That part, then the whole message. */
  readonly text: string;
  readonly past: readonly PastValue[];
  /** Pieces of the text that a parameter already took. */
  readonly used: Set<string>;
}

interface Wanted {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly words: readonly string[];
  readonly required: boolean;
}

/**
 * Fills a tool's parameters from what the user said and what earlier calls gave: choices and formats first, since they
 * can be told apart, then identifiers from outputs, then numbers and names by the words around them. An optional
 * parameter is filled only where its own word or one of its choices is said.
 */
export function fillArguments(tool: ToolDefinition, asked: string, query: string, past: readonly PastValue[]): Filled {
  const { parameters } = tool.function;
  const required = new Set(parameters.required ?? []);
  const part = withIsoDates(asked);
  const text = asked === query ? part : `${part}\n${withIsoDates(query)}`;
  const search: Search = { asked: part, text, past, used: new Set() };
  const wanted = Object.entries(parameters.properties ?? {}).map(([name, raw]): Wanted => {
    const { schema } = resolveSchema(parameters, raw);
    return { name, schema, words: keyWords(name), required: required.has(name) };
  });
  const found = new Map<string, Json>();
  for (const find of [findReferred, findTellable, findPast, findLabelled, findLoose]) {
    for (const parameter of wanted) {
      if (found.has(parameter.name)) continue;
      const value = find(parameter, search);
      if (
        value !== undefined &&
        validateValue({ ...parameter.schema, $defs: parameters.$defs ?? {} }, value).length === 0
      ) {
        found.set(parameter.name, value);
      }
    }
  }
  const given = wanted
    .filter(({ name }) => found.has(name))
    .map(({ name }): [string, Json] => [name, found.get(name) as Json]);
  const missing = wanted.filter(
    ({ name, required: needed, schema }) => needed && !found.has(name) && schema.default === undefined,
  );
  return { arguments: Object.fromEntries(given), missing: missing.map(({ name }) => name) };
}

const FORMATS = new Map<string, RegExp>(
  Object.entries({
    date: /\b\d{4}-\d{2}-\d{2}\b/g,
    'date-time': /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?/g,
    time: /\b\d{1,2}:\d{2}(?::\d{2})?Z?/g,
    email: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g,
    uri: /\bhttps?:\/\/[^\s"'<>)]{1,500}/g,
    url: /\bhttps?:\/\/[^\s"'<>)]{1,500}/g,
    uuid: /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
  }),
);

/** Values that can be told by their form: a choice, a format, a pattern. */
function findTellable({ schema, words, required }: Wanted, search: Search): Json | undefined {
  if (Array.isArray(schema.enum)) return findChoice(schema.enum, search);
  const format = schema.format ?? (words.includes('email') ? 'email' : words.at(-1) === 'date' ? 'date' : undefined);
  const shape = format === undefined ? undefined : FORMATS.get(format);
  if (shape !== undefined)
    return take(
      search,
      [...search.text.matchAll(shape)].map((match) => match[0]),
    );
  if (typeof schema.pattern !== 'string' || !required) return undefined;
  return take(search, tokensOf(search.text, schema.pattern, roleOf(words)));
}

/** `from` or `to`, where a parameter's name tells that it is one end of something. */
function roleOf(words: readonly string[]): string | undefined {
  return words.map((word) => PREPOSITIONS.get(word)).find((role) => role === 'from' || role === 'to');
}

/** Words of a text that a pattern takes; those with the other end's preposition before them are not this end's. */
function tokensOf(text: string, pattern: string, role: string | undefined): string[] {
  const found = [...text.matchAll(/(?:\b(from|to) )?([\w#@.:/-]{1,40}(?<![.,:]))/gi)];
  const fitting = found.filter(([, preposition, token]) => {
    const other = role !== undefined && preposition !== undefined && preposition.toLowerCase() !== role;
    return !other && matchesPattern(pattern, token as string) === true;
  });
  const own = fitting.filter(([, preposition]) => preposition?.toLowerCase() === role);
  return (own.length > 0 ? own : fitting).map(([, , token]) => token as string);
}

function findChoice(choices: readonly Json[], { text }: Search): Json | undefined {
  const said = ` ${plain(text)} `;
  const texts = choices.filter((choice) => typeof choice === 'string' && choice !== '');
  return [...texts]
    .sort((a, b) => String(b).length - String(a).length)
    .find((choice) => said.includes(` ${plain(String(choice))} `));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The first candidate that no other parameter took. */
function take(search: Search, candidates: readonly string[]): string | undefined {
  const free = candidates.find((candidate) => !search.used.has(candidate));
  if (free !== undefined) search.used.add(free);
  return free;
}

/** A value of an earlier output under the same name, or one of those that the text repeats. */
function findPast({ name, schema, required }: Wanted, search: Search): Json | undefined {
  if (!required) return undefined;
  const fits = search.past.filter((past) => nameFit(name, past) > 0 && hasType(past.value, schema));
  const said = fits.find(({ value }) => String(value).length > 2 && search.text.includes(String(value)));
  if (said !== undefined) return said.value;
  const best = Math.max(0, ...fits.map((past) => nameFit(name, past)));
  const chosen = choose(
    fits.filter((past) => nameFit(name, past) === best),
    search.asked,
  );
  return typesOf(schema)[0] === 'array' && chosen !== undefined ? [chosen] : chosen;
}

/** A value spoken of by its name: `that currency`, `the answer you gave me as the message`, `the message is that answer`. */
function findReferred({ schema, words }: Wanted, search: Search): Json | undefined {
  const own = words.at(-1) ?? '';
  if (own === '' || own === 'id' || !/^\w{1,64}$/.test(own)) return undefined;
  const role = roleOf(words);
  const spoken = [
    new RegExp(`${role === undefined ? '' : `\\b${role} `}\\b(?:that|its|this|the same) (${own})\\b`, 'i'),
    new RegExp(`\\b(?:that|the) (\\w+)[^.,;]{0,30} as the ${own}\\b`, 'i'),
    new RegExp(`\\b${own} (?:is|should be) (?:that|the) (\\w+)`, 'i'),
  ];
  const noun = spoken.map((pattern) => pattern.exec(search.text)?.[1]).find((found) => found !== undefined);
  if (noun === undefined) return undefined;
  const [meant] = keyWords(noun);
  return choose(
    search.past.filter((past) => past.words.at(-1) === meant && hasType(past.value, schema)),
    search.asked,
  );
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
const LONG_AGO = /\b(?:from|at|in) the (?:very )?(?:start|beginning)\b|\bthe first time\b|\binitially\b/i;

/** Which of the values that fit: of the earliest output where the text looks back so far, and the one of the order it names. */
function choose(fits: readonly PastValue[], text: string): PastValue['value'] | undefined {
  const output = LONG_AGO.test(text) ? fits.at(-1)?.output : fits[0]?.output;
  const together = fits.filter((past) => past.output === output);
  const spoken = text.replace(new RegExp(LONG_AGO, 'gi'), '').toLowerCase();
  const ordinal = /\blast\b/.test(spoken)
    ? together.length - 1
    : ORDINALS.findIndex((word) => spoken.includes(`${word} `));
  return (together[Math.max(0, ordinal)] ?? together[0])?.value;
}

function hasType(value: Json, schema: JsonSchema): boolean {
  const types = typesOf(schema);
  const type = typeof value;
  if (types[0] === 'array') return type === 'string' || type === 'number';
  return (
    types.length === 0 ||
    types.includes(type) ||
    (type === 'number' && types.includes('integer') && Number.isInteger(value))
  );
}

const PREPOSITIONS = new Map(
  Object.entries({
    from: 'from',
    origin: 'from',
    source: 'from',
    departure: 'from',
    start: 'from',
    to: 'to',
    destination: 'to',
    target: 'to',
    arrival: 'to',
    recipient: 'to',
    receiver: 'to',
    city: 'in|at|near|for',
    location: 'in|at|near|for',
    place: 'in|at|near',
    country: 'in',
    name: 'named|called|for',
    title: 'titled|called|named',
    message: 'saying|that says|reading',
    content: 'saying|that says|reading|with',
    reason: 'because|because of|due to',
    query: 'for|about',
    keyword: 'for|about',
    topic: 'about|on',
  }),
);

/** A value with the parameter's own word, or a telling preposition, before it: `seat 14C`, `to Lisbon`. */
function findLabelled(wanted: Wanted, search: Search): Json | undefined {
  const { words, schema } = wanted;
  const labels = words.filter((word) => word.length > 2 && word !== 'id' && /^\w+$/.test(word));
  const before = [...labels, ...words.flatMap((word) => PREPOSITIONS.get(word) ?? [])];
  for (const label of before) {
    const pattern = new RegExp(
      `\\b(?:${label})s?\\b(?: id| number)?\\s{0,3}(?:is|are|of|to be|as|[:=#])?\\s{0,3}(?:the )?`,
      'gi',
    );
    for (const match of search.text.matchAll(pattern)) {
      const rest = search.text.slice(match.index + match[0].length, match.index + match[0].length + 300);
      const value = readValue(rest, schema, search);
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

/** What is left for a required parameter: a quoted text, a number, a code, a capitalised name; for prose the whole text. */
function findLoose({ schema, words, required }: Wanted, search: Search): Json | undefined {
  if (!required) return undefined;
  const type = typesOf(schema)[0];
  if (type === 'number' || type === 'integer') return numberFrom(search.text, search);
  if (type === 'boolean') return !/\b(?:not|don't|without|no|disable|off)\b/i.test(search.text);
  if (type === 'array' && typeof schema.items === 'object') return listFrom(search.text, schema.items, search);
  if (type !== 'string' && type !== undefined) return undefined;
  const quoted = take(
    search,
    [...search.text.matchAll(/["“']([^"”'\n]{1,300})["”'](?![\p{L}])/gu)].map((match) => match[1] as string),
  );
  if (quoted !== undefined) return quoted;
  if (
    words.some((word) =>
      ['message', 'content', 'text', 'body', 'comment', 'query', 'prompt', 'question'].includes(word),
    )
  )
    return search.asked.trim();
  if (words.at(-1) === 'id') return take(search, looseCodes(search.text));
  const capital = /(?<![.!?]\s|^)\b\p{Lu}[\p{L}\p{N}'-]{1,40}(?: \p{Lu}[\p{L}\p{N}'-]{1,40}){0,3}/gu;
  return take(search, search.text.match(capital) ?? []);
}

/** Codes that no other noun claims: `booking BO-1` is a booking's, `it is BO-1` is anybody's; dates and years are nobody's. */
function looseCodes(text: string): string[] {
  const codes = [...text.matchAll(/(?:([\p{L}']+)[ :]+)?((?=[\w#-]*\d)[\w#-]{3,40})/gu)];
  return codes
    .filter(
      ([, before, code]) => !/^(?:\d{4}|\d{4}-\d{2}-\d{2}.*)$/.test(code as string) && FREE_BEFORE.test(before ?? ''),
    )
    .map(([, , code]) => code as string);
}

const FREE_BEFORE = /^(?:|id|number|is|it's|its|to|for|with|of|the|use|and|code|reference|from|by|about|on)$/i;

function readValue(rest: string, schema: JsonSchema, search: Search): Json | undefined {
  const type = typesOf(schema)[0];
  if (type === 'number' || type === 'integer') {
    const number = /^\D{0,12}?(-?\d+(?:[.,]\d+)?)/.exec(rest)?.[1];
    return number === undefined || !claim(search, number) ? undefined : Number(number.replace(',', '.'));
  }
  if (type === 'boolean') return undefined;
  if (type === 'array' && typeof schema.items === 'object') return listFrom(rest, schema.items, search);
  if (type !== 'string' && type !== undefined) return undefined;
  const quoted = /^["“']([^"”'\n]{1,300})["”']/.exec(rest)?.[1];
  const named = /^\p{Lu}[\p{L}\p{N}'-]*(?: \p{Lu}[\p{L}\p{N}'-]*){0,3}/u.exec(rest)?.[0];
  const word = /^(?=[\w#@./:-]*[\d_@#/])[\w#@./:-]{1,80}(?<![.,:])/.exec(rest)?.[0];
  const value = quoted ?? word ?? named;
  return value === undefined || !claim(search, value) ? undefined : value;
}

function claim(search: Search, value: string): boolean {
  if (search.used.has(value)) return false;
  search.used.add(value);
  return true;
}

function numberFrom(text: string, search: Search): number | undefined {
  const numbers = [...text.matchAll(/(?<![\w-])-?\d+(?:\.\d+)?(?![\w-])/g)].map((match) => match[0]);
  const free = take(search, numbers);
  return free === undefined ? undefined : Number(free);
}

function listFrom(text: string, items: JsonSchema, search: Search): Json[] | undefined {
  const type = typesOf(items)[0];
  if (type === 'number' || type === 'integer') {
    const numbers = text.match(/(?<![\w-])-?\d+(?:\.\d+)?(?![\w-])/g);
    return numbers === null ? undefined : numbers.map(Number);
  }
  const quoted = [...text.matchAll(/["“']([^"”'\n]{1,200})["”']/g)].map((match) => match[1] as string);
  if (quoted.length > 0) return quoted.filter((value) => claim(search, value));
  const tags = text.match(/[#@][\w-]{1,60}/g);
  return tags === null ? undefined : tags.filter((value) => claim(search, value));
}
