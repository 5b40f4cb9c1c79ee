import type { Json, JsonSchema } from '../../../json/index.ts';
import { tagDefinition } from '../tags.ts';
import { jsonText, tagText } from './docs.ts';
import type { TypeWriter } from './written.ts';

/** The keywords the type did not say: a description, tags, and `@schema` for those without a tag. */
export function leftOver(
  schema: JsonSchema,
  said: ReadonlySet<string>,
  writer: TypeWriter,
): { readonly description: string | undefined; readonly tags: string[] } {
  const tags: string[] = [];
  const others: [string, Json][] = [];
  let description: string | undefined;
  for (const [keyword, value] of Object.entries(schema) as [string, Json][]) {
    if (said.has(keyword) || value === undefined) continue;
    if (keyword === 'description' && typeof value === 'string') description = value;
    else {
      const tag = tagFor(keyword, value);
      if (tag === undefined) others.push([keyword, value]);
      else tags.push(tag);
    }
  }
  if (others.length > 0) tags.push(schemaTag(others, writer));
  return { description, tags };
}

/** Keywords without a tag of their own. References inside lead to the declared types. */
export function schemaTag(keywords: readonly (readonly [string, Json])[], writer: TypeWriter): string {
  const rename = (value: Json): Json => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(rename);
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => {
        const name = key === '$ref' && typeof child === 'string' ? writer.typeName(child) : undefined;
        return [key, name === undefined ? rename(child) : `#/$defs/${name}`];
      }),
    );
  };
  return `@schema ${jsonText(rename(Object.fromEntries(keywords)))}`;
}

/** `@keyword value`, undefined where the tag cannot hold the value. */
function tagFor(keyword: string, value: Json): string | undefined {
  if (keyword === 'examples') {
    return Array.isArray(value) ? `@examples ${jsonText(value)}` : undefined;
  }
  if (keyword === 'type') return typeTag(value);
  const definition = tagDefinition(keyword);
  if (definition?.keyword !== keyword || NOT_KEYWORDS.has(keyword)) return undefined;
  switch (definition.value) {
    case 'number':
      return typeof value === 'number' ? `@${keyword} ${value}` : undefined;
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? `@${keyword} ${value}` : undefined;
    case 'flag':
      return typeof value === 'boolean' ? `@${keyword}${value ? '' : ' false'}` : undefined;
    case 'text':
      if (keyword === 'deprecated')
        return typeof value === 'boolean' ? `@deprecated${value ? '' : ' false'}` : undefined;
      return typeof value === 'string' ? `@${keyword} ${tagText(value)}` : undefined;
    default:
      if (keyword === 'enum' && !Array.isArray(value)) return undefined;
      return `@${keyword} ${jsonText(value)}`;
  }
}

/** Tags whose name is no keyword of JSON Schema, though they stand on types. */
const NOT_KEYWORDS = new Set(['example', 'oneOf', 'schema', 'description']);

function typeTag(value: Json): string | undefined {
  const types = Array.isArray(value) ? value : [value];
  const words = types.every((type) => typeof type === 'string' && /^[^\s,|@"*]+$/.test(type));
  const several = Array.isArray(value) && value.length < 2;
  return words && types.length > 0 && !several ? `@type ${types.join(', ')}` : undefined;
}
