import { isObject, type JsonObject } from '../../json/index.ts';
import type { Message } from '../../trajectory/index.ts';
import { assistant, readArguments, safeParse } from './messages.ts';
import { type ReadRow, row } from './row.ts';
import { readTools } from './tools.ts';

/** xLAM's rows, and APIGen's like them: a query, the calls that answer it and the tools, the last two as JSON text. */
export function readXlam(value: JsonObject, index: number): ReadRow | undefined {
  if (typeof value.query !== 'string' || value.answers === undefined || value.tools === undefined) return undefined;
  const answers = typeof value.answers === 'string' ? safeParse(value.answers) : value.answers;
  if (!Array.isArray(answers)) return undefined;
  const calls = answers.flatMap((answer) =>
    isObject(answer) && typeof answer.name === 'string'
      ? [{ name: answer.name, arguments: readArguments(answer.arguments ?? answer.parameters ?? null) }]
      : [],
  );
  const said: Message[] = calls.length === 0 ? [] : [assistant('', calls, 1)];
  const id = typeof value.id === 'string' || typeof value.id === 'number' ? { id: String(value.id) } : {};
  return row('xlam', index, {
    messages: [{ role: 'user', content: value.query }, ...said],
    tools: readTools(value.tools),
    ...id,
  });
}
