import { isObject, isSchema, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import type { ToolCall, ToolDefinition } from '../../trajectory/index.ts';
import { bfclType, propertiesOf } from './bfcl-function.ts';

/**
 * `{name: {parameter: [allowed values]}}`: the one value of the call for each argument it has. An optional parameter that
 * it leaves out may be left out ("" in BFCL's words) or have its default. Or why the checker would not tell right from wrong.
 */
export function possibleAnswer(call: ToolCall['function'], tools: readonly ToolDefinition[]): JsonObject | string {
  const parameters = tools.find((tool) => tool.function.name === call.name)?.function.parameters;
  if (parameters === undefined) return `${call.name} is not offered`;
  const properties = propertiesOf(parameters as JsonSchema);
  const required = (parameters.required ?? []) as readonly string[];
  const allowed: Record<string, Json> = {};
  for (const [name, value] of Object.entries(call.arguments)) {
    const schema = properties[name];
    const problem =
      schema === undefined
        ? 'is not declared'
        : value === '' && !required.includes(name)
          ? 'is an empty text, which the checker takes for one that is left out'
          : unscorable(value, schema);
    if (problem !== undefined) return `the argument ${name} of ${call.name} ${problem}`;
    allowed[name] = [allowedValue(value, schema as JsonSchema)];
  }
  for (const [name, schema] of Object.entries(properties)) {
    if (Object.hasOwn(allowed, name)) continue;
    const byDefault = isSchema(schema) ? schema.default : undefined;
    const fits = byDefault !== undefined && unscorable(byDefault as Json, schema) === undefined;
    allowed[name] = fits ? ['', allowedValue(byDefault as Json, schema as JsonSchema)] : [''];
  }
  return { [call.name]: allowed };
}

/** Members of an object each have a list of allowed values, one level deep; below, values are compared as they are. */
function allowedValue(value: Json, schema: JsonSchema): Json {
  if (isObject(value)) return listed(value);
  const { items } = schema;
  if (Array.isArray(value) && isSchema(items) && bfclType(items) === 'dict')
    return value.map((item) => (isObject(item) ? listed(item) : item));
  return value;
}

function listed(value: JsonObject): Json {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, [item]]));
}

const NO_MEANING = 'is null, which the checker of one turn has no type for';

/** Values with which the checker takes a wrong one for right, refuses the right one, or ends. */
function unscorable(value: Json, schema: JsonSchema | boolean): string | undefined {
  if (value === null) return NO_MEANING;
  const type = bfclType(schema);
  if (type === 'any' && (isObject(value) || Array.isArray(value))) return 'is a structure whose type is not declared';
  if (typeof value === 'string' && plain(value) === '' && value !== '')
    return 'is a text of signs that the checker does not count, so that it would take any of them';
  if (Array.isArray(value)) {
    const items = isSchema(schema) && isSchema(schema.items) ? schema.items : undefined;
    if (items !== undefined && bfclType(items) === 'dict' && !value.every(isObject))
      return 'is a list of objects with something else in it, which ends the checker';
    if (value.length === 0 && items !== undefined) return undefined;
  }
  return undefined;
}

/** Signs that the checker leaves out before it compares texts. */
function plain(text: string): string {
  return text.replace(/[ ,./\-_*^]/g, '');
}
