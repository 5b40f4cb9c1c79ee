import type { Json, JsonObject, JsonSchema } from '../../../../server/src/lsp/protocol.ts';

/** One line of the form. Text as typed; '' is left out. */
export interface FormField {
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
  readonly type: 'text' | 'number' | 'choice' | 'json';
  /** For `choice`: the values, as JSON. */
  readonly choices: readonly string[];
  readonly placeholder: string;
}

/** Fields of an object schema's own properties. */
export function fieldsOf(parameters: JsonSchema): FormField[] {
  const required = new Set(parameters.required ?? []);
  return Object.entries(parameters.properties ?? {}).map(([name, own]) => {
    const schema = resolve(own, parameters);
    return {
      name,
      required: required.has(name),
      description: own.description ?? schema.description ?? '',
      ...widget(schema),
      placeholder: placeholder(own, schema),
    };
  });
}

/** Follows local `$ref`s, a few at most. */
function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  let current = schema;
  for (let hop = 0; hop < 8; hop += 1) {
    const name = /^#\/\$defs\/(.+)$/.exec(current.$ref ?? '')?.[1];
    const defs = root.$defs ?? {};
    if (name === undefined || !Object.hasOwn(defs, name)) return current;
    current = defs[name] ?? {};
  }
  return current;
}

function widget(schema: JsonSchema): Pick<FormField, 'type' | 'choices'> {
  const values = schema.const === undefined ? schema.enum : [schema.const];
  if (values !== undefined) return { type: 'choice', choices: values.map((value) => JSON.stringify(value)) };
  const types = [schema.type ?? []].flat().filter((type) => type !== 'null');
  if (types.length !== 1) return { type: 'json', choices: [] };
  switch (types[0]) {
    case 'boolean':
      return { type: 'choice', choices: ['true', 'false'] };
    case 'string':
      return { type: 'text', choices: [] };
    case 'integer':
    case 'number':
      return { type: 'number', choices: [] };
    default:
      return { type: 'json', choices: [] };
  }
}

function placeholder(own: JsonSchema, schema: JsonSchema): string {
  const fallback = own.default ?? schema.default;
  if (fallback !== undefined) return `default ${JSON.stringify(fallback)}`;
  const example = (own.examples ?? schema.examples)?.[0];
  if (example !== undefined) return typeof example === 'string' ? example : JSON.stringify(example);
  return own.format ?? schema.format ?? [schema.type ?? ''].flat().join(' or ');
}

/** A value as it stands in its field. */
export function textOf(field: FormField, value: Json | undefined): string {
  if (value === undefined) return '';
  return field.type === 'text' && typeof value === 'string' ? value : JSON.stringify(value);
}

/** Arguments from the typed text. A wrong entry is named, nothing is guessed. */
export function argumentsOf(
  fields: readonly FormField[],
  typed: ReadonlyMap<string, string>,
): { readonly arguments: JsonObject; readonly problems: ReadonlyMap<string, string> } {
  const entries: [string, Json][] = [];
  const problems = new Map<string, string>();
  for (const field of fields) {
    const source = typed.get(field.name) ?? '';
    if (source === '') {
      if (field.required) problems.set(field.name, 'required');
      continue;
    }
    if (field.type === 'text') {
      entries.push([field.name, source]);
      continue;
    }
    try {
      entries.push([field.name, JSON.parse(source) as Json]);
    } catch {
      problems.set(field.name, field.type === 'number' ? 'not a number' : 'not JSON');
    }
  }
  return { arguments: Object.fromEntries(entries), problems };
}
