import { isSchema } from '../../json/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { nameFinder } from '../support/distance.ts';
import { offer } from '../support/fixes.ts';

/** Pairs of names compared for one object. */
const MAX_COMPARED = 2_000;

export const requiredUnknown = defineRule({
  code: 'required-unknown',
  family: 'well-formed',
  severity: 'warning',
  title: '`required` names a property that is not there.',
  message: message`\`required\` names ${'name'}, which is no property here${'hint'}`,
  docs: {
    what: 'A name in `required` without an entry in the `properties` of the same object.',
    why: `Every call must give a value that nothing describes. Gemini and OpenAI's strict mode refuse the schema; other models
invent something.`,
    bad: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {
  "invoice_id": {"type": "string", "description": "Invoice to pay."}}, "required": [[|"invoice"|]]}}`,
    good: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {
  "invoice_id": {"type": "string", "description": "Invoice to pay."}}, "required": ["invoice_id"]}}`,
    sources: [
      {
        title: 'JSON Schema 2020-12 Validation, section 6.5.3',
        url: 'https://json-schema.org/draft/2020-12/json-schema-validation#section-6.5.3',
        read: '2026-11-22',
      },
    ],
  },
  checkSchema(node, _subject, report) {
    const { schema } = node;
    // A branch may require what its parent declares, and an open object may require any key.
    if (!Array.isArray(schema.required) || node.role === 'branch' || node.role === 'other') return;
    if (
      schema.$ref !== undefined ||
      schema.allOf !== undefined ||
      schema.anyOf !== undefined ||
      schema.oneOf !== undefined
    )
      return;
    if (isSchema(schema.additionalProperties) || isSchema(schema.patternProperties)) return;
    const properties = new Set(isSchema(schema.properties) ? Object.keys(schema.properties) : []);
    const unknown = schema.required.filter((name) => typeof name === 'string' && !properties.has(name));
    if (unknown.length === 0) return;
    const required = new Set(schema.required);
    const free = [...properties].filter((property) => !required.has(property));
    // Comparing many names with many costs more than a suggestion is worth.
    const closest = unknown.length * free.length <= MAX_COMPARED ? nameFinder(free) : undefined;
    schema.required.forEach((name, index) => {
      if (typeof name !== 'string' || properties.has(name)) return;
      const near = closest?.(name);
      report({
        part: partOf(node, 'required', index),
        data: { name: `\`${name}\``, hint: near === undefined ? '.' : `; is \`${near}\` meant?` },
        ...(near === undefined ? {} : { fix: near }),
      });
    });
  },
  fixes: ({ edit, part, fix }) => [
    ...(typeof fix === 'string' ? offer(`Change to "${fix}"`, edit.replace(part, fix), { preferred: true }) : []),
    ...offer('Remove the name', edit.remove(part), { safe: typeof fix !== 'string' }),
  ],
});
