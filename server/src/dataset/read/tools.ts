import { isObject, type Json, type JsonObject, parsedJson } from '../../json/index.ts';
import { buildCatalog, parseDocument, valuesInText } from '../../signature/index.ts';
import { type ToolDefinition, toolDefinition } from '../../trajectory/index.ts';

/** Types of JSON Schema; any other in `parameters` is of another dialect (`dict`, `str, optional`, a map of parameters). */
const TYPES: ReadonlySet<Json> = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);

/** Tools that a row offers: a list or its JSON text, in any dialect. What has no name is left out. */
export function readTools(value: Json | undefined): ToolDefinition[] {
  const list = typeof value === 'string' ? (parsedJson(value) ?? null) : value;
  if (!Array.isArray(list)) return [];
  // Tables keep each tool as a text of its own.
  const items = list.map((item) => (typeof item === 'string' ? (parsedJson(item) ?? item) : item));
  const inner = items.map(bodyOf).filter(isNamed);
  return inner.every(isPlain) ? inner.map(plainTool) : ofOtherDialect(inner);
}

/** The function inside `function`, or inside Bedrock's `toolSpec`. */
function bodyOf(item: Json): Json {
  if (!isObject(item)) return item;
  if (isObject(item.function ?? null)) return item.function as Json;
  const spec = item.toolSpec ?? null;
  if (!isObject(spec)) return item;
  const { inputSchema } = spec;
  const schema = isObject(inputSchema ?? null) ? (inputSchema as JsonObject).json : undefined;
  return schema === undefined ? spec : { ...spec, inputSchema: schema };
}

/** Tools in the system text of a row: a list of objects (ToolACE), or what stands in `<tools>` (Hermes). */
export function toolsInText(text: string): ToolDefinition[] {
  return /[[{]/.test(text) ? readTools(valuesInText(text)) : [];
}

function isNamed(item: Json): item is JsonObject {
  return isObject(item) && typeof item.name === 'string' && item.name !== '';
}

function schemaOf(item: JsonObject): JsonObject | undefined {
  return [item.parameters, item.input_schema, item.inputSchema].find(isObject);
}

/** JSON Schema as it is: an object whose properties have types that it knows. */
function isPlain(item: JsonObject): boolean {
  const schema = schemaOf(item);
  if (schema === undefined || Object.keys(schema).length === 0) return true;
  const names = Object.values(isObject(schema.properties) ? schema.properties : {});
  return (
    schema.type === 'object' &&
    names.every((one) => !isObject(one) || typeof one.type !== 'string' || TYPES.has(one.type))
  );
}

function plainTool(item: JsonObject): ToolDefinition {
  const description = typeof item.description === 'string' ? item.description : '';
  const parameters = schemaOf(item) ?? { type: 'object' };
  return { type: 'function', function: { name: String(item.name), description, parameters } };
}

/** The names stay those of the row, for its calls use them. */
function ofOtherDialect(items: readonly JsonObject[]): ToolDefinition[] {
  return items.map((item) => {
    const document = parseDocument('memory:row.tools.json', JSON.stringify([item]), { kind: 'json' });
    const signature = buildCatalog([document]).entries[0]?.signature;
    if (signature === undefined) return plainTool({ name: String(item.name), description: item.description ?? '' });
    const tool = toolDefinition({ name: String(item.name), signature });
    return { type: 'function', function: { ...tool.function, name: String(item.name) } };
  });
}
