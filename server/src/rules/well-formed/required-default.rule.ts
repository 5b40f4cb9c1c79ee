import { message, show } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';

export const requiredDefault = defineRule({
  code: 'required-default',
  family: 'well-formed',
  severity: { default: 'information', bfcl: 'warning' },
  title: 'A required parameter has a default.',
  message: message`${'name'} is required, so its default ${'value'} is never used.`,
  docs: {
    what: "A property that `required` names and that has a `default`. OpenAI's strict mode requires every property and is left alone.",
    why: `One of the two is not meant. A model must send the value although the server has one; BFCL's format checker refuses the
function.`,
    bad: `{"name": "list_orders", "description": "Lists orders.", "inputSchema": {"type": "object", "properties": {
  "limit": {"type": "integer", "description": "How many to list.", "default": [|20|]}}, "required": ["limit"]}}`,
    good: `{"name": "list_orders", "description": "Lists orders.", "inputSchema": {"type": "object", "properties": {
  "limit": {"type": "integer", "description": "How many to list.", "default": 20}}, "required": []}}`,
    sources: [
      {
        title: 'BFCL check_func_doc_format.py',
        url: 'https://github.com/ShishirPatil/gorilla/blob/main/berkeley-function-call-leaderboard/utils/check_func_doc_format.py',
        read: '2026-11-22',
      },
    ],
  },
  checkSchema(node, subject, report) {
    const { schema } = node;
    if (node.role !== 'property' || !node.required || node.side === 'response') return;
    if (schema.default === undefined || schema.default === null || subject.signature.annotations.strict === true)
      return;
    report({ part: partOf(node, 'default'), data: { name: `\`${node.name}\``, value: show(schema.default) } });
  },
  fixes: ({ edit, part }) => {
    const object = part.slice(0, -3);
    const name = String(part.at(-2));
    return [
      ...offer('Make it optional', edit.setRequired(object, name, false), { preferred: true }),
      ...offer('Remove the default', edit.patch(part.slice(0, -1), { default: undefined })),
    ];
  },
});
