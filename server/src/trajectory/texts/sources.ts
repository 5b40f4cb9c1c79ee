import type { Message } from '../../chat/index.ts';
import { withIsoDates } from '../../english/index.ts';
import { isObject, type Json, parsedJson } from '../../json/index.ts';
import { type Language, withMachineNumbers } from '../../teacher/index.ts';

/** What a text may take its facts from. */
export interface TextSources {
  /** The conversation before the text. */
  readonly messages: readonly Message[];
  /** Further texts or JSON that hold facts: the values a user is to say, the function that is spoken of. */
  readonly facts?: readonly string[];
  /** Texts whose words may be used, but whose numbers are no facts: descriptions of what is offered. */
  readonly words?: readonly string[];
  /** What the text has to be in; English where absent. */
  readonly language?: Language;
}

/** What is asked of a text's sources. */
export interface Sources {
  readonly language: Language;
  /** Whether a source of facts holds a text, in small letters. */
  holds(text: string): boolean;
  /** Whether facts or words hold a text of one line, in small letters. */
  says(text: string): boolean;
  /** Whether a date, or the end of one, stands in the sources however dates are written there: `2026-02-06`, `-02-06`. */
  holdsDate(date: string): boolean;
  /** Whether a short code stands as a value of its own in an output or a call: `"de"`. */
  holdsCode(code: string): boolean;
  hasNumber(number: number): boolean;
  /** Whether a number with decimals is this one when it is rounded to so many places. */
  hasRounded(rounded: number, places: number): boolean;
  /** Whether an output holds a text as it is. */
  quotes(text: string): boolean;
  /** Numbers that follow from the calls of the turn and from lists. */
  readonly counts: { readonly sizes: { has(size: number): boolean }; readonly longest: number };
}

/**
 * Facts of a text's sources, each form derived when first asked for. What a message gives is read once, however many texts
 * behind it are checked.
 */
export class SourceIndex implements Sources {
  readonly #sources: TextSources;
  #parts: readonly SourcePart[] | undefined;
  #text: string | undefined;
  #words: readonly string[] | undefined;
  #dates: string | undefined;
  #counts: ListCounts | undefined;

  constructor(sources: TextSources) {
    this.#sources = sources;
  }

  get language(): Language {
    return this.#sources.language ?? 'en';
  }

