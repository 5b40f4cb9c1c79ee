import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { contentText } from './content.ts';
import { textOf } from './normal.ts';

/**
 * A message as a framework keeps it, as messages of OpenAI's form: Pydantic AI's requests and responses, AutoGen's events,
 * Spring AI's, Haystack's, Semantic Kernel's and LlamaIndex's. Any other comes back as it is.
 */
export function fromFramework(message: Json): Json[] {
  if (!isObject(message)) return [message];
  return READERS.reduce<Json[] | undefined>((read, reader) => read ?? reader(message), undefined) ?? [message];
}

type Reader = (message: JsonObject) => Json[] | undefined;

const READERS: readonly Reader[] = [pydanticAi, autoGen, springAi, haystack, semanticKernel, llamaIndex];

/** `{kind: "request" | "response", parts: [{part_kind, …}]}`. */
function pydanticAi({ kind, parts }: JsonObject): Json[] | undefined {
  if ((kind !== 'request' && kind !== 'response') || !Array.isArray(parts)) return undefined;
  const list = parts.filter(isObject);
  if (kind === 'response') {
    const said = list.filter(({ part_kind }) => part_kind === 'text').map(({ content }) => textOf(content ?? null));
    return [
      assistant(
        said.join('\n'),
        list
          .filter(({ part_kind }) => part_kind === 'tool-call')
          .map((part) => call(part.tool_call_id, part.tool_name, part.args)),
      ),
    ];
  }
  return list.flatMap((part): Json[] => {
    const content = textOf(part.content ?? null);
    switch (part.part_kind) {
      case 'system-prompt':
        return [{ role: 'system', content }];
      case 'user-prompt':
        return [{ role: 'user', content: contentText(part.content ?? null) }];
      case 'tool-return':
        return [output(part.tool_call_id, part.tool_name, part.content)];
      case 'retry-prompt':
        return part.tool_name === undefined || part.tool_name === null
          ? [{ role: 'user', content }]
          : [output(part.tool_call_id, part.tool_name, JSON.stringify({ error: content }))];
      default:
        return [];
    }
  });
}

/** `{source, type: "ToolCallRequestEvent", content: [{id, name, arguments}]}`. */
function autoGen({ source, type, content = null }: JsonObject): Json[] | undefined {
  if (typeof source !== 'string' || typeof type !== 'string') return undefined;
  const items = Array.isArray(content) ? content.filter(isObject) : [];
  if (type === 'ToolCallRequestEvent')
    return [
      assistant(
        '',
        items.map((item) => call(item.id, item.name, item.arguments)),
      ),
    ];
  if (type === 'ToolCallExecutionEvent')
    return items.map((item) => output(item.call_id, item.name, failedOr(item.is_error, item.content)));
  // A summary repeats what the tools returned.
  if (type === 'TextMessage' || type === 'StopMessage')
    return [{ role: source === 'user' ? 'user' : 'assistant', content: textOf(content) }];
  return /(?:Event|Message)$/.test(type) ? [] : undefined;
}

/** `{messageType: "ASSISTANT", text, toolCalls}`, `{messageType: "TOOL", responses}`. */
function springAi({ messageType, text = null, content = null, toolCalls = null, responses = null }: JsonObject) {
  if (typeof messageType !== 'string') return undefined;
  const said = textOf(text ?? content);
  switch (messageType) {
    case 'SYSTEM':
    case 'USER':
      return [{ role: messageType.toLowerCase(), content: said }];
    case 'ASSISTANT':
      return [
        assistant(
          said,
          objectsOf(toolCalls).map((item) => call(item.id, item.name, item.arguments)),
        ),
      ];
    case 'TOOL':
      return objectsOf(responses).map((item) => output(item.id, item.name, item.responseData));
    default:
      return undefined;
  }
}

