import { isObject, type Json, type JsonObject } from '../../../json/index.ts';
import { objects, parsed, toolsProblem } from './texts.ts';

const ROLES: readonly string[] = ['system', 'user', 'assistant', 'tool_call', 'tool_response', 'tool'];

/** ms-swift's `RowPreprocessor`: known roles, contents that are texts, a call as JSON text, a response behind each call. */
export function msSwiftProblems(row: JsonObject): string[] {
  return [...conversationProblems(row.messages, 'messages'), ...toolsProblem(row.tools)];
}

/** Without `rejected_tools` the rejected side is rendered without tools: the model learns to tell the sides by that. */
export function msSwiftPairProblems(row: JsonObject): string[] {
  return [
    ...msSwiftProblems(row),
    ...conversationProblems(row.rejected_messages, 'rejected_messages'),
    ...(row.rejected_tools === row.tools ? [] : ['rejected_tools is not tools']),
  ];
}

function conversationProblems(value: Json | undefined, field: string): string[] {
  const messages = objects(value);
  let open = 0;
  for (const [place, { role, content }] of messages.entries()) {
    const at = `at place ${place} of ${field}`;
    if (!ROLES.includes(String(role))) return [`ms-swift refuses the role ${String(role)} ${at}`];
    if (typeof content !== 'string') return [`ms-swift refuses a content that is no text ${at}`];
    if (role === 'tool_call') {
      if (!isCall(content)) return [`ms-swift raises: the tool_call ${at} is no JSON of name and arguments`];
      open += 1;
    } else if (role === 'tool_response') {
      if (open === 0) return [`ms-swift renders a tool_response without a call before it ${at}`];
      open -= 1;
    } else open = 0;
  }
  const last = messages.at(-1)?.role;
  return last === 'assistant' || last === 'tool_call' ? [] : [`ms-swift drops it: ${field} ends with ${String(last)}`];
}

function isCall(text: string): boolean {
  const call = parsed(text);
  return isObject(call) && typeof call.name === 'string' && isObject(call.arguments);
}
