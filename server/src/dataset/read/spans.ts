import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { readMessages, safeParse } from './messages.ts';
import { type ReadRow, row } from './row.ts';
import { answersIn, eventMessages, fromParts, numbered, OPEN_INFERENCE, requestIn } from './span-forms.ts';
import { attributesOf, parsedList } from './span-values.ts';
import { readTools } from './tools.ts';

/**
 * OpenTelemetry spans of GenAI calls, each a row: the last one of a trace holds the conversation so far, so of a trace
 * those are left out whose messages a later span repeats. Undefined where the value holds no such span.
 * https://opentelemetry.io/docs/specs/semconv/gen-ai/
 */
export function genAiSpans(value: Json): Json[] | undefined {
  const spans = spansIn(value).filter((span) => messagesOf(span).length > 0);
  if (spans.length === 0) return undefined;
  const texts = spans.map((span) => JSON.stringify(inputOf(span)));
  return spans.filter((span, at) => {
    const own = JSON.stringify(messagesOf(span)).slice(0, -1);
    return !spans.some(
      (other, place) => place !== at && traceOf(other) === traceOf(span) && texts[place]?.startsWith(own),
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

/** Spans stand in fewer lists than this: resources, scopes, lists of an exporter. */
const MAX_DEPTH = 8;

function spansIn(value: Json, depth = MAX_DEPTH): JsonObject[] {
  if (depth === 0) return [];
  if (Array.isArray(value)) return value.flatMap((item) => spansIn(item, depth - 1));
  if (!isObject(value)) return [];
  const inner = ['resourceSpans', 'scopeSpans', 'spans', 'instrumentationLibrarySpans'].flatMap((key) =>
    spansIn(value[key] ?? null, depth - 1),
  );
  return inner.length > 0 ? inner : value.attributes === undefined ? [] : [value];
}

function messagesOf(span: JsonObject): Json[] {
  const attributes = attributesOf(span);
  const output = parsedList(attributes['gen_ai.output.messages']);
  return [
    ...inputOf(span),
    ...output.flatMap(fromParts),
    ...numbered(attributes, 'gen_ai.completion'),
    ...numbered(attributes, 'llm.output_messages', OPEN_INFERENCE),
    ...answersIn(attributes['mlflow.spanOutputs']),
  ];
}

function inputOf(span: JsonObject): Json[] {
  const attributes = attributesOf(span);
  const system = parsedList(attributes['gen_ai.system_instructions']);
  const said = system.flatMap((part) => (isObject(part) ? [String(part.content ?? part.text ?? '')] : []));
  return [
    ...(said.length === 0 ? [] : [{ role: 'system', content: said.join('\n') }]),
    ...parsedList(attributes['gen_ai.input.messages']).flatMap(fromParts),
    ...numbered(attributes, 'gen_ai.prompt'),
    ...numbered(attributes, 'llm.input_messages', OPEN_INFERENCE),
    ...requestIn(attributes['mlflow.spanInputs']),
    ...eventMessages(span),
  ];
}

/** The id of the trace, in OTLP's place or in that of the console's exporters. */
function traceOf(span: JsonObject): Json {
  const { context = null } = span;
  return span.traceId ?? span.trace_id ?? (isObject(context) ? (context.trace_id ?? null) : null);
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
