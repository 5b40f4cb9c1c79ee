import type { Message } from '../../chat/index.ts';
import { withIsoDates } from '../../english/index.ts';
import { isObject, type Json } from '../../json/index.ts';

/** What a text may take its facts from. */
export interface TextSources {
  /** The conversation before the text. */
  readonly messages: readonly Message[];
  /** Further texts or JSON that hold facts: the values a user is to say, the function that is spoken of. */
  readonly facts?: readonly string[];
  /** Texts whose words may be used, but whose numbers are no facts: descriptions of what is offered. */
  readonly words?: readonly string[];
}

/** Facts of a text's sources, each form derived when first asked for. */
export class SourceIndex {
  readonly #sources: TextSources;
  #text: string | undefined;
  #words: string | undefined;
  #dates: string | undefined;
  #numbers: ReadonlySet<number> | undefined;
  #counts: ListCounts | undefined;

  constructor(sources: TextSources) {
    this.#sources = sources;
  }

  /** All sources of facts in small letters. */
  get text(): string {
    this.#text ??= [...this.#sources.messages.map(textOf), ...(this.#sources.facts ?? [])].join('\n').toLowerCase();
    return this.#text;
  }

  /** Facts and words, in small letters. */
  get words(): string {
    this.#words ??= `${this.text}\n${(this.#sources.words ?? []).join('\n').toLowerCase()}`;
    return this.#words;
  }

  /** The text with its dates as `2026-02-06`. */
  get dates(): string {
    this.#dates ??= withIsoDates(this.text);
    return this.#dates;
  }

  get numbers(): ReadonlySet<number> {
    this.#numbers ??= new Set(
      [...this.text.matchAll(/\d+(?:,\d{3})*(?:\.\d+)?/g)].flatMap(([found]) => {
        const plain = Number(found.replaceAll(',', ''));
        return [plain, ...found.split(',').map(Number)];
      }),
    );
    return this.#numbers;
  }

  get counts(): ListCounts {
    this.#counts ??= countLists([
      ...this.#sources.messages.filter(({ role }) => role === 'tool').map(({ content }) => content),
      ...(this.#sources.facts ?? []),
    ]);
    for (const count of callCounts(this.#sources.messages)) (this.#counts.sizes as Set<number>).add(count);
    return this.#counts;
  }
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
  for (const text of texts) visit(parse(text), 0);
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

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
