import { isSchema, type Json, type JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf, type SchemaNode } from '../subject.ts';
import { editDistance } from '../support/distance.ts';
import { offer } from '../support/fixes.ts';
import { hasType, JSON_TYPES, onlyType } from '../support/schema.ts';

/** Keywords of JSON Schema that a misspelt one can have meant. */
const KEYWORDS = (
  'type properties items required description default enum const examples format pattern minimum maximum ' +
  'exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength minItems maxItems uniqueItems minProperties ' +
  'maxProperties additionalProperties patternProperties propertyNames anyOf oneOf allOf prefixItems contains title'
).split(' ');
/** Words of other drafts, dialects and tools that are close to a keyword, and meant as they stand. */
const OTHERS = new Set(
  'example enumNames enumDescriptions definitions optional constant deprecated item types values option label'.split(
    ' ',
  ),
);

export const keywordUnknown = defineRule({
  code: 'keyword-unknown',
  family: 'well-formed',
  severity: 'warning',
  title: 'A keyword that nobody reads: misspelt, or a property outside `properties`.',
  message: message`\`${'keyword'}\` ${'problem'}.`,
  docs: {
    what: `A key of a schema that is one slip away from a keyword which is not there (\`desciption\`, \`maxlength\`), another
language's word for one (\`min\` and \`max\` beside a number, \`choices\` or \`options\` with a list), or
that holds a schema of its own and stands beside \`properties\` instead of in it. Other unknown keys are somebody's extension and fine.`,
    why: `JSON Schema passes over keys it does not know: the description reaches no model, the bound binds nobody, the
parameter does not exist.`,
    bad: `{"name": "find_hotel", "description": "Finds hotels.", "inputSchema": {"type": "object", "properties": {
  "city": {"type": "string", [|"desciption"|]: "City to search in."}}}}`,
    good: `{"name": "find_hotel", "description": "Finds hotels.", "inputSchema": {"type": "object", "properties": {
  "city": {"type": "string", "description": "City to search in."}}}}`,
    sources: [
      {
        title: 'JSON Schema 2020-12 Core, section 6.5: unknown keywords are annotations',
        url: 'https://json-schema.org/draft/2020-12/json-schema-core#section-6.5',
        read: '2026-11-28',
      },
    ],
  },
  checkSchema(node, subject, report) {
    if (subject.dialect === 'fsig') return;
    for (const key of Object.keys(node.schema)) {
      if (/^(?:x-|\$)/.test(key)) continue;
      const near = shorthand(key, node.schema) ?? (KNOWN.has(key) ? undefined : meant(key, node.schema));
      if (near !== undefined) {
        const data = { keyword: key, problem: `is no keyword; \`${near}\` is meant` };
        report({ part: partOf(node, key), what: 'key', data, fix: near });
      } else if (!KNOWN.has(key) && isOutside(node, node.schema[key])) {
        const data = { keyword: key, problem: 'is a schema outside `properties`, so it is no parameter' };
        report({ part: partOf(node, key), what: 'key', data });
      }
    }
  },
  fixes: ({ edit, part, fix, schemaAt }) => {
    const parent = part.slice(0, -1);
    const key = String(part.at(-1));
    const value = schemaAt(parent)?.[key] as Json | undefined;
    if (value === undefined) return [];
    if (typeof fix === 'string')
      return offer(`Change to \`${fix}\``, edit.patch(parent, { [fix]: value, [key]: undefined }), { preferred: true });
    const properties = { ...(schemaAt(parent)?.properties as { [key: string]: Json } | undefined), [key]: value };
    return offer('Move it into `properties`', edit.patch(parent, { properties, [key]: undefined }), {
      preferred: true,
    });
  },
});

const KNOWN: ReadonlySet<string> = new Set([...KEYWORDS, ...OTHERS]);

/** Other words for the list of choices. */
const CHOICES = /^(?:choices|options|values|(?:allowed|possible|valid|accepted|enum)_?values)$/i;

/** Bounds by the type that they are for. */
const BOUNDS: Readonly<Record<string, string>> = {
  'min number': 'minimum',
  'min integer': 'minimum',
  'min string': 'minLength',
  'min array': 'minItems',
  'max number': 'maximum',
  'max integer': 'maximum',
  'max string': 'maxLength',
  'max array': 'maxItems',
};

/** The keyword behind a word that other schema languages have for it: `min`, `choices`. */
function shorthand(key: string, schema: JsonSchema): string | undefined {
  const value: unknown = schema[key];
  if (typeof value === 'number') {
    const bound = BOUNDS[`${key} ${onlyType(schema) ?? ''}`];
    return bound === undefined || schema[bound] !== undefined ? undefined : bound;
  }
  const isList = Array.isArray(value) && value.length > 0 && value.every((each) => hasType(each, typesOf(schema)));
  return isList && typesOf(schema).length > 0 && schema.enum === undefined && CHOICES.test(key) ? 'enum' : undefined;
}

/** The keyword that a key can only have meant. */
function meant(key: string, schema: JsonSchema): string | undefined {
  if (key.length < 4 || key.length > 24) return undefined;
  const lower = key.toLowerCase();
  const most = key.length < 8 ? 1 : 2;
  for (let slips = 0; slips <= most; slips++) {
    const near = KEYWORDS.filter((keyword) => editDistance(lower, keyword.toLowerCase(), slips) <= slips);
    const [only] = near;
    if (only !== undefined) return near.length === 1 && isMissing(schema, only) ? only : undefined;
  }
  return undefined;
}

/** Reading gives parameters without `properties` empty ones. */
function isMissing(schema: JsonSchema, keyword: string): boolean {
  const value: unknown = schema[keyword];
  return value === undefined || (keyword === 'properties' && isSchema(value) && Object.keys(value).length === 0);
}

/** A schema where a keyword is expected, in an object. */
function isOutside({ schema, role, side }: SchemaNode, value: unknown): boolean {
  const object = role === 'root' ? side === 'parameters' : schema.type === 'object' && schema.properties !== undefined;
  if (!object || !isSchema(value)) return false;
  const type: unknown = value.type;
  return typeof type === 'string' && (JSON_TYPES as readonly string[]).includes(type.toLowerCase());
}
