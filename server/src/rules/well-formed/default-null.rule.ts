import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { admitsNull, saysType } from '../support/schema.ts';
import { isSelfContained } from '../support/values.ts';

export const defaultNull = defineRule({
  code: 'default-null',
  family: 'well-formed',
  severity: 'information',
  title: 'A default of null on a type that has no null.',
  message: message`The default is null, which ${'type'} does not admit: leave it out, or admit null.`,
  docs: {
    what: `\`"default": null\` on a schema whose type does not include null. Generated schemas often say it to mean "absent".`,
    why: 'A model may send an explicit `null`, which a strict server refuses. Absent is said by leaving the property out of `required`.',
    bad: `{"name": "find_hotel", "description": "Finds hotels in a city.", "inputSchema": {"type": "object", "properties": {
  "stars": {"type": "integer", "description": "At least so many stars.", "default": [|null|]}}}}`,
    good: `{"name": "find_hotel", "description": "Finds hotels in a city.", "inputSchema": {"type": "object", "properties": {
  "stars": {"type": "integer", "description": "At least so many stars."}}}}`,
  },
  checkSchema(node, subject, report) {
    if (node.schema.default !== null || !isSelfContained(node.schema)) return;
    const schema = subject.resolve(node);
    if (!saysType(schema) || admitsNull(schema) || schema.nullable === true || schema.const === null) return;
    const type = schema.type === undefined ? 'its schema' : `type ${[schema.type].flat().join(' or ')}`;
    report({ part: partOf(node, 'default'), data: { type } });
  },
  fixes: ({ edit, part, schemaAt }) => {
    const parent = part.slice(0, -1);
    const type = schemaAt(parent)?.type;
    return [
      ...offer('Remove the default', edit.patch(parent, { default: undefined }), { preferred: true }),
      ...(typeof type === 'string' && schemaAt(parent)?.enum === undefined
        ? offer('Admit null', edit.patch(parent, { type: [type, 'null'] }))
        : []),
    ];
  },
});
