import { isSchema, type JsonSchema, SUBSCHEMAS, type SubschemaForm } from '../../json/index.ts';
import { message, show } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { JSON_TYPES } from '../support/schema.ts';

type Check = readonly [expected: string, holds: (value: unknown) => boolean];

const isText: Check = ['a string', (value) => typeof value === 'string'];
const isBoolean: Check = ['true or false', (value) => typeof value === 'boolean'];
const isNumber: Check = ['a number', (value) => typeof value === 'number'];
const isCount: Check = ['a whole number from 0', (value) => Number.isInteger(value) && (value as number) >= 0];
const isSchemaLike: Check = ['a schema', (value) => typeof value === 'boolean' || isSchema(value)];
const isSchemaMap: Check = [
  'an object of schemas',
  (value) => isSchema(value) && Object.values(value).every(isSchemaLike[1]),
];
const isSchemaList: Check = [
  'a list of at least one schema',
  (value) => Array.isArray(value) && value.length > 0 && value.every(isSchemaLike[1]),
];
const isTextList: Check = [
  'a list of strings',
  (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
];

const CHECK_OF_FORM: Readonly<Record<SubschemaForm, Check>> = {
  one: isSchemaLike,
  list: isSchemaList,
  map: isSchemaMap,
  'one-or-list': ['a schema', (value) => isSchemaLike[1](value) || isSchemaList[1](value)],
};

/** What the meta-schema asks of each keyword (2020-12, with the older `definitions`). */
const KEYWORDS = new Map<string, Check>([
  ...[...SUBSCHEMAS].map(([keyword, { form }]): [string, Check] => [keyword, CHECK_OF_FORM[form]]),
  ...Object.entries<Check>({
    type: ['a type or a list of types', (value) => isTypeName(value) || isTypeList(value)],
    required: ['a list of strings, each once', (value) => isTextList[1](value) && isUnique(value as string[])],
    enum: ['a list of at least one value', (value) => Array.isArray(value) && value.length > 0],
    examples: ['a list', (value) => Array.isArray(value)],
    $ref: isText,
    title: isText,
    description: isText,
    format: isText,
    pattern: isText,
    minimum: isNumber,
    maximum: isNumber,
    exclusiveMinimum: isNumber,
    exclusiveMaximum: isNumber,
    multipleOf: ['a number above 0', (value) => typeof value === 'number' && value > 0],
    minLength: isCount,
    maxLength: isCount,
    minItems: isCount,
    maxItems: isCount,
    minProperties: isCount,
    maxProperties: isCount,
    minContains: isCount,
    maxContains: isCount,
    uniqueItems: isBoolean,
    deprecated: isBoolean,
    readOnly: isBoolean,
    writeOnly: isBoolean,
  }),
]);

export const schemaInvalid = defineRule({
  code: 'schema-invalid',
  family: 'well-formed',
  severity: 'error',
  title: 'A keyword has a value that JSON Schema does not allow.',
  message: message`\`${'keyword'}\` must be ${'expected'}, not ${'actual'}.`,
  problem: 'schema-invalid',
  docs: {
    what: `A keyword whose value the meta-schema of JSON Schema 2020-12 refuses: \`required\` that is no list, \`minimum\` that
is a text, an empty \`anyOf\`. Type names of other languages (\`dict\`, \`float\`, \`ArrayList\`) are understood, and are no
finding of this rule.`,
    why: 'Providers answer such a schema with an error for the whole request, and validators do not compile it.',
    bad: `{"name": "list_orders", "description": "Lists orders.", "inputSchema": {"type": "object", "properties": {
  "limit": {"type": "integer", "description": "How many to list.", "minimum": [|"1"|]}}}}`,
    good: `{"name": "list_orders", "description": "Lists orders.", "inputSchema": {"type": "object", "properties": {
  "limit": {"type": "integer", "description": "How many to list.", "minimum": 1}}}}`,
    sources: [
      {
        title: 'JSON Schema 2020-12 meta-schema',
        url: 'https://json-schema.org/draft/2020-12/schema',
        read: '2026-11-22',
      },
    ],
  },
  checkSchema(node, _subject, report) {
    for (const keyword of Object.keys(node.schema)) {
      const value = node.schema[keyword];
      const check = KEYWORDS.get(keyword);
      if (check === undefined || check[1](value) || isOlderForm(keyword, value, node.schema)) continue;
      const data = { keyword, expected: check[0], actual: show(value) };
      report({ part: partOf(node, keyword), data });
    }
  },
});

/** Forms of other drafts that their readers take: not wrong there. */
function isOlderForm(keyword: string, value: unknown, schema: JsonSchema): boolean {
  // Draft 4 and OpenAPI 3.0: a flag beside `minimum`.
  if (keyword.startsWith('exclusive') && typeof value === 'boolean')
    return schema.minimum !== undefined || schema.maximum !== undefined;
  // A list of required names is sometimes a mark on the property (draft 3); `required-unknown` has more to say.
  return false;
}

function isUnique(list: readonly string[]): boolean {
  return new Set(list).size === list.length;
}

function isTypeName(value: unknown): boolean {
  // A name nobody knows is the concern of `unknown-type`.
  return typeof value === 'string' && value !== '';
}

function isTypeList(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length > 0 && value.every((item) => (JSON_TYPES as readonly unknown[]).includes(item))
  );
}
