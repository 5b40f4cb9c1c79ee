import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { rawSchema } from '../support/raw.ts';
import { saysType, typeName } from '../support/schema.ts';

export const typeMissing = defineRule({
  code: 'type-missing',
  family: 'well-formed',
  severity: 'warning',
  title: 'A property does not say its type.',
  message: message`${'name'} has no type: any value is allowed.`,
  docs: {
    what: 'A property without `type` and without another keyword that says what its value is. A type that says "any" in so many words is fine.',
    why: 'The model guesses between a text, a number and an object; Gemini refuses the declaration.',
    bad: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {
  [|"amount"|]: {"description": "How much to pay."}}}}`,
    good: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {
  "amount": {"type": "number", "description": "How much to pay."}}}}`,
  },
  checkSchema(node, subject, report) {
    if (node.role !== 'property' || subject.dialect === 'fsig' || saysType(node.schema)) return;
    const written = rawSchema(subject, node);
    // "any" and its like were written, and mapped to the empty schema.
    if (written === undefined || saysType(written)) return;
    const type = typeFromValues(node.schema);
    report({
      part: partOf(node),
      what: 'key',
      data: { name: `\`${node.name}\`` },
      ...(type === undefined ? {} : { fix: type }),
    });
  },
  fixes: ({ edit, part, fix }) =>
    typeof fix === 'string' ? offer(`Add type "${fix}"`, edit.patch(part, { type: fix }), { preferred: true }) : [],
});

/** The type of the default or of an example, where there is one. */
function typeFromValues(schema: { default?: unknown; examples?: unknown[] }): string | undefined {
  const value = schema.default ?? schema.examples?.[0];
  return value === undefined || value === null ? undefined : typeName(value);
}
