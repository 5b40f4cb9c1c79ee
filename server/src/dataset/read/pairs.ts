import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import type { Message } from '../../trajectory/index.ts';
import { isMessage, readMessages, toolsOfSystem } from './messages.ts';
import { type ReadRow, row } from './row.ts';
import { readTools } from './tools.ts';

/** Messages, one message or a text. */
function isSide(value: Json): boolean {
  return typeof value === 'string' ? value !== '' : Array.isArray(value) ? value.length > 0 : isMessage(value);
}

/** The messages of a prompt or of an answer to it; a text is one message. */
function said(value: Json, role: 'user' | 'assistant'): Message[] {
  if (typeof value === 'string') return [{ role, content: value }];
  return readMessages(Array.isArray(value) ? value : value === null ? [] : [value]);
}

/** Rows of TRL (a prompt, with one completion or two), and other rows with two sides: NeMo-RL's and OpenAI's preference rows. */
export function readPair(value: JsonObject, index: number): ReadRow | undefined {
  const tools = readTools(value.tools);
  const [prompt, chosen, rejected] = [value.prompt ?? [], value.chosen ?? null, value.rejected ?? null];
  // LLaMA-Factory's pairs have what came before in `conversations`, and are read as ShareGPT.
  const isAlone = !Array.isArray(value.conversations);
  if (isAlone && isSide(chosen) && isSide(rejected) && (isSide(prompt) || Array.isArray(prompt))) {
    const asked = said(prompt, 'user');
    const side = (one: Json) => [...asked, ...said(one, 'assistant')];
    return row('trl', index, { messages: side(chosen), rejected: side(rejected), tools });
  }
  const completion = value.completion ?? null;
  if (isSide(prompt) && (isSide(completion) || (Array.isArray(prompt) && completion === null))) {
    const messages = [...said(prompt, 'user'), ...said(completion ?? [], 'assistant')];
    return messages.length === 0 ? undefined : row('trl', index, { messages, tools });
  }
  const completions = Array.isArray(value.completions) ? value.completions.filter(isObject) : [];
  if (Array.isArray(value.context) && completions.length === 2) {
    const prompt = readMessages(value.context);
    const [good, bad] = [...completions].sort((left, right) => Number(left.rank) - Number(right.rank));
    const side = (one: JsonObject | undefined) => [...prompt, ...readMessages(one?.completion ?? [], prompt.length)];
    return row('nemo-preference', index, { messages: side(good), rejected: side(bad), tools: toolsOfSystem(prompt) });
  }
  if (Array.isArray(value.preferred_output) && Array.isArray(value.non_preferred_output) && isObject(value.input)) {
    const prompt = readMessages(value.input.messages ?? []);
    return row('openai-preference', index, {
      messages: [...prompt, ...readMessages(value.preferred_output)],
      rejected: [...prompt, ...readMessages(value.non_preferred_output)],
      tools: readTools(value.input.tools),
    });
  }
  return undefined;
}
