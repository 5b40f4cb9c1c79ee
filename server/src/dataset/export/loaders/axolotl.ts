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

/** Pairs without a `type`: three texts that are tokenized as they stand; an empty or equal side teaches nothing. */
export function axolotlPairProblems(row: JsonObject): string[] {
  const texts = (['prompt', 'chosen', 'rejected'] as const).filter(
    (key) => typeof row[key] !== 'string' || row[key] === '',
  );
  return [
    ...texts.map((key) => `axolotl fails on a ${key} that is no text or an empty one`),
    ...(row.chosen === row.rejected ? ['axolotl learns nothing from two equal sides'] : []),
  ];
}
