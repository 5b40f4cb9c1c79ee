import { isObject, type Json, type JsonObject, parsedJson } from '../../../json/index.ts';

/** The objects of a list; none where it is no list. */
export function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** JSON text as a value; undefined where it is none. */
export function parsed(text: Json | undefined): Json | undefined {
  return typeof text === 'string' ? parsedJson(text) : undefined;
}

const written = new WeakMap<readonly unknown[], string>();
let last = '';

/** `tools` as JSON text, which survives loaders that infer one schema for all rows. A list is written once, however often it is asked for. */
export function toolsText(tools: readonly unknown[]): string {
  last = written.get(tools) ?? `[${tools.map(toolText).join(',')}]`;
  written.set(tools, last);
  return last;
}

/** Records of a run share their definitions: each is written once. */
function toolText(tool: unknown): string {
  if (typeof tool !== 'object' || tool === null) return JSON.stringify(tool) ?? 'null';
  const text = texts.get(tool) ?? JSON.stringify(tool);
  texts.set(tool, text);
  return text;
}

const texts = new WeakMap<object, string>();

/** Why a row's tools are no such text. What was just written is. */
export function toolsProblem(tools: Json | undefined): string[] {
  if (tools === last) return [];
  return Array.isArray(parsed(tools)) ? [] : ['tools is no JSON text of a list'];
}
