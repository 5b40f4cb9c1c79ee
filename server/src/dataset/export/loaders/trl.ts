import { isObject, type Json, type JsonObject } from '../../../json/index.ts';
import { objects, toolsProblem } from './texts.ts';

/** TRL hands messages to the model's template as they are: arguments must be objects, and something must be learnt. */
export function trlProblems(row: JsonObject): string[] {
  const messages = objects(row.messages);
  const learnt = messages.some(({ role }) => role === 'assistant');
  return [
    ...messageProblems(messages, 'messages'),
    ...(learnt ? [] : ['TRL learns nothing from it: no message of the assistant']),
    ...toolsProblem(row.tools),
  ];
}

/** The prompt is one that the assistant answers, and both sides answer it. */
export function trlPairProblems(row: JsonObject): string[] {
  const [prompt, chosen, rejected] = [row.prompt, row.chosen, row.rejected].map(objects);
  const last = prompt?.at(-1)?.role;
  const problems = [
    ...messageProblems(prompt ?? [], 'prompt'),
    ...messageProblems(chosen ?? [], 'chosen'),
    ...messageProblems(rejected ?? [], 'rejected'),
  ];
  if (last !== 'user' && last !== 'tool') problems.push(`TRL's prompt ends with ${String(last)}, not user or tool`);
  if (chosen?.[0]?.role !== 'assistant' || rejected?.[0]?.role !== 'assistant')
    problems.push('TRL compares a side that does not begin with the assistant');
  return [...problems, ...toolsProblem(row.tools)];
}

function messageProblems(messages: readonly JsonObject[], field: string): string[] {
  return messages.flatMap((message, place) => {
    if (typeof message.content !== 'string') return [`the content at place ${place} of ${field} is no text`];
    return objects(message.tool_calls).every(hasObjectArguments)
      ? []
      : [`the arguments at place ${place} of ${field} are no object: templates print them as text in quotes`];
  });
}

function hasObjectArguments(call: JsonObject): boolean {
  const inner: Json | undefined = call.function;
  return isObject(inner) && isObject(inner.arguments);
}
