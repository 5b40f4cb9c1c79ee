import type { Message, ToolDefinition } from '../chat/index.ts';
import { isObject, type Json, type JsonObject } from '../json/index.ts';
import { validateValue } from '../signature/index.ts';
import { END, type Expression, type Follow, following, fromBytes, isComplete, literal } from './expression.ts';
import { callLanguage } from './grammar.ts';
import type { Decoder } from './model.ts';
import { saidIn } from './said.ts';
import { STOCK } from './stock.ts';
import type { Tokenizer } from './tokenizer.ts';
import { SPECIALS } from './types.ts';

/** What the model does: one of its stock sentences, or calls. */
export interface Decoded {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly arguments: JsonObject }[];
}

const CALL = SPECIALS.indexOf('<tool_call>');
const CALL_END = SPECIALS.indexOf('</tool_call>');
const TURN_END = SPECIALS.indexOf('<|end|>');
const MAX_CALLS = 4;

export interface MoveOptions {
  readonly decoder: Decoder;
  readonly tokenizer: Tokenizer;
  /** Tokens of the conversation, up to the mark after which the agent speaks. */
  readonly prompt: readonly number[];
  readonly messages: readonly Message[];
  readonly tools: readonly ToolDefinition[];
  readonly signal?: AbortSignal;
}

/** Where a move stands: what may come next, and what came. */
interface State {
  readonly at: 'start' | 'text' | 'call' | 'between';
  readonly follow: Follow;
  readonly written: string;
}

/**
 * The likeliest move that is one: token by token the likeliest that the language of moves takes. Undefined where the model comes to
 * a point at which nothing fits, or the room is used up.
 */
export function decodeMove(options: MoveOptions): Decoded | undefined {
  const { decoder, tokenizer, tools } = options;
  const language = tools.length === 0 ? [] : callLanguage(tools, saidIn(options.messages));
  const texts = Object.values(STOCK).flatMap((text) => literal(text, () => [END]));
  const ids = [...options.prompt];
  const calls: string[] = [];
  let state: State = { at: 'start', follow: following(texts), written: '' };
  while (ids.length < decoder.context) {
    options.signal?.throwIfAborted();
    const id = likeliest(decoder.next(ids), (token) =>
      fits(state, token, { tokenizer, language, calls: calls.length }),
    );
    if (id === undefined) return undefined;
    ids.push(id);
    if (id === TURN_END) return decoded(state, calls, tools);
    if (id === CALL_END) calls.push(state.written);
    state = after(state, id, { tokenizer, language });
  }
  return undefined;
}

function after(state: State, id: number, by: { tokenizer: Tokenizer; language: readonly Expression[] }): State {
  if (id === CALL) return { at: 'call', follow: following(by.language), written: '' };
  if (id === CALL_END) return { at: 'between', follow: following([]), written: '' };
  const bytes = bytesOf(by.tokenizer, id);
  const at = state.at === 'start' ? 'text' : state.at;
  return { at, follow: following(state.follow(bytes)), written: state.written + bytes };
}

function fits(
  state: State,
  id: number,
  by: { tokenizer: Tokenizer; language: readonly Expression[]; calls: number },
): boolean {
  if (id === CALL)
    return by.language.length > 0 && (state.at === 'start' || (state.at === 'between' && by.calls < MAX_CALLS));
  if (id === CALL_END) return state.at === 'call' && isComplete(state.follow(''));
  if (id === TURN_END) return state.at === 'between' || (state.at === 'text' && isComplete(state.follow('')));
  const bytes = bytesOf(by.tokenizer, id);
  return state.at !== 'between' && bytes !== '' && state.follow(bytes).length > 0;
}

function bytesOf(tokenizer: Tokenizer, id: number): string {
  return String.fromCharCode(...tokenizer.bytes(id));
}

function likeliest(logits: Float32Array, takes: (id: number) => boolean): number | undefined {
  const order = Array.from(logits.keys()).sort((left, right) => (logits[right] ?? 0) - (logits[left] ?? 0));
  return order.find(takes);
}

function decoded(state: State, written: readonly string[], tools: readonly ToolDefinition[]): Decoded | undefined {
  const calls = written.map((bytes) => callOf(fromBytes(bytes), tools));
  // What a language of types cannot say, as a bound on two values together, is looked at here.
  if (calls.some((call) => call === undefined)) return undefined;
  return { text: fromBytes(state.written), calls: calls.filter((call) => call !== undefined) };
}

function callOf(text: string, tools: readonly ToolDefinition[]): Decoded['calls'][number] | undefined {
  const call = JSON.parse(text) as Json;
  if (!isObject(call) || typeof call.name !== 'string' || !isObject(call.arguments)) return undefined;
  const tool = tools.find((item) => item.function.name === call.name);
  if (tool === undefined || validateValue(tool.function.parameters, call.arguments).length > 0) return undefined;
  return { name: call.name, arguments: call.arguments };
}
