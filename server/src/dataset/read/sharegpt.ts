import { isObject, type JsonObject } from '../../json/index.ts';
import type { Message, ToolDefinition } from '../../trajectory/index.ts';
import { leftOut } from './left-out.ts';
import { readMessages, toolsOfSystem } from './messages.ts';
import { type ReadRow, row } from './row.ts';

/**
 * ShareGPT's `conversations`, and ToolACE's and Hermes's, whose tools stand in the system text.
 * @param listed tools that the row lists beside its conversation
 */
export function readShareGpt(value: JsonObject, index: number, listed: readonly ToolDefinition[]): ReadRow | undefined {
  const system: Message[] =
    typeof value.system === 'string' && value.system !== '' ? [{ role: 'system', content: value.system }] : [];
  const inText = listed.length > 0 ? [] : toolsOfSystem([...system, ...readMessages(value.conversations ?? [])]);
  const tools = listed.length > 0 ? listed : inText;
  const names = tools.map((tool) => tool.function.name);
  const shared = [...system, ...readMessages(value.conversations ?? [], system.length, names)];
  if (shared.length === system.length) return undefined;
  const good = isObject(value.chosen) ? readMessages([value.chosen], shared.length, names) : [];
  const bad = isObject(value.rejected) ? readMessages([value.rejected], shared.length, names) : [];
  const rejected = bad.length > 0 ? { rejected: [...shared, ...bad] } : {};
  const format = inText.length === 0 ? 'sharegpt' : system.length > 0 ? 'toolace' : 'hermes';
  const notes = leftOut(Array.isArray(value.conversations) ? value.conversations : []);
  return row(format, index, { messages: [...shared, ...good], tools, notes, ...rejected });
}
