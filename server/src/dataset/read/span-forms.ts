import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { answersOf } from './exchange.ts';
import { safeParse } from './messages.ts';
import { flat, parsedList } from './span-values.ts';

/** A message of parts (semantic conventions 1.37 and later) as messages of OpenAI's form. */
export function fromParts(message: Json): Json[] {
  if (!isObject(message) || !Array.isArray(message.parts)) return isObject(message) ? [message] : [];
  const parts = message.parts.filter(isObject);
  const text = parts
    .flatMap((part) => (part.type === 'text' ? [String(part.content ?? part.text ?? '')] : []))
    .join('\n');
  const calls = parts
    .filter(({ type }) => type === 'tool_call')
    .map((part): Json => ({ id: part.id ?? '', function: { name: part.name ?? '', arguments: part.arguments ?? {} } }));
  const outputs = parts
    .filter(({ type }) => type === 'tool_call_response')
    .map((part): Json => {
      const result = part.response ?? part.result ?? null;
      const content = typeof result === 'string' ? result : JSON.stringify(result);
      return { role: 'tool', tool_call_id: part.id ?? '', content };
    });
  if (outputs.length > 0) return text === '' ? outputs : [...outputs, { role: 'user', content: text }];
  return [{ role: message.role ?? '', content: text, ...(calls.length === 0 ? {} : { tool_calls: calls }) }];
}

/** How an instrumentation names the fields of a message in numbered attributes. */
interface Numbering {
  readonly message: string;
  readonly call: string;
  readonly function: string;
}

/** `gen_ai.prompt.0.role`, as older instrumentations write them. */
const PLAIN: Numbering = { message: '', call: '', function: '' };

/** `llm.input_messages.0.message.tool_calls.0.tool_call.function.name`, by the conventions of OpenInference. */
export const OPEN_INFERENCE: Numbering = { message: 'message.', call: 'tool_call.', function: 'function.' };

/** Messages in numbered attributes. */
export function numbered(attributes: JsonObject, prefix: string, by: Numbering = PLAIN): Json[] {
  const messages: Json[] = [];
  for (let at = 0; attributes[`${prefix}.${at}.${by.message}role`] !== undefined; at += 1) {
    const own = `${prefix}.${at}.${by.message}`;
    const calls: Json[] = [];
    const nameOf = (call: number) => `${own}tool_calls.${call}.${by.call}${by.function}name`;
    for (let call = 0; attributes[nameOf(call)] !== undefined; call += 1) {
      const place = `${own}tool_calls.${call}.${by.call}`;
      const given = attributes[`${place}${by.function}arguments`] ?? null;
      calls.push({
        id: attributes[`${place}id`] ?? '',
        function: { name: attributes[nameOf(call)] ?? '', arguments: given },
      });
    }
    const answers = attributes[`${own}tool_call_id`];
    messages.push({
      role: attributes[`${own}role`] ?? '',
      content: attributes[`${own}content`] ?? '',
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
      ...(answers === undefined ? {} : { tool_call_id: answers }),
    });
  }
  return messages;
}

/** Messages in events of their own (`gen_ai.user.message`, `gen_ai.choice`), as conventions before 1.37 have them. */
export function eventMessages(span: JsonObject): Json[] {
  const events = Array.isArray(span.events) ? span.events.filter(isObject) : [];
  return events.flatMap((event): Json[] => {
    const fields = flat(event.attributes ?? null);
    const speaker = /^gen_ai\.(system|user|assistant|tool)\.message$/.exec(String(event.name ?? ''))?.[1];
    const message = speaker === undefined ? objectIn(fields.message) : fields;
    if (speaker === undefined && (event.name !== 'gen_ai.choice' || message === undefined)) return [];
    return [
      {
        role: fields.role ?? message?.role ?? speaker ?? 'assistant',
        content: message?.content ?? '',
        ...(speaker === 'tool' ? { tool_call_id: fields.id ?? '' } : {}),
        tool_calls: parsedList(message?.tool_calls),
      },
    ];
  });
}

/** Messages of a request that a span keeps as JSON text. */
export function requestIn(value: Json | undefined): Json[] {
  const request = objectIn(value);
  return Array.isArray(request?.messages) ? request.messages : [];
}

/** The message of an answer that a span keeps as JSON text. */
export function answersIn(value: Json | undefined): Json[] {
  const answer = objectIn(value);
  return answer === undefined ? [] : answersOf(answer);
}

function objectIn(value: Json | undefined): JsonObject | undefined {
  const read = typeof value === 'string' ? safeParse(value) : (value ?? null);
  return isObject(read) ? read : undefined;
}
