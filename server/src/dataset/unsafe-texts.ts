import { leavesOf, type Message, type ToolDefinition } from '../trajectory/index.ts';

/** Half of a character beyond the first 65,536: UTF-8 has no bytes for it. */
const HALF = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
/** The same as `JSON.stringify` writes it, which is the only time it writes such an escape. */
const HALF_IN_JSON = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/**
 * Marks by which chat templates tell turns, calls and outputs apart, in the forms that families of models have: `<|im_end|>`
 * and every other `<|…|>`, DeepSeek's `<｜…｜>`, Mistral's and Llama 2's brackets, Gemma's and Hermes' tags.
 */
const MARKS =
  /<\|[A-Za-z][\w.:-]{0,40}\|>|<｜[^｜<>]{1,40}｜>|\[\/?(?:INST|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT|SYSTEM_PROMPT)\]|<<\/?SYS>>|<\/?(?:start_of_turn|end_of_turn|tool_call|tool_response|end_of_utterance|eos|bos)>|<\/s>/g;
/** What system texts name to explain how calls are written. */
const EXPLAINED = /^<\/?tool_/;

/** A text of a conversation that a tokenizer cannot take as it is, and where it stands. */
export interface UnsafeText {
  /** Index of its message; undefined for the list of tools. */
  readonly message?: number;
  /** `the text`, `the argument note of send (call_1)`, … */
  readonly where: string;
}

/** Texts with half a character, as a cut at a fixed number of UTF-16 units leaves it. */
export function halfCharacters(messages: readonly Message[], tools: readonly ToolDefinition[] = []): UnsafeText[] {
  const found = placesIn(messages).filter(({ text }) => HALF.test(text));
  return [
    ...found.map(({ message, where }) => ({ message, where: where() })),
    ...tools.filter(holdsHalf).map(({ function: { name } }) => ({ where: `the definition of ${name}` })),
  ];
}

/** Texts with the character of number 0. */
export function zeroCharacters(messages: readonly Message[]): UnsafeText[] {
  const found = placesIn(messages).filter(({ text }) => text.includes('\u0000'));
  return found.map(({ message, where }) => ({ message, where: where() }));
}

const known = new WeakMap<ToolDefinition, boolean>();

/** Records of a run share their definitions, so each is looked through once. */
function holdsHalf(tool: ToolDefinition): boolean {
  const holds = known.get(tool) ?? HALF_IN_JSON.test(JSON.stringify(tool));
  known.set(tool, holds);
  return holds;
}

/** A text with marks of a chat template: printed as they are, they end a turn or begin one. */
export interface MarkedText {
  readonly message: number;
  readonly where: string;
  readonly marks: readonly string[];
}

export function marksInTexts(messages: readonly Message[]): MarkedText[] {
  return placesIn(messages).flatMap(({ message, where, text }) => {
    if (!/[<[]/.test(text)) return [];
    const isSystem = messages[message]?.role === 'system';
    const marks = [...new Set(text.match(MARKS))].filter(
      (mark) => !(isSystem && EXPLAINED.test(mark)) && !(mark === '</s>' && text.includes('<s>')),
    );
    return marks.length === 0 ? [] : [{ message, where: where(), marks }];
  });
}

interface Place {
  readonly message: number;
  /** Asked for where something is wrong. */
  readonly where: () => string;
  readonly text: string;
}

const places = new WeakMap<readonly Message[], readonly Place[]>();

/** Texts, arguments and outputs, each by itself. */
function placesIn(messages: readonly Message[]): readonly Place[] {
  const known = places.get(messages) ?? findPlaces(messages);
  places.set(messages, known);
  return known;
}

function findPlaces(messages: readonly Message[]): Place[] {
  return messages.flatMap((message, at): Place[] => {
    const where = () =>
      message.role === 'tool' ? `the output ${message.tool_call_id}` : `the text of ${message.role}`;
    const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
    return [
      { message: at, where, text: message.content },
      ...calls.flatMap(({ id, function: { name, arguments: args } }) =>
        leavesOf(args).flatMap(({ path, value }) =>
          typeof value === 'string'
            ? [{ message: at, where: () => `the argument ${path} of ${name} (${id})`, text: value }]
            : [],
        ),
      ),
    ];
  });
}
