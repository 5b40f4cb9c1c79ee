import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import type { Message } from '../../trajectory/index.ts';
import { type Assistant, assistant, readArguments } from './messages.ts';
import { parseTextCalls } from './named-calls.ts';
import { type ReadRow, row } from './row.ts';

/** BFCL's result rows: turns of steps, each step a text or a list of calls; or one step alone, as text or as a list. */
export function readBfcl(value: JsonObject, index: number): ReadRow | undefined {
  const messages: Message[] = [];
  const { result = null } = value;
  // No calls at all are an answer too: that to a question no function fits.
  const inTurns = Array.isArray(result) && result.length > 0 && result.every(Array.isArray);
  const turns: readonly Json[][] = inTurns ? (result as Json[][]) : [[result]];
  for (const [turn, steps] of turns.entries()) {
    messages.push({ role: 'user', content: `(turn ${turn + 1} of ${String(value.id)})` });
    for (const step of steps) messages.push(bfclStep(step, messages.length));
  }
  return result === null ? undefined : row('bfcl-result', index, { messages, id: String(value.id) });
}

/** A step that holds no calls is what the model said. */
function bfclStep(step: Json, place: number): Assistant {
  const parts = Array.isArray(step) ? step.flat(4) : [step];
  const calls = parts.flatMap((part) =>
    typeof part === 'string' ? parseTextCalls(part) : isObject(part) ? objectCalls(part) : [],
  );
  const said = parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join('\n');
  return calls.length > 0 ? assistant('', calls, place) : { role: 'assistant', content: said };
}

/** `{fn: {a: 1}}` or `{fn: "{\"a\":1}"}`, as result files of function-calling models hold. */
function objectCalls(item: JsonObject): { name: string; arguments: JsonObject }[] {
  return Object.entries(item).map(([name, args]) => ({ name, arguments: readArguments(args) }));
}
