import type { Message, ToolCall } from '../../trajectory/index.ts';
import { RuntimeValues } from './runtime-values.ts';
import {
  type ChatTemplate,
  type Conversation,
  type Range,
  type Renderer,
  type RenderOptions,
  TemplateError,
} from './types.ts';

/** Stand around what is generated. Private characters: no text of a row holds them by chance. */
const [START, END] = ['\uE0F0\uE0F2', '\uE0F1\uE0F2'] as const;
const MARK = /\uE0F0\uE0F2|\uE0F1\uE0F2/g;
const GENERATION = /([ \t]*)\{%(-?)\s*(end)?generation\s*(-?)%\}(\n?)/g;

/** The day that templates are told: the same row gives the same text each day. */
const TODAY = new Date(Date.UTC(2024, 6, 26));
const MAX_RANGE = 100_000;
/** What this engine writes where a template joins a text and an object; Python refuses to. */
const JOINED = /\[object (?:Map|Object|Array)\]/;
const WANTS_TEXT = 'it joins a text and an object, which Python refuses: it wants arguments as text';

/**
 * Reads a template. The engine is loaded with the first one.
 * @throws TemplateError where it is no Jinja that the engine knows
 */
export async function openTemplate({ text, tokens }: ChatTemplate): Promise<Renderer> {
  const jinja = await import('@huggingface/jinja');
  const compile = (source: string) => {
    try {
      return jinja.parse(jinja.tokenize(source, { lstrip_blocks: true, trim_blocks: true }));
    } catch (error) {
      throw new TemplateError(`the template cannot be read: ${messageOf(error)}`);
    }
  };
  const plainValues = new RuntimeValues(new jinja.Environment());
  const textValues = new RuntimeValues(new jinja.Environment());
  const globals = Object.entries({ ...GLOBALS, ...tokens }).map(
    ([name, value]) => [name, plainValues.of(value)] as const,
  );
  const run = (program: ReturnType<typeof compile>, conversation: Conversation, options: RenderOptions): string => {
    const environment = new jinja.Environment();
    const { messages, tools, textArguments } = conversation;
    for (const [name, value] of globals) environment.variables.set(name, value);
    const values = textArguments === true ? textValues : plainValues;
    const form = textArguments === true ? withText : (message: Message) => message;
    environment.variables.set('messages', values.list(messages, form));
    environment.variables.set('tools', tools.length === 0 ? plainValues.of(null) : plainValues.of(tools));
    environment.variables.set('add_generation_prompt', plainValues.of(options.generationPrompt ?? false));
    try {
      const text = String((new jinja.Interpreter(environment).run(program) as { value: unknown }).value);
      if (JOINED.test(text) && !JOINED.test(JSON.stringify(conversation))) throw new TemplateError(WANTS_TEXT);
      return text;
    } catch (error) {
      throw error instanceof TemplateError ? error : new TemplateError(messageOf(error));
    }
  };
  const plain = compile(text);
  const marksGeneration = text.search(GENERATION) >= 0;
  const marked = marksGeneration ? compile(withMarks(text)) : plain;
  const render: Renderer['render'] = (conversation, options = {}) => run(plain, conversation, options);
  return {
    marksGeneration,
    render,
    renderMarked: (conversation) => {
      const whole = render(conversation);
      if (!marksGeneration) return { text: whole };
      const read = readMarks(run(marked, conversation, {}));
      return read.text === whole ? { text: whole, generated: read.ranges } : { text: whole };
    },
  };
}

const GLOBALS = {
  true: true,
  false: false,
  none: null,
  True: true,
  False: false,
  None: null,
  bos_token: '',
  eos_token: '',
  range: (start: number, stop?: number, step = 1): number[] => {
    const [from, to] = stop === undefined ? [0, start] : [start, stop];
    const length = Math.max(0, Math.ceil((to - from) / step));
    if (!(length <= MAX_RANGE)) throw new TemplateError(`range() of over ${MAX_RANGE} numbers`);
    return Array.from({ length }, (_, index) => from + index * step);
  },
  raise_exception: (text: unknown) => {
    throw new TemplateError(`it raises: ${String(text)}`);
  },
  strftime_now: (format: string) => strftime(TODAY, format),
};

function strftime(date: Date, format: string): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    date.toLocaleDateString('en-US', { ...options, timeZone: 'UTC' });
  const parts: Readonly<Record<string, string>> = {
    '%Y': part({ year: 'numeric' }),
    '%m': part({ month: '2-digit' }),
    '%d': part({ day: '2-digit' }),
    '%b': part({ month: 'short' }),
    '%B': part({ month: 'long' }),
    '%A': part({ weekday: 'long' }),
    '%a': part({ weekday: 'short' }),
    '%H': '00',
    '%M': '00',
    '%S': '00',
    '%%': '%',
  };
  return format.replace(/%[A-Za-z%]/g, (token) => parts[token] ?? token);
}

function withText(message: Message): unknown {
  if (message.role !== 'assistant' || message.tool_calls === undefined) return message;
  const text = (call: ToolCall) => ({
    ...call,
    function: { ...call.function, arguments: JSON.stringify(call.function.arguments) },
  });
  return { ...message, tool_calls: message.tool_calls.map(text) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The template with marks in place of the two tags, blanks around them gone as the tags would take them. */
function withMarks(text: string): string {
  return text.replace(
    GENERATION,
    (_tag, before: string, left: string, ending: string | undefined, right: string, line: string, at: number) => {
      const startsLine = at === 0 || text[at - 1] === '\n';
      const mark = `{{${left} '${ending === undefined ? START : END}' ${right}}}`;
      return `${startsLine ? '' : before}${mark}`.concat(right === '' ? '' : line);
    },
  );
}

function readMarks(marked: string): { readonly text: string; readonly ranges: readonly Range[] } {
  const ranges: Range[] = [];
  let [text, last, open] = ['', 0, -1];
  for (const { 0: mark, index } of marked.matchAll(MARK)) {
    text += marked.slice(last, index);
    last = index + mark.length;
    if (mark === START) open = text.length;
    else if (open >= 0) ranges.push({ start: open, end: text.length });
    if (mark === END) open = -1;
  }
  return { text: text + marked.slice(last), ranges };
}
