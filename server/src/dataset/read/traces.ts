import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { readMessages, safeParse } from './messages.ts';
import { type ReadRow, row } from './row.ts';
import { readTools } from './tools.ts';

/** A run as LangSmith exports it: `inputs` and `outputs` of a call of a model, messages plain or as LangChain keeps them. */
export function readLangSmith(value: JsonObject, index: number): ReadRow | undefined {
  const given = parsed(value.outputs ?? value.output);
  const [inputs, outputs] = [asObject(value.inputs), asObject(given)];
  if (inputs === undefined || (value.run_type === undefined && outputs === undefined)) return undefined;
  const said = messageList(inputs.messages ?? inputs.input ?? inputs.question ?? null);
  const answer = messageList(
    outputs?.messages ?? outputs?.generations ?? outputs?.choices ?? outputs?.output ?? outputs ?? given,
    'assistant',
  );
  // What an application of one's own gives back is no message, and is shown as it is.
  if (answer.length === 0 && outputs !== undefined && Object.keys(outputs).length > 0)
    answer.push({ role: 'assistant', content: JSON.stringify(outputs) });
  // A whole conversation in the outputs repeats the inputs.
  const all = repeats(said, answer) ? answer : [...said, ...answer];
  const extra = asObject(value.extra);
  const parameters = asObject(extra?.invocation_params);
  return asRow('langsmith', value.id, all, inputs.tools ?? parameters?.tools ?? parameters?.functions, index);
}

/** An observation or a trace as Langfuse exports it: `input` and `output` with messages. */
export function readLangfuse(value: JsonObject, index: number): ReadRow | undefined {
  if (value.input === undefined || (value.output === undefined && value.observations === undefined)) return undefined;
  const generation = lastGeneration(value.observations);
  const source = generation ?? value;
  const input = parsed(source.input);
  const inner = isObject(input) ? input : undefined;
  const said = messageList(inner?.messages ?? inner?.contents ?? input);
  if (said.length === 0) return undefined;
  const answer = messageList(answerOf(parsed(source.output)), 'assistant');
  const all = repeats(said, answer) ? answer : [...said, ...answer];
  const parameters = asObject(source.modelParameters);
  return asRow('langfuse', value.id, all, inner?.tools ?? parameters?.tools, index);
}

function asRow(
  format: 'langsmith' | 'langfuse',
  id: Json | undefined,
  messages: Json[],
  tools: Json | undefined,
  index: number,
) {
  const read = readMessages(messages);
  if (read.length === 0) return undefined;
  return row(format, index, { messages: read, tools: readTools(tools), ...(typeof id === 'string' ? { id } : {}) });
}

function repeats(said: readonly Json[], answer: readonly Json[]): boolean {
  return said.length > 0 && answer.length > said.length && JSON.stringify(answer[0]) === JSON.stringify(said[0]);
}

/** The generation that a trace ends with has the whole conversation. */
function lastGeneration(observations: Json | undefined): JsonObject | undefined {
  if (!Array.isArray(observations)) return undefined;
  return observations.filter(isObject).findLast(({ type }) => type === 'GENERATION');
}

function parsed(value: Json | undefined): Json {
  return typeof value === 'string' ? (safeParse(value) ?? value) : (value ?? null);
}

function asObject(value: Json | undefined): JsonObject | undefined {
  const read = parsed(value);
  return isObject(read) ? read : undefined;
}

/** The messages of an answer that is kept whole. */
function answerOf(output: Json): Json {
  return isObject(output) ? (output.choices ?? output.messages ?? output) : output;
}

/** Messages in a value, however deep it lists them: LangChain has lists of lists, of generations with a message each; a text is what the speaker said. */
function messageList(value: Json, speaker: 'user' | 'assistant' = 'user'): Json[] {
  if (Array.isArray(value)) return value.flatMap((item) => messageList(item, speaker));
  if (typeof value === 'string') return value === '' ? [] : [{ role: speaker, content: value }];
  if (!isObject(value)) return [];
  if (isObject(value.message)) return messageList(value.message, speaker);
  const message = plainMessage(value);
  return message === undefined ? [] : [message];
}

const LANGCHAIN: Readonly<Record<string, string>> = {
  human: 'user',
  humanmessage: 'user',
  ai: 'assistant',
  aimessage: 'assistant',
  aimessagechunk: 'assistant',
  system: 'system',
  systemmessage: 'system',
  tool: 'tool',
  toolmessage: 'tool',
  function: 'tool',
  functionmessage: 'tool',
};

/** A message of LangChain's or of OpenAI's form as one of OpenAI's; undefined where it is none. */
export function plainMessage(value: JsonObject): JsonObject | undefined {
  if (typeof value.role === 'string') return withCalls(value);
  const kept = isObject(value.kwargs) ? value.kwargs : isObject(value.data) ? value.data : value;
  const named = Array.isArray(value.id) ? value.id.at(-1) : (value.type ?? kept.type);
  const role = LANGCHAIN[String(named ?? '').toLowerCase()];
  return role === undefined ? undefined : withCalls({ ...kept, role });
}

/** LangChain writes a call as `{name, args, id}`. */
function withCalls(message: JsonObject): JsonObject {
  const more = isObject(message.additional_kwargs) ? message.additional_kwargs : {};
  const listed = [message.tool_calls, more.tool_calls].find((list) => Array.isArray(list) && list.length > 0);
  if (!Array.isArray(listed)) return message;
  const calls = listed.filter(isObject).map((call): Json => {
    if (isObject(call.function)) return call;
    return { id: call.id ?? '', function: { name: call.name ?? '', arguments: call.args ?? call.arguments ?? {} } };
  });
  return { ...message, tool_calls: calls };
}
