import { isObject, type JsonObject } from '../../../json/index.ts';
import { objects, parsed, toolsProblem } from './texts.ts';

const ROLES: readonly string[] = ['system', 'user', 'assistant', 'tool'];

/**
 * axolotl's `chat_template` strategy: mapped roles only, contents that are texts (null fails), arguments as JSON text of an
 * object, and a message of a role to train.
 */
export function axolotlProblems(row: JsonObject): string[] {
  const messages = objects(row.messages);
  const problems = messages.flatMap((message, place) => {
    if (!ROLES.includes(String(message.role)))
      return [`axolotl knows no role ${String(message.role)} (place ${place})`];
    if (typeof message.content !== 'string') return [`axolotl fails on a content that is no text (place ${place})`];
    const whole = objects(message.tool_calls).every(hasTextArguments);
    return whole ? [] : [`axolotl fails on arguments that are no JSON text of an object (place ${place})`];
  });
  const learnt = messages.some(({ role }) => role === 'assistant');
  return [...problems, ...(learnt ? [] : ['axolotl learns nothing from it']), ...toolsProblem(row.tools)];
}

function hasTextArguments(call: JsonObject): boolean {
  return isObject(call.function) && isObject(parsed(call.function.arguments));
}
