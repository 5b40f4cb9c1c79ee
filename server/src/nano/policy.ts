import type { Message } from '../chat/index.ts';
import type { Policy, PolicyMove, PolicyRequest } from '../endpoint/index.ts';
import type { Decoder } from './model.ts';
import { type Decoded, decodeMove } from './move.ts';
import { asReadConversation, STOCK } from './stock.ts';
import type { Tokenizer } from './tokenizer.ts';
import { SPECIALS } from './types.ts';
import { encodeTurns, lastTurns } from './window.ts';

/** Model id of a policy of this kind. */
export const NANO_MODEL = 'magnet-nano';
/** What it adds to whatever it says. */
export const NANO_NOTICE = '(Magnet-nano: a very small model, for trying things out.)';

/** Tokens kept free for what the model says. */
const ROOM = 128;
/** Calls of one turn at most. */
const MAX_CALLS = 8;
const MAX_SUMMARY = 1500;

/** The agent played by a small model of one's own. Its calls are always valid; its words are a few stock sentences. */
export function createNanoPolicy(decoder: Decoder, tokenizer: Tokenizer, model = NANO_MODEL): Policy {
  return {
    model,
    move: ({ messages, tools }, signal) => {
      const since = sinceUser(messages);
      if (since.filter(({ role }) => role === 'tool').length >= MAX_CALLS) return say(STOCK.answer, since);
      const read = asReadConversation(messages);
      const speaks = SPECIALS.indexOf('<|assistant|>');
      const prompt = [...lastTurns(encodeTurns(read, tools, tokenizer), decoder.context - ROOM).ids, speaks];
      const move = decodeMove({ decoder, tokenizer, prompt, messages: read, tools, signal });
      return moveOf(move, { messages, tools }, since);
    },
  };
}

function moveOf(move: Decoded | undefined, { messages }: PolicyRequest, since: readonly Message[]): PolicyMove {
  if (move === undefined) return say(STOCK.ask, since);
  if (move.calls.length > 0 && !repeats(move, messages)) return { text: '', calls: move.calls };
  return say(move.text === '' ? STOCK.answer : move.text, since);
}

function sinceUser(messages: readonly Message[]): readonly Message[] {
  return messages.slice(messages.findLastIndex(({ role }) => role === 'user') + 1);
}

/** The very message that the last outputs answer: a small model can go round in circles. */
function repeats(move: Decoded, messages: readonly Message[]): boolean {
  const last = messages.findLast(({ role }) => role === 'assistant' || role === 'user');
  if (last?.role !== 'assistant' || last.tool_calls === undefined) return false;
  return (
    JSON.stringify(last.tool_calls.map((call) => [call.function.name, call.function.arguments])) ===
    JSON.stringify(move.calls.map((call) => [call.name, call.arguments]))
  );
}

/** The sentence; where it reports, with the outputs, which a model of this size cannot put into words. */
function say(text: string, since: readonly Message[]): PolicyMove {
  const outputs = since.flatMap((message) => (message.role === 'tool' ? [message.content] : []));
  if (text !== STOCK.answer || outputs.length === 0) return { text: `${text} ${NANO_NOTICE}`, calls: [] };
  const given = outputs.join('\n').slice(0, MAX_SUMMARY);
  const failed = /^\s*\{\s*"error"|^\s*error\b/i.test(outputs.at(-1) ?? '');
  return { text: `${failed ? 'That did not work:' : text} ${given} ${NANO_NOTICE}`, calls: [] };
}
