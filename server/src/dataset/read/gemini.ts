import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { readMessages } from './messages.ts';
import { type ReadRow, row } from './row.ts';
import { readTools } from './tools.ts';

/** A request of Gemini's `contents`, its answer's `candidates`, or both; undefined where there is neither. */
export function readGemini(value: JsonObject, index: number): ReadRow | undefined {
  const contents = contentsOf(value.contents ?? null);
  const answers = Array.isArray(value.candidates) ? value.candidates.slice(0, 1) : [];
  const answered = answers.flatMap((one) => (isObject(one) && isObject(one.content) ? [one.content] : []));
  if (![...contents, ...answered].some(isContent)) return undefined;
  const messages = geminiMessages([...contents, ...answered]);
  const system = textOfParts(value.systemInstruction ?? value.system_instruction ?? null);
  const before: Json[] = system === '' ? [] : [{ role: 'system', content: system }];
  return row('gemini', index, { messages: readMessages([...before, ...messages]), tools: geminiTools(value.tools) });
}

/** Entries of `contents`: a list, one entry, or the text that the client libraries take for one. */
function contentsOf(value: Json): Json[] {
  if (typeof value === 'string') return [{ role: 'user', parts: [{ text: value }] }];
  if (!Array.isArray(value)) return value === null ? [] : [value];
  return value.map((item) => (typeof item === 'string' ? { role: 'user', parts: [{ text: item }] } : item));
}

/** Whether a value is an entry of `contents`: parts, each a text, a call or an answer to one. */
export function isContent(value: Json): boolean {
  return (
    isObject(value) && partsOf(value).some((part) => typeof part.text === 'string' || called(part) || answer(part))
  );
}

/** Entries of `contents` as messages of OpenAI's form; calls without an id are answered by their names, in order. */
export function geminiMessages(contents: readonly Json[]): Json[] {
  const open: { readonly id: string; readonly name: string }[] = [];
  let made = 0;
  return contents.flatMap((content): Json[] => {
    if (!isObject(content)) return [];
    const parts = partsOf(content);
    const text = parts
      .flatMap((part) => (typeof part.text === 'string' && part.thought !== true ? [part.text] : []))
      .join('\n');
    const outputs = parts.flatMap((part): Json[] => {
      const found = answer(part);
      if (found === undefined) return [];
      const name = String(found.name ?? '');
      const at = open.findIndex((call) => (typeof found.id === 'string' ? call.id === found.id : call.name === name));
      const [call] = at < 0 ? [] : open.splice(at, 1);
      return [
        { role: 'tool', tool_call_id: call?.id ?? String(found.id ?? ''), name, content: outputText(found.response) },
      ];
    });
    const calls = parts.flatMap((part): Json[] => {
      const found = called(part);
      if (found === undefined) return [];
      made += 1;
      const id = typeof found.id === 'string' && found.id !== '' ? found.id : `g${made}`;
      const name = String(found.name ?? '');
      open.push({ id, name });
      return [{ id, type: 'function', function: { name, arguments: found.args ?? {} } }];
    });
    if (content.role === 'model' || calls.length > 0) return [{ role: 'assistant', content: text, tool_calls: calls }];
    return text === '' ? outputs : [...outputs, { role: 'user', content: text }];
  });
}

function partsOf(content: JsonObject): JsonObject[] {
  return Array.isArray(content.parts) ? content.parts.filter(isObject) : [];
}

function called(part: JsonObject): JsonObject | undefined {
  const call = part.functionCall ?? part.function_call ?? null;
  return isObject(call) ? call : undefined;
}

function answer(part: JsonObject): JsonObject | undefined {
  const found = part.functionResponse ?? part.function_response ?? null;
  return isObject(found) ? found : undefined;
}

/** Gemini wraps what is no object as `{result}` or `{output}`. */
function outputText(response: Json | undefined): string {
  if (typeof response === 'string') return response;
  return JSON.stringify(response ?? null);
}

function textOfParts(value: Json): string {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return '';
  return partsOf(value)
    .flatMap((part) => (typeof part.text === 'string' ? [part.text] : []))
    .join('\n');
}

function geminiTools(value: Json | undefined) {
  const groups = Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : [];
  const declared = groups.flatMap((group): Json[] => {
    const list = group.functionDeclarations ?? group.function_declarations ?? null;
    return Array.isArray(list) ? list : [];
  });
  return readTools(declared.map(withJsonSchema));
}

/** `parametersJsonSchema` is plain JSON Schema; `parameters` is Gemini's own, which the readers of tools know. */
function withJsonSchema(tool: Json): Json {
  if (!isObject(tool)) return tool;
  const schema = tool.parametersJsonSchema ?? tool.parameters_json_schema ?? null;
  return isObject(schema) ? { name: tool.name ?? '', description: tool.description ?? '', parameters: schema } : tool;
}
