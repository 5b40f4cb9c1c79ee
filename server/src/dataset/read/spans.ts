import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { readMessages, safeParse } from './messages.ts';
import { type ReadRow, row } from './row.ts';
import { readTools } from './tools.ts';

/**
 * OpenTelemetry spans of GenAI calls, each a row: the last one of a trace holds the conversation so far, so of a trace
 * those are left out whose messages a later span repeats. Undefined where the value holds no such span.
 * https://opentelemetry.io/docs/specs/semconv/gen-ai/
 */
export function genAiSpans(value: Json): Json[] | undefined {
  const spans = spansIn(value).filter((span) => messagesOf(span).length > 0);
  if (spans.length === 0) return undefined;
  const texts = spans.map((span) => JSON.stringify(inputOf(attributesOf(span))));
  return spans.filter((span, at) => {
    const own = JSON.stringify(messagesOf(span)).slice(0, -1);
    return !spans.some(
      (other, place) => place !== at && other.traceId === span.traceId && texts[place]?.startsWith(own),
    );
  });
}

/** One span with the messages of a call of a model; of several in one value, the longest conversation. */
export function readSpan(value: JsonObject, index: number): ReadRow | undefined {
  const spans = spansIn(value).map((span) => ({ span, messages: messagesOf(span) }));
  const longest = spans.reduce<(typeof spans)[number] | undefined>(
    (best, one) => (one.messages.length > (best?.messages.length ?? 0) ? one : best),
    undefined,
  );
  if (longest === undefined) return undefined;
  const { span, messages } = longest;
  const id = span.spanId ?? span.span_id ?? undefined;
  return row('otel-genai', index, {
    messages: readMessages(messages),
    tools: readTools(toolsOf(attributesOf(span))),
    ...(typeof id === 'string' && id !== '' ? { id } : {}),
  });
}

function spansIn(value: Json): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(spansIn);
  if (!isObject(value)) return [];
  const inner = ['resourceSpans', 'scopeSpans', 'spans'].flatMap((key) => spansIn(value[key] ?? null));
  return inner.length > 0 ? inner : value.attributes === undefined ? [] : [value];
}

/** Attributes as one object, whether OTLP lists them or an exporter has them as an object; those of events are last. */
function attributesOf(span: JsonObject): JsonObject {
  const events = Array.isArray(span.events) ? span.events.filter(isObject) : [];
  return Object.assign({}, ...[span, ...events].map((item) => flat(item.attributes ?? null)));
}

function flat(attributes: Json): JsonObject {
  if (isObject(attributes)) return attributes;
  if (!Array.isArray(attributes)) return {};
  return Object.fromEntries(
    attributes.filter(isObject).map((item) => [String(item.key), plain(item.value ?? null)] as const),
  );
}

/** OTLP's typed values as plain JSON. */
function plain(value: Json): Json {
  if (!isObject(value)) return value;
  if (isObject(value.arrayValue))
    return (Array.isArray(value.arrayValue.values) ? value.arrayValue.values : []).map(plain);
  if (isObject(value.kvlistValue)) return flat(value.kvlistValue.values ?? null);
  if (value.intValue !== undefined) return Number(value.intValue);
  return value.stringValue ?? value.boolValue ?? value.doubleValue ?? null;
}

function messagesOf(span: JsonObject): Json[] {
  const attributes = attributesOf(span);
  const output = parsedList(attributes['gen_ai.output.messages']);
  return [...inputOf(attributes), ...output.flatMap(fromParts), ...numbered(attributes, 'gen_ai.completion')];
}

function inputOf(attributes: JsonObject): Json[] {
  const system = parsedList(attributes['gen_ai.system_instructions']);
  const said = system.flatMap((part) => (isObject(part) ? [String(part.content ?? part.text ?? '')] : []));
  return [
    ...(said.length === 0 ? [] : [{ role: 'system', content: said.join('\n') }]),
    ...parsedList(attributes['gen_ai.input.messages']).flatMap(fromParts),
    ...numbered(attributes, 'gen_ai.prompt'),
  ];
}

function parsedList(value: Json | undefined): Json[] {
  const list = typeof value === 'string' ? safeParse(value) : (value ?? null);
  return Array.isArray(list) ? list : [];
}

/** A message of parts (semantic conventions 1.37 and later) as messages of OpenAI's form. */
function fromParts(message: Json): Json[] {
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

/** Messages in numbered attributes, `gen_ai.prompt.0.role`, as older instrumentations write them. */
function numbered(attributes: JsonObject, prefix: string): Json[] {
  const messages: Json[] = [];
  for (let at = 0; attributes[`${prefix}.${at}.role`] !== undefined; at += 1) {
    const own = `${prefix}.${at}`;
    const calls: Json[] = [];
    for (let call = 0; attributes[`${own}.tool_calls.${call}.name`] !== undefined; call += 1) {
      const place = `${own}.tool_calls.${call}`;
      calls.push({
        id: attributes[`${place}.id`] ?? '',
        function: { name: attributes[`${place}.name`] ?? '', arguments: attributes[`${place}.arguments`] ?? null },
      });
    }
    messages.push({
      role: attributes[`${own}.role`] ?? '',
      content: attributes[`${own}.content`] ?? '',
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
      ...(attributes[`${own}.tool_call_id`] === undefined
        ? {}
        : { tool_call_id: attributes[`${own}.tool_call_id`] ?? '' }),
    });
  }
  return messages;
}

function toolsOf(attributes: JsonObject): Json {
  const listed = parsedList(attributes['gen_ai.tool.definitions']);
  if (listed.length > 0) return listed;
  const tools: Json[] = [];
  for (let at = 0; attributes[`llm.request.functions.${at}.name`] !== undefined; at += 1) {
    const own = `llm.request.functions.${at}`;
    const schema = attributes[`${own}.parameters`] ?? null;
    tools.push({
      name: attributes[`${own}.name`] ?? '',
      description: attributes[`${own}.description`] ?? '',
      parameters: typeof schema === 'string' ? safeParse(schema) : schema,
    });
  }
  return tools;
}
