import { isSchema, type Json, type JsonSchema } from '../../json/index.ts';
import { type FunctionSubject, partOf, type SchemaNode } from '../subject.ts';

/** Keys under which dialects that write JSON Schema keep the parameters and the response. */
const KEYS = {
  parameters: ['parameters', 'inputSchema', 'input_schema', 'parametersJsonSchema', 'params_json_schema'],
  response: ['response', 'outputSchema', 'output_schema', 'x-returns', 'returns', 'responseJsonSchema'],
} as const;

/** What dialects put around a function. */
const WRAPPERS = ['function', 'toolSpec'] as const;

export const PARAMETER_KEYS: readonly string[] = KEYS.parameters;

/** The object that holds name, description and schemas of a function, as its author wrote it. */
export function writtenBody(subject: FunctionSubject): Json | undefined {
  return WRAPPERS.reduce<Json | undefined>(
    (inner, name) => (isSchema(inner) && isSchema(inner[name]) ? (inner[name] as Json) : inner),
    subject.raw(),
  );
}

/** A schema as its author wrote it; undefined where the dialect writes parameters otherwise. */
export function rawSchema(subject: FunctionSubject, node: SchemaNode): JsonSchema | undefined {
  const element = writtenBody(subject);
  if (!isSchema(element)) return undefined;
  const key = KEYS[node.side].find((name) => Object.hasOwn(element, name));
  let value: unknown = key === undefined ? undefined : element[key];
  // Bedrock puts the schema one level lower.
  if (subject.dialect === 'bedrock' && isSchema(value)) value = value.json;
  for (const step of partOf(node).slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return isSchema(value) ? value : undefined;
}
