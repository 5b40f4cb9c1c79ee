import { isObject, type Json, type JsonObject, parsedJson } from '../../json/index.ts';
import {
  type AgentMove,
  type EdgeVerdict,
  ERROR_TYPES,
  type ErrorType,
  type TaskKind,
  type TaskValues,
  TeacherError,
  type WrittenCall,
} from '../types.ts';

/** Reads a model's answer to a task. @throws TeacherError with reason `malformed`. */
export function parseAnswer(kind: TaskKind, text: string): TaskValues[TaskKind] {
  switch (kind) {
    case 'write_query':
      return plainText(text);
    case 'write_calls':
      return readCalls(text);
    case 'act':
    case 'act_misled':
      return readMove(text);
    case 'write_together':
      return readTexts(text);
    case 'judge_turn':
      return readVerdict(text);
    case 'judge_edges':
      return readEdges(text);
    case 'label_function':
      return readLabel(text);
    case 'phrase_functions':
      return readPhrasings(text);
    case 'read_functions':
      return readReadings(text);
    case 'describe_function':
      return readDescription(text);
  }
}

/** Without a fence, a label or quotes around the whole. */
function plainText(text: string): string {
  const inner = withoutFence(text)
    .replace(/^(?:user|message|query)\s*:\s*/i, '')
    .trim();
  const quoted = /^"([^"]*)"$|^“([^”]*)”$/.exec(inner);
  return (quoted?.[1] ?? quoted?.[2] ?? inner).trim();
}

function withoutFence(text: string): string {
  return /^\s*```[a-z]*\s*\n([\s\S]*?)\n?```\s*$/i.exec(text)?.[1] ?? text;
}

/** JSON of an answer, also where a model wrote words around it. */
function readJson(text: string): Json {
  const inner = withoutFence(text).trim();
  const first = inner.search(/[[{"]/);
  const candidates = [
    inner,
    first < 0 ? '' : inner.slice(first, Math.max(inner.lastIndexOf('}'), inner.lastIndexOf(']')) + 1),
  ];
  for (const candidate of candidates) {
    const value = parsedJson(candidate);
    if (value !== undefined) return value;
  }
  throw malformed('no JSON');
}

function malformed(why: string): TeacherError {
  return new TeacherError('malformed', `the teacher's answer cannot be read: ${why}`);
}

function readCalls(text: string): readonly WrittenCall[] | undefined {
  if (/^\W*FINISH\W*$/i.test(withoutFence(text))) return undefined;
  return callsOf(readJson(text));
}

function callsOf(value: Json): WrittenCall[] {
  const list = Array.isArray(value) ? value : isObject(value) && Array.isArray(value.calls) ? value.calls : [value];
  return list.map((item) => {
    if (!isObject(item) || typeof item.name !== 'string') throw malformed('a call without a name');
    const args = item.arguments ?? item.parameters ?? {};
    const read = typeof args === 'string' ? readJson(args) : args;
    if (!isObject(read)) throw malformed('arguments that are no object');
    return { name: item.name, arguments: read };
  });
}

function readMove(text: string): AgentMove {
  let value: Json;
  try {
    value = readJson(text);
  } catch {
    // A text where JSON was asked for is a text.
    return { content: plainText(text), calls: [] };
  }
  if (!isObject(value))
    return { content: Array.isArray(value) ? '' : plainText(text), calls: Array.isArray(value) ? callsOf(value) : [] };
  const content = value.text ?? value.content ?? '';
  const calls = value.calls ?? value.tool_calls ?? [];
  if (typeof content !== 'string') throw malformed('a text that is none');
  return { content, calls: Array.isArray(calls) ? callsOf(calls) : [] };
}

/** Texts by place: a list, or an object whose values stand in order. */
function readTexts(text: string): readonly string[] {
  const value = readJson(text);
  const texts = isObject(value) ? (value.texts ?? value) : value;
  const list = Array.isArray(texts) ? texts : isObject(texts) ? Object.values(texts) : [];
  if (list.length === 0) throw malformed('no list of texts');
  return list.map((item) => (typeof item === 'string' ? item.trim() : ''));
}

function readVerdict(text: string): TaskValues['judge_turn'] {
  const value = readJson(text);
  const errorType = isObject(value) ? Number(value.errorType ?? Number.NaN) : Number.NaN;
  const known = errorType === 0 || Object.hasOwn(ERROR_TYPES, String(errorType));
  if (!known || !isObject(value)) throw malformed('no error type from 0 to 5');
  return { errorType: errorType as ErrorType | 0, reason: String(value.reason ?? '') };
}

const KINDS = new Set(['premise', 'input', 'part', 'none']);

function readEdges(text: string): readonly EdgeVerdict[] {
  const value = readJson(text);
  const list = Array.isArray(value) ? value : isObject(value) && Array.isArray(value.edges) ? value.edges : [];
  return list.flatMap((item): EdgeVerdict[] => {
    if (!isObject(item) || typeof item.name !== 'string' || !KINDS.has(String(item.kind))) return [];
    return [{ name: item.name, kind: item.kind as EdgeVerdict['kind'], reason: String(item.reason ?? '') }];
  });
}

function readDescription(text: string): TaskValues['describe_function'] {
  const value = readJson(text);
  if (!isObject(value) || typeof value.description !== 'string') throw malformed('no description');
  const written = Object.entries(isObject(value.parameters) ? value.parameters : {});
  const parameters = Object.fromEntries(
    written.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  return { description: value.description.trim(), parameters };
}

function readReadings(text: string): TaskValues['read_functions'] {
  return new Map(Object.entries(byFunction(text)).flatMap(([name, entry]) => (isObject(entry) ? [[name, entry]] : [])));
}

/** An object by name of function, also where it is wrapped. */
function byFunction(text: string): JsonObject {
  const value = readJson(text);
  const functions = isObject(value) && isObject(value.functions) ? value.functions : value;
  if (!isObject(functions)) throw malformed('no object by function');
  return functions;
}

function readPhrasings(text: string): TaskValues['phrase_functions'] {
  const functions = byFunction(text);
  const texts = (entry: Json | undefined): string[] =>
    Array.isArray(entry) ? entry.filter((item): item is string => typeof item === 'string') : [];
  return new Map(
    Object.entries(functions).flatMap(([name, entry]) =>
      isObject(entry)
        ? [[name, { wish: texts(entry.wish), refer: texts(entry.refer), report: texts(entry.report) }] as const]
        : [],
    ),
  );
}

function readLabel(text: string): TaskValues['label_function'] {
  const value = readJson(text);
  if (!isObject(value) || typeof value.category !== 'string') throw malformed('no category');
  return { category: value.category, toolClass: String(value.toolClass ?? '') };
}
