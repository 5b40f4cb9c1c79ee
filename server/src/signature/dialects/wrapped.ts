import { isRecord, type Json, type JsonObject } from '../../json/index.ts';
import type { RawPath } from './found.ts';
import { valuesInText } from './inside-text.ts';
import { isLlamaStack } from './xlam.ts';

/** Objects looked at in one element, and steps into it; the nearest are looked at first. */
const MAX_LOOKED_AT = 2_000;
const MAX_STEPS = 12;

/** A function inside an element that no dialect knows. */
export interface InsideFunction {
  readonly path: RawPath;
  readonly value: Json;
  /** Its name, where that is the key it stands under. */
  readonly name: string | undefined;
}

/** Keys under which some dialect keeps the parameters: nothing else in a file is likely to have one beside a name. */
const PARAMETER_KEYS = [
  'parameters',
  'input_schema',
  'inputSchema',
  'parametersJsonSchema',
  'parameters_json_schema',
  'parameter_definitions',
  'parameterDefinitions',
  'args_schema',
  'params_json_schema',
  'required_parameters',
  'args',
];

/** Looks into an object, whatever its keys are called, for tools: in lists, in objects, and by name in a map of tools. */
export function findInside(root: JsonObject): InsideFunction[] {
  const found: InsideFunction[] = [];
  let queue: { readonly value: Json; readonly path: RawPath }[] = [{ value: root, path: [] }];
  for (let step = 0, looked = 0; step <= MAX_STEPS && queue.length > 0; step++) {
    const next: typeof queue = [];
    for (const { value, path } of queue) {
      if (++looked > MAX_LOOKED_AT) return found;
      if (path.length > 0 && isTool(value)) found.push({ path, value, name: undefined });
      else if (isToolMap(value)) {
        for (const [name, tool] of Object.entries(value)) found.push({ path: [...path, name], value: tool, name });
      } else for (const [key, child] of childrenOf(value)) next.push({ value: child, path: [...path, key] });
    }
    queue = next;
  }
  return found;
}

function childrenOf(value: Json): [string | number, Json][] {
  const entries: [string | number, Json][] = Array.isArray(value)
    ? [...value.entries()]
    : isRecord(value)
      ? Object.entries(value as JsonObject)
      : [];
  return entries.flatMap(([key, child]): [string | number, Json][] => {
    if (typeof child === 'string') {
      const inside = MAY_HOLD_TOOLS.test(child) ? valuesInText(child) : undefined;
      return inside === undefined ? [] : [[key, inside]];
    }
    return typeof child === 'object' && child !== null ? [[key, child]] : [];
  });
}

/** A text with a named object in it: a request kept as text, a prompt that lists its tools. */
const MAY_HOLD_TOOLS = /"(?:name|function|toolSpec)"\s*:/;

/** Whether a value is, by its keys alone, one function of some dialect. */
function isTool(value: Json): boolean {
  if (!isRecord(value)) return false;
  const tool = value as JsonObject;
  if (isRecord(tool.toolSpec)) return typeof (tool.toolSpec as JsonObject).name === 'string';
  const body = isRecord(tool.function) ? (tool.function as JsonObject) : tool;
  const named = typeof body.name === 'string' || typeof body.api_name === 'string' || isLlamaStack(body);
  return named && hasParameters(body);
}

function hasParameters(tool: JsonObject): boolean {
  return PARAMETER_KEYS.some((key) => Object.hasOwn(tool, key) && typeof tool[key] === 'object' && tool[key] !== null);
}

/** Tools by name, as the AI SDK keeps them: every value has a schema for its input, and none a name of its own. */
function isToolMap(value: Json): value is JsonObject {
  if (!isRecord(value)) return false;
  const tools = Object.values(value as JsonObject);
  return tools.length > 0 && tools.every(isNamedByKey);
}

function isNamedByKey(value: Json): boolean {
  if (!isRecord(value)) return false;
  const tool = value as JsonObject;
  const { name, inputSchema, parameters } = tool;
  const schema = isRecord(inputSchema) ? inputSchema : parameters;
  return name === undefined && isRecord(schema) && isInput(schema as JsonObject);
}

function isInput(schema: JsonObject): boolean {
  return isRecord(schema.jsonSchema) || isRecord(schema.properties) || schema.type === 'object';
}