  get #read(): readonly SourcePart[] {
    this.#parts ??= [
      ...this.#sources.messages.map((message) => partIn(message, this.language)),
      ...(this.#sources.facts ?? []).map((fact) => new SourcePart(fact, fact)),
    ];
    return this.#parts;
  }

  /** All sources of facts in small letters. */
  get #all(): string {
    this.#text ??= this.#read.map(({ text }) => text).join('\n');
    return this.#text;
  }

  holds(text: string): boolean {
    return this.#all.includes(text);
  }

  says(text: string): boolean {
    // Mostly what was said last; a long conversation is not put together for that.
    if (this.#read.findLast((part) => part.text.includes(text)) !== undefined) return true;
    this.#words ??= (this.#sources.words ?? []).map((words) => words.toLowerCase());
    return this.#words.some((words) => words.includes(text));
  }

  holdsDate(date: string): boolean {
    this.#dates ??= withIsoDates(this.#all);
    return this.#dates.includes(date);
  }

  holdsCode(code: string): boolean {
    return this.holds(`"${code.toLowerCase()}"`);
  }

  hasNumber(number: number): boolean {
    return this.#read.some(({ numbers }) => numbers.has(number));
  }

  hasRounded(rounded: number, places: number): boolean {
    return this.#read.some(({ fractions }) => fractions.some((number) => Number(number.toFixed(places)) === rounded));
  }

  quotes(text: string): boolean {
    return this.#sources.messages.some(({ role, content }) => role === 'tool' && content.includes(text));
  }

  get counts(): ListCounts {
    if (this.#counts !== undefined) return this.#counts;
    const sizes = new Set(callCounts(this.#sources.messages));
    let longest = 0;
    for (const { lists } of this.#read) {
      for (const size of lists.sizes) sizes.add(size);
      longest = Math.max(longest, lists.longest);
    }
    this.#counts = { sizes, longest };
    return this.#counts;
  }
}

/** Numbers as people and as programs write them: 12,500 is one, and [54515,54993] are two. */
const NUMBERS = /(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?/g;

/** One message or fact, each of its forms derived when first asked for. */
export class SourcePart {
  /** In small letters. */
  readonly text: string;
  readonly #json: string | undefined;
  #numbers: ReadonlySet<number> | undefined;
  #fractions: readonly number[] | undefined;
  #lists: ListCounts | undefined;

  /** @param json what may be JSON with lists in it */
  constructor(text: string, json: string | undefined) {
    this.text = text.toLowerCase();
    this.#json = json;
  }

  get numbers(): ReadonlySet<number> {
    this.#numbers ??= new Set(
      (this.text.match(NUMBERS) ?? []).flatMap((found) =>
        found.includes(',') ? [Number(found.replaceAll(',', '')), ...found.split(',').map(Number)] : [Number(found)],
      ),
    );
    return this.#numbers;
  }

  get fractions(): readonly number[] {
    this.#fractions ??= [...this.numbers].filter((number) => !Number.isInteger(number));
    return this.#fractions;
  }

  get lists(): ListCounts {
    this.#lists ??= countLists(this.#json === undefined ? [] : [this.#json]);
    return this.#lists;
  }
}

const parts = new WeakMap<Message, SourcePart>();

function partOf(message: Message): SourcePart {
  let part = parts.get(message);
  if (part === undefined) {
    part = new SourcePart(textOf(message), message.role === 'tool' ? message.content : undefined);
    parts.set(message, part);
  }
  return part;
}

/** What a message gives, read once. */
export function partIn(message: Message, language: Language): SourcePart {
  return language === 'de' ? germanPartOf(message) : partOf(message);
}

const germanParts = new WeakMap<Message, SourcePart>();

/** What people say in German holds its numbers and dates beside it as machines write them. */
function germanPartOf(message: Message): SourcePart {
  if (message.role === 'tool' || message.role === 'system') return partOf(message);
  let part = germanParts.get(message);
  if (part === undefined) {
    part = new SourcePart(`${textOf(message)}\n${withMachineNumbers(message.content)}`, undefined);
    germanParts.set(message, part);
  }
  return part;
}

function textOf(message: Message): string {
  const calls =
    message.role === 'assistant' && message.tool_calls !== undefined ? JSON.stringify(message.tool_calls) : '';
  // What an output escapes stands in a text as it is: line breaks, quotation marks.
  const plain = message.role === 'tool' && message.content.includes('\\') ? unescaped(message.content) : '';
  return `${message.content}\n${calls}\n${plain}`;
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, letter: string) => ESCAPED[letter] ?? letter);
}

/** Calls since the last message of the user, in all and by function. */
function callCounts(messages: readonly Message[]): number[] {
  const turn = messages.slice(messages.findLastIndex(({ role }) => role === 'user') + 1);
  const names = turn.flatMap((message) => (message.role === 'tool' ? [message.name] : []));
  const byName = new Map<string, number>();
  for (const name of names) byName.set(name, (byName.get(name) ?? 0) + 1);
  return [names.length, ...byName.values()];
}

/** Numbers that follow from the lists of outputs. */
export interface ListCounts {
  /** Lengths of lists, and of the items in them that agree in a field. */
  readonly sizes: ReadonlySet<number>;
  readonly longest: number;
}

function countLists(texts: readonly string[]): ListCounts {
  const sizes = new Set<number>();
  let longest = 0;
  const visit = (value: Json, depth: number): void => {
    if (depth > 12) return;
    if (Array.isArray(value)) {
      sizes.add(value.length);
      longest = Math.max(longest, value.length);
      for (const size of groupSizes(value)) sizes.add(size);
      for (const item of value) visit(item, depth + 1);
    } else if (isObject(value)) {
      sizes.add(Object.keys(value).length);
      for (const item of Object.values(value)) visit(item as Json, depth + 1);
    }
  };
  for (const text of texts) visit(parsedJson(text) ?? null, 0);
  return { sizes, longest };
}

function groupSizes(items: readonly Json[]): number[] {
  const groups = new Map<string, number>();
  for (const item of items.slice(0, 1000)) {
    for (const [key, value] of isObject(item) ? Object.entries(item) : []) {
      if (typeof value === 'object') continue;
      const group = `${key} ${String(value)}`;
      groups.set(group, (groups.get(group) ?? 0) + 1);
    }
  }
  return [...groups.values()];
}
