import type { Message, TrajectoryRecord } from '../../trajectory/index.ts';

/** Texts of a record that a search looks through, apart by line feeds, in lower case. Tools that are only offered are none. */
export function searchableText(record: TrajectoryRecord): string {
  const parts: string[] = [record.id, record.divergesAt?.reason ?? ''];
  for (const message of record.messages) addMessage(message, parts);
  for (const message of (record.rejected ?? []).slice(record.divergesAt?.message ?? 0)) addMessage(message, parts);
  for (const { detail } of record.certificates) parts.push(String(detail ?? ''));
  return parts.join('\n').toLowerCase();
}

function addMessage(message: Message, parts: string[]): void {
  if (message.role === 'system') return;
  parts.push(message.content);
  if (message.role === 'assistant')
    for (const call of message.tool_calls ?? [])
      parts.push(`${call.function.name} ${JSON.stringify(call.function.arguments)}`);
}

/** What one role says, both sides together, in lower case. */
export function textOfRole(record: TrajectoryRecord, role: Message['role']): string {
  return [...record.messages, ...(record.rejected ?? [])]
    .filter((message) => message.role === role)
    .map(({ content }) => content)
    .join('\n')
    .toLowerCase();
}

/** Whether a call has an argument of this name whose value's text holds this. */
export function hasArgument(record: TrajectoryRecord, name: string, value: string): boolean {
  return [...record.messages, ...(record.rejected ?? [])].some(
    (message) =>
      message.role === 'assistant' &&
      (message.tool_calls ?? []).some((call) =>
        Object.entries(call.function.arguments ?? {}).some(
          ([key, item]) => key.toLowerCase() === name && textOfValue(item).includes(value),
        ),
      ),
  );
}

function textOfValue(value: unknown): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase();
}
