import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { Assembler } from '../../openai-wire/index.ts';

type Kind = 'openai' | 'anthropic' | 'responses' | 'gemini' | 'ollama';

interface Stream {
  readonly kind: Kind;
  readonly pieces: JsonObject[];
}

const ANTHROPIC: readonly Json[] = [
  'message_start',
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
  'message_delta',
  'message_stop',
  'ping',
];

/** The kind of streamed answer that a value is a piece of; undefined where it is none. */
export function pieceKind(value: Json): Kind | undefined {
  if (!isObject(value)) return undefined;
  if (Array.isArray(value.choices)) {
    const isChunk =
      value.object === 'chat.completion.chunk' || value.choices.some((one) => isObject(one) && 'delta' in one);
    return isChunk ? 'openai' : undefined;
  }
  if (ANTHROPIC.includes(value.type ?? null)) return 'anthropic';
  if (typeof value.type === 'string' && value.type.startsWith('response.')) return 'responses';
  if (Array.isArray(value.candidates) && value.contents === undefined) return 'gemini';
  return isObject(value.message) && typeof value.done === 'boolean' ? 'ollama' : undefined;
}

/** Values with the pieces of each streamed answer put together into one answer; everything else stays as it is. */
export function joinStreams(values: readonly Json[]): Json[] {
  if (!values.some(pieceKind)) return [...values];
  const out: ({ readonly value: Json } | Stream)[] = [];
  const open = new Map<string, Stream>();
  for (const value of values) {
    const kind = pieceKind(value);
    if (kind === undefined) {
      out.push({ value });
      continue;
    }
    const piece = value as JsonObject;
    // Chunks of OpenAI name their stream, so that two may be mixed; the others follow each other.
    const key = kind === 'openai' ? `openai ${String(piece.id ?? '')}` : kind;
    const stream = open.get(key);
    if (stream !== undefined && !beginsAnew(stream, piece)) stream.pieces.push(piece);
    else {
      const begun: Stream = { kind, pieces: [piece] };
      open.set(key, begun);
      out.push(begun);
    }
  }
  return out.map((item) => ('pieces' in item ? joined(item) : item.value));
}

function beginsAnew({ kind, pieces }: Stream, piece: JsonObject): boolean {
  const last = pieces.at(-1);
  if (kind === 'anthropic') return piece.type === 'message_start';
  if (kind === 'responses') return piece.type === 'response.created';
  if (kind === 'ollama') return last?.done === true;
  if (kind === 'gemini') return firstOf(last?.candidates)?.finishReason !== undefined;
  return false;
}

function joined({ kind, pieces }: Stream): Json {
  const [first] = pieces;
  if (kind === 'anthropic') return anthropicAnswer(pieces);
  if (kind === 'responses') return responsesAnswer(pieces);
  if (kind === 'gemini') return pieces.length === 1 && first !== undefined ? first : geminiAnswer(pieces);
  const assembler = new Assembler();
  for (const piece of pieces) {
    if (kind === 'openai') assembler.chunk(piece);
    else assembler.choice({ delta: piece.message });
  }
  const { text, calls } = assembler.reply();
  const made = calls.map(
    ({ id, name, arguments: given }): Json => ({
      ...(id === '' ? {} : { id }),
      function: { name, arguments: (given ?? null) as Json },
    }),
  );
  return {
    choices: [{ message: { role: 'assistant', content: text, ...(made.length === 0 ? {} : { tool_calls: made }) } }],
  };
}

/** The message of Anthropic's events: each block with its texts, or with the text of its arguments, as far as they came. */
function anthropicAnswer(pieces: readonly JsonObject[]): Json {
  const blocks = new Map<Json, { block: JsonObject; text: string }>();
  for (const piece of pieces) {
    const at = piece.index ?? null;
    if (piece.type === 'content_block_start' && isObject(piece.content_block ?? null)) {
      const block = piece.content_block as JsonObject;
      blocks.set(at, { block, text: typeof block.text === 'string' ? block.text : '' });
    }
    const open = blocks.get(at);
    if (piece.type !== 'content_block_delta' || open === undefined || !isObject(piece.delta ?? null)) continue;
    const delta = piece.delta as JsonObject;
    const more = delta.text ?? delta.partial_json ?? delta.thinking ?? '';
    if (typeof more === 'string') open.text += more;
  }
  const content = [...blocks.values()].map(({ block, text }): Json => {
    if (block.type === 'text') return { ...block, text };
    if (block.type === 'thinking') return { ...block, thinking: text };
    return text === '' ? block : { ...block, input: text };
  });
  return { role: 'assistant', content };
}

/** The answer that the last event holds, else the items that were done before the stream ended. */
function responsesAnswer(pieces: readonly JsonObject[]): Json {
  const last = pieces.findLast(({ response }) => isObject(response) && Array.isArray(response.output));
  const whole = isObject(last?.response) ? (last.response as JsonObject) : {};
  if (Array.isArray(whole.output) && whole.output.length > 0) return whole;
  const done = pieces.flatMap(({ type, item }): Json[] =>
    type === 'response.output_item.done' && item !== undefined ? [item] : [],
  );
  return { ...whole, output: done };
}

function geminiAnswer(pieces: readonly JsonObject[]): Json {
  const parts: JsonObject[] = [];
  for (const piece of pieces) {
    const content = firstOf(piece.candidates)?.content;
    const given = isObject(content) && Array.isArray(content.parts) ? content.parts.filter(isObject) : [];
    for (const part of given) {
      const last = parts.at(-1);
      const goesOn = typeof part.text === 'string' && typeof last?.text === 'string' && part.thought === last.thought;
      if (goesOn) parts[parts.length - 1] = { ...last, text: `${last.text}${part.text}` };
      else parts.push(part);
    }
  }
  return { candidates: [{ content: { role: 'model', parts } }] };
}

function firstOf(list: Json | undefined): JsonObject | undefined {
  const [first] = Array.isArray(list) ? list : [];
  return isObject(first) ? first : undefined;
}
