import type { Message } from '../chat/index.ts';
import { type Json, parsedJson } from '../json/index.ts';
import { type Expression, fromBytes, type Rest, toBytes } from './expression.ts';

/** What a conversation holds that can be a value of a call. */
export interface SaidValues {
  /** Words and values as a whole, newest first, each once. */
  whole(): readonly string[];
  /** Numbers, and those that people write as words. */
  numbers(): readonly number[];
  /** Passages of what was said, from the beginning of a word to the end of one; undefined where nothing was said. */
  within(accepts: (raw: string) => boolean, rest: Rest): readonly Expression[] | undefined;
}

const MAX_TEXT = 20_000;
const MAX_VALUES = 2000;
const SMALL = Array.from({ length: 21 }, (_, value) => value);

/** Values in the user's words and in the outputs of a conversation. */
export function saidIn(messages: readonly Message[]): SaidValues {
  const values = messages.flatMap((message) => valuesOf(message));
  const texts = values.filter((value) => typeof value === 'string').map((text) => text.slice(0, MAX_TEXT));
  const passages = [...new Set(texts)].map(passagesOf);
  let words: string[] | undefined;
  let numbers: number[] | undefined;
  return {
    whole: () => {
      words ??= [...new Set(texts.toReversed().flatMap((text) => [text, ...wordsOf(text)]))].slice(0, MAX_VALUES);
      return words;
    },
    numbers: () => {
      const given = values.filter((value) => typeof value === 'number');
      numbers ??= [...new Set([...given, ...texts.flatMap(numbersIn), ...SMALL])].slice(0, MAX_VALUES);
      return numbers;
    },
    within: (accepts, rest) => {
      const ending: Ending = { accepts, rest };
      const all = passages.flatMap((text) => text.starts.map((from) => passage(text, from, from, ending)));
      return all.length === 0 ? undefined : all;
    },
  };
}

function valuesOf(message: Message): (string | number)[] {
  if (message.role === 'user') return [message.content];
  return message.role === 'tool' ? leavesOf(message.content) : [];
}

function leavesOf(content: string): (string | number)[] {
  const leaves: (string | number)[] = [];
  const visit = (value: Json): void => {
    if (typeof value === 'string' || typeof value === 'number') leaves.push(value);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(visit);
  };
  const value = parsedJson(content);
  if (value === undefined) return [content];
  visit(value);
  return leaves;
}

/** Words with the signs inside them: identifiers, addresses, dates. */
function wordsOf(text: string): string[] {
  return (text.match(/[^\s"'()[\]{},;<>]+/gu) ?? []).flatMap((word) => {
    const bare = word.replace(/[.:!?]+$/u, '');
    return bare === word ? [word] : [bare, word];
  });
}

function numbersIn(text: string): number[] {
  return (text.match(/(?<![\p{L}\p{N}.])-?\d+(?:\.\d+)?(?![\p{L}\p{N}])/gu) ?? []).map(Number);
}

/** A text as it stands within a JSON string, byte by byte, with the places where words begin and end. */
interface Passages {
  readonly bytes: string;
  readonly starts: readonly number[];
  readonly ends: ReadonlySet<number>;
}

function passagesOf(text: string): Passages {
  const escaped = JSON.stringify(text).slice(1, -1);
  const places = (pattern: RegExp) =>
    [...escaped.matchAll(pattern)].map(({ index }) => toBytes(escaped.slice(0, index)).length);
  return {
    bytes: toBytes(escaped),
    starts: places(/(?<![\p{L}\p{N}_\\])(?=[\p{L}\p{N}_+#/@])/gu),
    // A mark at the end of a sentence belongs to it now and then; a backslash never ends a text.
    ends: new Set(places(/(?<=[^\s\\])(?![\p{L}\p{N}_])/gu)),
  };
}

interface Ending {
  readonly accepts: (raw: string) => boolean;
  readonly rest: Rest;
}

function passage(text: Passages, from: number, at: number, ending: Ending): Expression {
  return {
    step: (character) => {
      const follows = text.bytes[at] === character ? [passage(text, from, at + 1, ending)] : [];
      if (character !== '"' || at === from || !text.ends.has(at)) return follows;
      return ending.accepts(fromBytes(text.bytes.slice(from, at))) ? [...follows, ...ending.rest()] : follows;
    },
  };
}
