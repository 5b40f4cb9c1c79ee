import { isObject, type JsonObject } from '../../json/index.ts';
import { readMessages, toolsOfSystem } from './messages.ts';
import { type ReadRow, row } from './row.ts';
import { readTools } from './tools.ts';

/** Rows with two sides: TRL's, NeMo-RL's and OpenAI's preference rows. */
export function readPair(value: JsonObject, index: number): ReadRow | undefined {
  const tools = readTools(value.tools);
  if (Array.isArray(value.chosen) && Array.isArray(value.rejected)) {
    const prompt = readMessages(value.prompt ?? []);
    const messages = [...prompt, ...readMessages(value.chosen)];
    return row('trl', index, { messages, rejected: [...prompt, ...readMessages(value.rejected)], tools });
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