/** `{role, content: [{text}, {tool_call: {…}}, {tool_call_result: {…}}]}`. */
function haystack({ role, content = null, _content = null }: JsonObject): Json[] | undefined {
  const parts = objectsOf(Array.isArray(content) ? content : _content);
  const has = (key: string) => parts.some((part) => isObject(part[key] ?? null));
  if (!has('tool_call') && !has('tool_call_result')) return undefined;
  const results = parts.flatMap(({ tool_call_result: result = null }) => (isObject(result) ? [result] : []));
  if (results.length > 0 && role !== 'assistant')
    return results.map(({ origin = null, result = null, error }) => {
      const from = isObject(origin) ? origin : {};
      return output(from.id, from.tool_name, failedOr(error, result));
    });
  const calls = parts.flatMap(({ tool_call: made = null }) => (isObject(made) ? [made] : []));
  const said = parts.flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
  return [
    assistant(
      said.join('\n'),
      calls.map((made) => call(made.id, made.tool_name, made.arguments)),
    ),
  ];
}

/** `{role, items: [{$type: "FunctionCallContent", functionName, …}]}`. */
function semanticKernel(message: JsonObject): Json[] | undefined {
  const items = objectsOf(message.items ?? message.Items ?? null);
  const kinds = items.map((item) => String(item.$type ?? item.content_type ?? ''));
  if (!kinds.some((kind) => /^(?:Function(?:Call|Result)Content|function_(?:call|result)|TextContent)$/.test(kind)))
    return undefined;
  const of = (pattern: RegExp) => items.filter((_, at) => pattern.test(kinds[at] ?? ''));
  const name = (item: JsonObject) => {
    const plugin = item.pluginName ?? item.plugin_name;
    const own = item.functionName ?? item.function_name ?? item.name;
    return typeof plugin === 'string' && plugin !== '' ? `${plugin}-${String(own)}` : own;
  };
  const results = of(/^(?:FunctionResultContent|function_result)$/);
  if (results.length > 0)
    return results.map((item) => output(item.callId ?? item.id, name(item), item.result ?? item.content));
  const calls = of(/^(?:FunctionCallContent|function_call)$/).map((item) => call(item.id, name(item), item.arguments));
  const said = of(/^(?:TextContent|text)$/).map(({ text }) => textOf(text ?? null));
  const role = String(message.role ?? 'user').toLowerCase();
  return role === 'assistant' ? [assistant(said.join('\n'), calls)] : [{ role, content: said.join('\n') }];
}

/** `{role, blocks: [{block_type: "text", text}], additional_kwargs: {tool_calls | tool_call_id}}`. */
function llamaIndex({ role = null, content, blocks = null, additional_kwargs: more = null }: JsonObject) {
  if (typeof role !== 'string' || !Array.isArray(blocks)) return undefined;
  const list = blocks.filter(isObject);
  const said = list.filter(({ block_type }) => block_type === 'text').map(({ text }) => textOf(text ?? null));
  const own = list
    .filter(({ block_type }) => block_type === 'tool_call')
    .map((block) => call(block.tool_call_id, block.tool_name, block.tool_kwargs));
  const kwargs = isObject(more) ? more : {};
  const calls = own.length > 0 ? own : (kwargs.tool_calls ?? null);
  const text = said.length > 0 ? said.join('\n') : textOf(content ?? null);
  return [{ role, content: text, ...kwargs, ...(calls === null ? {} : { tool_calls: calls }) }];
}

function assistant(content: string, calls: readonly Json[]): Json {
  return { role: 'assistant', content, ...(calls.length === 0 ? {} : { tool_calls: [...calls] }) };
}

function call(id: Json | undefined, name: Json | undefined, args: Json | undefined): Json {
  return { id: id ?? '', type: 'function', function: { name: name ?? '', arguments: args ?? null } };
}

function output(id: Json | undefined, name: Json | undefined, content: Json | undefined): Json {
  return { role: 'tool', tool_call_id: id ?? '', name: name ?? '', content: textOf(content ?? null) };
}

function failedOr(failed: Json | undefined, content: Json | undefined): Json | undefined {
  return failed === true ? JSON.stringify({ error: textOf(content ?? null) }) : content;
}

function objectsOf(value: Json): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
