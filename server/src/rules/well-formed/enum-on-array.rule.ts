import { isSchema, type Json } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import { message, show } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { hasType } from '../support/schema.ts';

export const enumOnArray = defineRule({
  code: 'enum-on-array',
  family: 'well-formed',
  severity: 'warning',
  title: 'An enum on an array that is meant for its items.',
  message: message`This enum lists single values such as ${'value'}, but stands on the array: it belongs to \`items\`.`,
  docs: {
    what: 'An `enum` beside `"type": "array"` whose members are no arrays.',
    why: 'As written, the whole list would have to equal one of the members: every call is invalid.',
    bad: `{"name": "find_hotel", "description": "Finds hotels.", "inputSchema": {"type": "object", "properties": {
  "facilities": {"type": "array", "description": "What it must have.", "items": {"type": "string"}, "enum": [|["pool", "sauna"]|]}}}}`,
    good: `{"name": "find_hotel", "description": "Finds hotels.", "inputSchema": {"type": "object", "properties": {
  "facilities": {"type": "array", "description": "What it must have.", "items": {"type": "string", "enum": ["pool", "sauna"]}}}}}`,
  },
  checkSchema(node, _subject, report) {
    const { schema } = node;
    if (!typesOf(schema).includes('array') || !Array.isArray(schema.enum) || schema.enum.length === 0) return;
    const single = schema.enum.find((value) => !Array.isArray(value) && value !== null);
    if (single === undefined || schema.enum.some((value) => Array.isArray(value))) return;
    report({ part: partOf(node, 'enum'), data: { value: show(single) } });
  },
  fixes: ({ edit, part, schemaAt }) => {
    const array = part.slice(0, -1);
    const schema = schemaAt(array);
    const items = schema?.items;
    const values = schema?.enum;
    if (values === undefined || (items !== undefined && (!isSchema(items) || items.enum !== undefined))) return [];
    const types = items === undefined ? [] : typesOf(items);
    if (!values.every((value) => hasType(value, types))) return [];
    const moved = { ...(items ?? {}), enum: values } as { [key: string]: Json };
    return offer('Move the enum to the items', edit.patch(array, { items: moved, enum: undefined }), {
      preferred: true,
      safe: true,
    });
  },
});
