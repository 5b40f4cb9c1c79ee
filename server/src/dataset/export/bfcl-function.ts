import { isObject, isSchema, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { type ToolDefinition, withoutRefs } from '../../trajectory/index.ts';

/** Types that BFCL's checker of Python knows; any other ends it. */
type BfclType = 'string' | 'integer' | 'float' | 'boolean' | 'array' | 'dict' | 'any';

const TYPES: Readonly<Record<string, BfclType>> = {
  string: 'string',
  integer: 'integer',
  number: 'float',
  boolean: 'boolean',
  array: 'array',
  object: 'dict',
};

/** The type of a schema in BFCL's words: `any` where it has several or says none. */
export function bfclType(schema: JsonSchema | boolean | undefined): BfclType {
  if (!isSchema(schema)) return 'any';
  const named = Array.isArray(schema.type) ? schema.type.filter((type) => type !== 'null') : [schema.type];
  const [type] = named;
  if (named.length === 1 && typeof type === 'string') return TYPES[type] ?? 'any';
  const values = [...(Array.isArray(schema.enum) ? (schema.enum as Json[]) : [])];
  return values.length > 0 && values.every((value) => typeof value === 'string') ? 'string' : 'any';
}

/** A tool as BFCL describes it, or why its checker could not read that. */
export function bfclFunction({ function: { name, description, parameters } }: ToolDefinition): JsonObject | string {
  const properties = propertiesOf(parameters as JsonSchema);
  const bare = Object.entries(properties).find(
    ([, schema]) => bfclType(schema) === 'array' && !isSchema((schema as JsonSchema).items),
  );
  if (bare !== undefined) return `the list ${bare[0]} of ${name} says nothing of its items, which ends BFCL's checker`;
  return {
    name,
    description,
    parameters: {
      type: 'dict',
      properties: Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, described(schema)])),
      required: (parameters.required ?? []) as Json,
    },
  };
}

/** The parameters of a tool, named types written out: the checker and its models see no definitions. */
export function propertiesOf(parameters: JsonSchema): Readonly<Record<string, JsonSchema | boolean>> {
  const whole = holdsReference(parameters) ? withoutRefs(parameters) : parameters;
  return (whole.properties ?? {}) as Readonly<Record<string, JsonSchema | boolean>>;
}

function holdsReference(parameters: JsonSchema): boolean {
  return parameters.$defs !== undefined || parameters.definitions !== undefined;
}

/** What a model is told of a parameter, types renamed at every level. */
function described(schema: JsonSchema | boolean): Json {
  if (!isSchema(schema)) return { type: 'any' };
  const { properties, items } = schema;
  return {
    ...(schema as unknown as JsonObject),
    type: bfclType(schema),
    ...(isSchema(items) ? { items: described(items) } : {}),
    ...(isObject(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, inner]) => [key, described(inner as JsonSchema | boolean)]),
          ),
        }
      : {}),
  };
}
