import { isObject } from '../json/index.ts';

/** A call as sent, its arguments still in whatever form they came. */
export interface SentCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: unknown;
}

/** A reply as sent, in one piece or put together from a stream. */
export interface SentReply {
  readonly text: string;
  readonly reasoning: string;
  readonly calls: readonly SentCall[];
  readonly finishReason: string;
  readonly model: string;
  readonly usage: unknown;
  readonly notes: readonly string[];
}

/** Reads a whole (not streamed) body; undefined where it is no chat completion. */
export function readCompletion(body: unknown): SentReply | undefined {
  if (!isObject(body) || !Array.isArray(body.choices)) return undefined;
  const choice: unknown = body.choices[0];
  if (!isObject(choice)) return undefined;
  const assembler = new Assembler();
  assembler.choice({ ...choice, delta: choice.message ?? { content: choice.text } });
  assembler.about(body);
  return assembler.reply();
}

interface OpenCall {
  id: string;
  name: string;
  text: string;
  whole: unknown;
  index: number | undefined;
}

/**
 * Puts streamed pieces together. A new `id` or a new `name` starts a new call whatever `index` says, since some servers
 * leave the index out or restart it; a piece without either goes to the call of its index, else to the latest.
 */
export class Assembler {
  #text = '';
  #reasoning = '';
  #finish = '';
  #model = '';
  #usage: unknown;
  readonly #calls: OpenCall[] = [];
  readonly #notes = new Set<string>();

  /** Text so far. */
  get text(): string {
    return this.#text;
  }

  /** One `chat.completion.chunk`. */
  chunk(chunk: unknown): void {
    if (!isObject(chunk)) return;
    this.about(chunk);
    const choice: unknown = Array.isArray(chunk.choices) ? chunk.choices[0] : undefined;
    if (isObject(choice)) this.choice(choice);
  }

  about(body: { [key: string]: unknown }): void {
    if (typeof body.model === 'string' && body.model !== '') this.#model = body.model;
    if (isObject(body.usage)) this.#usage = body.usage;
  }

  choice(choice: { [key: string]: unknown }): void {
    if (typeof choice.finish_reason === 'string') this.#finish = choice.finish_reason;
    const delta = choice.delta ?? choice.message;
    if (!isObject(delta)) return;
    this.#text += contentText(delta.content);
    this.#reasoning += contentText(delta.reasoning_content ?? delta.reasoning);
    if (Array.isArray(delta.tool_calls)) for (const piece of delta.tool_calls) this.#piece(piece);
    else if (isObject(delta.function_call)) this.#piece({ function: delta.function_call });
  }

  reply(): SentReply {
    const calls = this.#calls.map(({ id, name, text, whole }) => ({ id, name, arguments: text === '' ? whole : text }));
    return {
      text: this.#text,
      reasoning: this.#reasoning,
      calls,
      finishReason: this.#finish,
      model: this.#model,
      usage: this.#usage,
      notes: [...this.#notes],
    };
  }

  #piece(piece: unknown): void {
    if (!isObject(piece)) return;
    const body: { [key: string]: unknown } = isObject(piece.function) ? piece.function : piece;
    const id = typeof piece.id === 'string' ? piece.id : '';
    const name = typeof body.name === 'string' ? body.name : '';
    const index = typeof piece.index === 'number' ? piece.index : undefined;
    const empty = body.arguments === undefined || body.arguments === null || body.arguments === '';
    const call = this.#open(id, name, index, empty);
    if (call.id === '') call.id = id;
    if (call.name === '') call.name = name;
    if (typeof body.arguments === 'string') call.text += body.arguments;
    else if (!empty) {
      call.whole = body.arguments;
      this.#notes.add('The server sends arguments as an object, not as text.');
    }
  }

  #open(id: string, name: string, index: number | undefined, empty: boolean): OpenCall {
    const sameId = id === '' ? undefined : this.#calls.findLast((call) => call.id === id);
    const goesOn = (call: OpenCall) =>
      (name === '' || call.name === name || call.name === '') && (empty || !isComplete(call));
    if (sameId !== undefined && goesOn(sameId)) return sameId;
    const atIndex = index === undefined ? this.#calls.at(-1) : this.#calls.findLast((call) => call.index === index);
    const unclaimed = atIndex !== undefined && (id === '' || atIndex.id === '');
    if (unclaimed && (name === '' || goesOn(atIndex))) return atIndex;
    const call: OpenCall = { id: '', name: '', text: '', whole: undefined, index };
    this.#calls.push(call);
    return call;
  }
}

/** The arguments so far are a whole JSON object: what follows under the same id is another call. */
function isComplete(call: OpenCall): boolean {
  if (call.whole !== undefined) return true;
  if (!call.text.trimEnd().endsWith('}')) return false;
  try {
    JSON.parse(call.text);
    return true;
  } catch {
    return false;
  }
}

/** Text of a `content`: a string, null, or a list of parts. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part: unknown) => (isObject(part) && typeof part.text === 'string' ? part.text : '')).join('');
}
