import { isObject, type JsonObject } from '../../../json/index.ts';
import { objects, parsed, toolsProblem } from './texts.ts';

/**
 * verl's `MultiTurnSFTDataset` on a Parquet file: each message is rendered alone, every assistant's message is learnt,
 * and structures are of one type for all rows, so that arguments and tools survive as text only.
 */
export function verlProblems(row: JsonObject): string[] {
  const messages = objects(row.messages);
  const contents = messages.findIndex(({ content }) => typeof content !== 'string');
  const calls = messages.flatMap(({ tool_calls }) => objects(tool_calls));
  return [
    ...(contents < 0 ? [] : [`verl fails on a content that is no text (place ${contents})`]),
    ...(calls.every((call) => isObject(call.function) && isObject(parsed(call.function.arguments)))
      ? []
      : ['verl fills arguments with null that are no JSON text of an object']),
    ...(messages.some(({ role }) => role === 'assistant') ? [] : ['verl learns nothing from it']),
    ...toolsProblem(row.tools),
  ];
}
