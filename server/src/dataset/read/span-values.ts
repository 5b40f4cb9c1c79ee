import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { safeParse } from './messages.ts';

/** Attributes as one object, whether OTLP lists them or an exporter has them as an object; those of events are last. */
export function attributesOf(span: JsonObject): JsonObject {
  const events = Array.isArray(span.events) ? span.events.filter(isObject) : [];
  return Object.assign({}, ...[span, ...events].map((item) => flat(item.attributes ?? null)));
}

export function flat(attributes: Json): JsonObject {
  if (isObject(attributes)) return withDots(attributes);
  if (!Array.isArray(attributes)) return {};
  return Object.fromEntries(
    attributes.filter(isObject).map((item) => [String(item.key), plain(item.value ?? null)] as const),
  );
}

/** Attributes that an exporter nests by the dots of their names (`{"llm": {"input_messages": […]}}`), as one level. */
function withDots(attributes: JsonObject): JsonObject {
  const nested = ['llm', 'gen_ai'].filter((key) => typeof attributes[key] === 'object' && attributes[key] !== null);
  const inner = nested.flatMap((key) => dotted(key, attributes[key] ?? null, MAX_DEPTH));
  return nested.length === 0 ? attributes : { ...attributes, ...Object.fromEntries(inner) };
}

/** Names of attributes have fewer parts than this. */
const MAX_DEPTH = 12;

function dotted(name: string, value: Json, depth: number): [string, Json][] {
  if (typeof value !== 'object' || value === null || depth === 0) return [[name, value]];
  return Object.entries(value).flatMap(([key, item]) => dotted(`${name}.${key}`, item as Json, depth - 1));
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

export function parsedList(value: Json | undefined): Json[] {
  const list = typeof value === 'string' ? safeParse(value) : (value ?? null);
  return Array.isArray(list) ? list : [];
}
