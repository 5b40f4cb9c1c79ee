import type { Message, ToolDefinition } from '../../chat/index.ts';
import { readTools } from '../../dataset/index.ts';
import { isObject, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { readReplyBody, type WireReply } from '../../openai-wire/index.ts';

/** A step of a result in the leaderboard's form: `[{name: "JSON"}]`, or what the model said. */
export type ResultStep = string | { [name: string]: Json }[];

/** Functions of a row as tools: names with `_` for `.`, as endpoints take them. */
export function toolsOf(functions: Json | undefined, category: string): ToolDefinition[] {
  const language = /(?:^|_)(javascript|java)(?:_|$)/.exec(category)?.[1];
  return readTools(functions).map(({ type, function: { name, description, parameters } }) => ({
    type,
    function: {
      name: name.replaceAll('.', '_'),
      description,
      parameters: language === undefined ? parameters : asSource(parameters, typesOf(functions, name), language),
    },
  }));
}

/** Values of Java and JavaScript are given as texts of source. */
function asSource(parameters: JsonSchema, types: JsonObject, language: string): JsonSchema {
  const title = language === 'java' ? 'Java' : 'JavaScript';
  const properties = Object.entries(parameters.properties ?? {}).map(([name, schema]) => {
    const said = isObject(schema) && typeof schema.description === 'string' ? `${schema.description} ` : '';
    const declared = types[name];
    const type = isObject(declared) && typeof declared.type === 'string' ? ` of type ${declared.type}` : '';
    return [name, { type: 'string', description: `${said}A ${title} value${type}, written as source.` }] as const;
  });
  return { ...parameters, properties: Object.fromEntries(properties) };
}

function typesOf(functions: Json | undefined, name: string): JsonObject {
  const all = Array.isArray(functions) ? functions : [functions ?? null];
  const found = all.find((item) => isObject(item) && item.name === name);
  const parameters = isObject(found) && isObject(found.parameters) ? found.parameters : {};
  return isObject(parameters.properties) ? parameters.properties : {};
}

/** Messages of a turn; anything that is none is left out. */
export function messagesOf(turn: Json | undefined): Message[] {
  const list = Array.isArray(turn) ? turn : [];
  return list.flatMap((item): Message[] => {
    if (!isObject(item) || typeof item.content !== 'string') return [];
    const { role, content } = item;
    return role === 'system' || role === 'user' || role === 'assistant' ? [{ role, content }] : [];
  });
}

/** A reply as a step: its calls with their arguments as the server wrote them, for 5 and 5.0 are two values. */
export function stepOf(reply: WireReply): ResultStep {
  const sent = (readReplyBody(reply.response).reply?.calls ?? []).filter((call) => call.name !== '');
  if (sent.length === 0) return reply.reasoning === '' ? textIn(reply) : reply.text;
  return sent.map(({ name, arguments: given }) => ({ [name]: (given ?? '') as Json }));
}

/** What the model said as it said it: calls that a server leaves in the text are a text to the leaderboard. */
function textIn(reply: WireReply): string {
  return readReplyBody(reply.response).reply?.text ?? reply.text;
}
