import type { ServerResponse } from 'node:http';
import type { Json } from '../../json/index.ts';
import type { ObeyingMove } from './obey.ts';
import type { ChatRequest } from './read.ts';

/** One answer on its way out. */
export interface Completion {
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly model: string;
  readonly move: ObeyingMove;
  readonly request: ChatRequest;
}

/** Characters of text in one streamed piece. */
const PIECE = 24;

export function writeJson(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(body);
}

/** The whole completion as one JSON object. */
export function writeCompletion(response: ServerResponse, completion: Completion): void {
  const { move } = completion;
  const calls = toolCalls(completion);
  const message = {
    role: 'assistant',
    content: move.text === '' ? null : move.text,
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
  const body = {
    ...head(completion, 'chat.completion'),
    choices: [{ index: 0, message, finish_reason: finishReason(move), logprobs: null }],
    usage: usage(completion),
  };
  writeJson(response, 200, JSON.stringify(body));
}

/** The completion as server-sent events, ended by `[DONE]`. */
export function writeStream(response: ServerResponse, completion: Completion): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  for (const chunk of chunks(completion)) response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  response.end('data: [DONE]\n\n');
}

function* chunks(completion: Completion): Generator<object> {
  const { move, request } = completion;
  const chunk = (delta: object, finish: string | null = null) => ({
    ...head(completion, 'chat.completion.chunk'),
    choices: [{ index: 0, delta, finish_reason: finish, logprobs: null }],
  });
  yield chunk({ role: 'assistant', content: '' });
  const letters = [...move.text];
  for (let at = 0; at < letters.length; at += PIECE) yield chunk({ content: letters.slice(at, at + PIECE).join('') });
  for (const [index, { id, type, function: body }] of toolCalls(completion).entries()) {
    yield chunk({ tool_calls: [{ index, id, type, function: { name: body.name, arguments: '' } }] });
    yield chunk({ tool_calls: [{ index, function: { arguments: body.arguments } }] });
  }
  yield chunk({}, finishReason(move));
  if (request.includeUsage)
    yield { ...head(completion, 'chat.completion.chunk'), choices: [], usage: usage(completion) };
}

function head({ id, created, model }: Completion, object: string): object {
  return { id, object, created, model };
}

function toolCalls({
  id,
  move,
}: Completion): { id: string; type: 'function'; function: { name: string; arguments: string } }[] {
  return move.calls.map((call, index) => ({
    id: `call_${id.slice(-8)}${index}`,
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));
}

function finishReason(move: ObeyingMove): string {
  if (move.cut) return 'length';
  return move.calls.length > 0 ? 'tool_calls' : 'stop';
}

/** Counts by the rule of thumb of four characters a token: the baseline has no tokenizer. */
function usage({ request, move }: Completion): Record<string, number> {
  const tokens = (value: unknown) => Math.ceil(JSON.stringify(value as Json).length / 4);
  const [input, output] = [tokens([request.messages, request.tools]), tokens([move.text, move.calls])];
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
}
