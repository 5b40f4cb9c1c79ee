import type { Json, JsonSchema } from '../../json/index.ts';
import { message, show } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { defaultAsText } from '../support/defaults.ts';
import { offer } from '../support/fixes.ts';
import { admitsNull } from '../support/schema.ts';

export const defaultAsTextRule = defineRule({
  code: 'default-as-text',
  family: 'well-formed',
  severity: 'warning',
  title: 'A boolean, number or null default written as a text.',
  message: message`Default ${'value'} is a text; the type is ${'type'}. ${'advice'}.`,
  docs: {
    what: 'A default in quotes whose content is a value of the declared type: `"false"`, `"10"`, `"None"`, `"True"`.',
    why: 'The text `"false"` is true in most languages, and a model that copies it sends a text where a boolean belongs.',
    bad: `{"name": "list_files", "description": "Lists files.", "inputSchema": {"type": "object", "properties": {
  "all": {"type": "boolean", "description": "Show hidden files too.", "default": [|"false"|]}}}}`,
    good: `{"name": "list_files", "description": "Lists files.", "inputSchema": {"type": "object", "properties": {
  "all": {"type": "boolean", "description": "Show hidden files too.", "default": false}}}}`,
  },
  checkSchema(node, subject, report) {
    const schema = subject.resolve(node);
    const meant = defaultAsText(schema);
    if (meant === undefined) return;
    const data = {
      value: show(schema.default),
      type: [schema.type].flat().join(' or '),
      advice: advice(meant.value, schema),
    };
    report({ part: partOf(node, 'default'), data, fix: meant.value });
  },
  fixes: ({ edit, part, fix, schemaAt }) => {
    if (fix === null && !admitsNull(schemaAt(part.slice(0, -1)) ?? {}))
      return offer('Remove the default', edit.patch(part.slice(0, -1), { default: undefined }), { preferred: true });
    if (fix === undefined) return [];
    return offer(`Change to ${show(fix)}`, edit.replace(part, fix), { preferred: true, safe: true });
  },
});

/** Null is a value only where the type has it; elsewhere no default says the same. */
function advice(value: Json, schema: JsonSchema): string {
  return value === null && !admitsNull(schema) ? 'Leave it out' : `Write ${show(value)}`;
}
