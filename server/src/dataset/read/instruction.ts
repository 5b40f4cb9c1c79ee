import type { Json, JsonObject } from '../../json/index.ts';
import type { Message } from '../../trajectory/index.ts';
import { isMessage, readMessages } from './messages.ts';
import { type ReadRow, row } from './row.ts';
import { readTools } from './tools.ts';

/** Alpaca's rows (an instruction, what it is about, and the answer), and rows of a question and its answer. */
export function readInstruction(value: JsonObject, index: number): ReadRow | undefined {
  const { input = '', system } = value;
  const instruction = value.instruction ?? value.query ?? value.question;
  const output = value.instruction === undefined ? (value.response ?? value.answer) : value.output;
  if (typeof instruction !== 'string' || typeof output !== 'string' || typeof input !== 'string') return undefined;
  const before: Message[] = typeof system === 'string' && system !== '' ? [{ role: 'system', content: system }] : [];
  const asked = input === '' ? instruction : `${instruction}\n\n${input}`;
  const messages: Message[] = [
    ...before,
    ...earlierTurns(value.history),
    { role: 'user', content: asked },
    { role: 'assistant', content: output },
  ];
  return row('alpaca', index, { messages, tools: readTools(value.tools) });
}

/** Earlier questions, each with its answer. */
function earlierTurns(history: Json | undefined): Message[] {
  return (Array.isArray(history) ? history : []).flatMap((pair): Message[] => {
    const [asked, answered] = Array.isArray(pair) ? pair : [];
    if (typeof asked !== 'string' || typeof answered !== 'string') return [];
    return [
      { role: 'user', content: asked },
      { role: 'assistant', content: answered },
    ];
  });
}

/** A request of Cohere's first chat API: the history, then what is asked now. */
export function readCohere(value: JsonObject, index: number): ReadRow | undefined {
  const history = Array.isArray(value.chat_history) ? value.chat_history : [];
  if (!history.some(isMessage) && typeof value.message !== 'string') return undefined;
  const asked: Message[] = typeof value.message === 'string' ? [{ role: 'user', content: value.message }] : [];
  return row('cohere', index, { messages: [...readMessages(history), ...asked], tools: readTools(value.tools) });
}
