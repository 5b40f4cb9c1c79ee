import { canonicalJson } from '../../json/index.ts';
import { message, show } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';

export const duplicateEnumValue = defineRule({
  code: 'duplicate-enum-value',
  family: 'well-formed',
  severity: 'warning',
  title: 'A value stands twice in an enum.',
  message: message`${'value'} is already in this enum.`,
  unnecessary: true,
  docs: {
    what: 'A member of `enum` that is equal to an earlier one.',
    why: 'JSON Schema says that members should be unique, some validators refuse the schema, and a model learns nothing from the second one.',
    bad: `{"name": "find_seat", "description": "Finds a free seat.", "inputSchema": {"type": "object", "properties": {
  "position": {"type": "string", "description": "Where to sit.", "enum": ["window", "aisle", [|"window"|]]}}}}`,
    good: `{"name": "find_seat", "description": "Finds a free seat.", "inputSchema": {"type": "object", "properties": {
  "position": {"type": "string", "description": "Where to sit.", "enum": ["window", "aisle"]}}}}`,
    sources: [
      {
        title: 'JSON Schema 2020-12 Validation, section 6.1.2',
        url: 'https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.2',
        read: '2026-11-22',
      },
    ],
  },
  checkSchema(node, _subject, report) {
    if (!Array.isArray(node.schema.enum)) return;
    const seen = new Set<string>();
    node.schema.enum.forEach((value, index) => {
      const text = canonicalJson(value);
      if (seen.has(text)) report({ part: partOf(node, 'enum', index), data: { value: show(value) } });
      seen.add(text);
    });
  },
  fixes: ({ edit, part }) => offer('Remove the second one', edit.remove(part), { safe: true }),
});
