import { briefJson, isSchema, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { saysScalar } from '../../teacher/index.ts';
import { GrowingText, leavesOf, type Message, occurrences, type TrajectoryRecord } from '../../trajectory/index.ts';

/** Arguments that the tool does not declare: a model that learns them makes them up. */
export function undeclared(schema: JsonSchema, value: Json, path = ''): string[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return isSchema(items) ? value.flatMap((item) => undeclared(items, item, `${path}[]`)) : [];
  }
  if (!isObjectValue(value) || schema.properties === undefined || isOpen(schema)) return [];
  const properties = schema.properties as Readonly<Record<string, JsonSchema | boolean>>;
  return Object.entries(value).flatMap(([name, item]) => {
    const at = path === '' ? name : `${path}.${name}`;
    if (!Object.hasOwn(properties, name)) return [at];
    const inner = properties[name];
    return isSchema(inner) ? undeclared(inner, item, at) : [];
  });
}

function isObjectValue(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether names beyond the properties are told to be welcome, or may stand somewhere that is not looked into. */
function isOpen(schema: JsonSchema): boolean {
  const more = schema.additionalProperties;
  const elsewhere = ['patternProperties', '$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'dependentSchemas'] as const;
  return (more !== undefined && more !== false) || elsewhere.some((key) => schema[key] !== undefined);
}

/**
 * Values of a call that stand nowhere before it: not in what was said or came out, nor in the tool's own definition.
 * A value that was edited on one side only shows here.
 */
export function givenByNobody(
  record: Pick<TrajectoryRecord, 'messages' | 'tools'>,
): { message: number; text: string }[] {
  const said = new SaidSoFar(record.messages);
  return record.messages.flatMap((message, at) => {
    if (message.role !== 'assistant') return [];
    return (message.tool_calls ?? []).flatMap(({ id, function: { name, arguments: args } }) => {
      const tool = record.tools.find((item) => item.function.name === name);
      if (tool === undefined || !isObjectValue(args)) return [];
      return leavesOf(args)
        .filter(({ value }) => isTelling(value) && !isSaidBefore(value as string | number, said, record.messages, at))
        .filter(({ value }) => !saysScalar(JSON.stringify(tool.function), value))
        .map(({ path, value }) => ({
          message: at,
          text: `${path} = ${briefJson(value)} of ${name} (${id}) stands in nothing that was said or came out before it`,
        }));
    });
  });
}

function isSaidBefore(value: string | number, said: SaidSoFar, messages: readonly Message[], at: number): boolean {
  // Most values stand in a message as they are: that is seen without looking into the outputs.
  return said.before(at, String(value)) || occurrences(value, messages, at).length > 0;
}

/** Contents of the messages before one that is looked at; those looked at come in their order. */
class SaidSoFar {
  readonly #messages: readonly Message[];
  readonly #text = new GrowingText();
  #read = 0;

  constructor(messages: readonly Message[]) {
    this.#messages = messages;
  }

  before(at: number, text: string): boolean {
    if (text.includes('\n')) return this.#messages.slice(0, at).some(({ content }) => content.includes(text));
    for (; this.#read < at; this.#read += 1) this.#text.add(this.#messages[this.#read]?.content ?? '');
    return this.#text.has(text);
  }
}

function isTelling(value: Json): boolean {
  return (typeof value === 'string' && value.length > 2) || (typeof value === 'number' && Math.abs(value) > 10);
}

/** Numbers of three digits and more, and keys, in the words of the assistant that nothing before them says: a changed output. */
export function saidOfNothing(messages: readonly Message[]): string[] {
  const found: string[] = [];
  const before = new SaidSoFar(messages);
  for (const [at, message] of messages.entries()) {
    if (message.role !== 'assistant' || !/\d/.test(message.content)) continue;
    const numbers = (digitsJoined(message.content).match(/\d[\d.]*\d/g) ?? []).filter(
      (number) => number.replace(/\D/g, '').length > 2,
    );
    const missing = [...keysIn(message.content), ...numbers].find(
      (said) => !standsBefore(said, before, messages, at) && !standsBefore(withoutCents(said), before, messages, at),
    );
    if (missing !== undefined) found.push(`message ${at} says ${missing}, which nothing before it says`);
  }
  return found;
}

/** Whether a text without commas stands in the messages before one, numbers with commas read without them, or in their calls. */
function standsBefore(said: string, before: SaidSoFar, messages: readonly Message[], at: number): boolean {
  // Where it stands as it is, it stands there without the commas of numbers too.
  if (before.before(at, said)) return true;
  return messages
    .slice(0, at)
    .some(
      (message) =>
        digitsJoined(message.content).includes(said) ||
        (message.role === 'assistant' &&
          message.tool_calls !== undefined &&
          digitsJoined(JSON.stringify(message.tool_calls)).includes(said)),
    );
}

/** Keys of records in a text, `PA-Y5W32`: capitals and digits together, which no language has as a word or a measure. */
function keysIn(text: string): string[] {
  return (text.match(/(?<![\w-])[A-Z0-9]+(?:[-_][A-Z0-9]+)+(?![\w-])/g) ?? []).filter(
    (key) => /[A-Z]/.test(key) && /\d/.test(key),
  );
}

/** `57.80` as `57.8`: a sum is said with its cents, and JSON has no zero at the end. */
function withoutCents(said: string): string {
  return /^\d+\.\d*0$/.test(said) ? said.replace(/\.?0+$/, '') : said;
}

/** `1,234.5` as `1234.5`. */
function digitsJoined(text: string): string {
  return text.replace(/(\d),(?=\d{3}\b)/g, '$1');
}
