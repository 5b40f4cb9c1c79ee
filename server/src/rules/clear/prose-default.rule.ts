import { isRecord } from '../../json/index.ts';
import { message, show } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { defaultIn } from '../support/prose.ts';
import { textOf } from '../support/schema.ts';
import { fits } from '../support/values.ts';

export const proseDefault = defineRule({
  code: 'prose-default',
  family: 'clear',
  severity: 'information',
  title: 'The default stands only in the description.',
  message: message`The default (${'value'}) stands only in the text: say it with \`default\`.`,
  docs: {
    what: 'A parameter without `default` whose description names one that its type admits: "defaults to 10", "Default is \'asc\'", "(default: true)".',
    why: 'A tool that fills in forms, simulates the function or makes training data does not read sentences.',
    bad: `{"name": "list_orders", "description": "Lists orders.", "inputSchema": {"type": "object", "properties": {
  "limit": {"type": "integer", "description": "How many to list. [|Defaults to 20.|]"}}}}`,
    good: `{"name": "list_orders", "description": "Lists orders.", "inputSchema": {"type": "object", "properties": {
  "limit": {"type": "integer", "description": "How many to list.", "default": 20}}}}`,
  },
  checkProperty(node, subject, report) {
    // A required value has no default, whatever the text says: that is for `prose-optional`.
    if (node.required) return;
    const schema = subject.resolve(node);
    if (schema.default !== undefined || schema.const !== undefined) return;
    const found = defaultIn(textOf(node.schema, 'description'), schema);
    if (found === undefined || !fits({ ...schema, default: found.value })) return;
    report({
      part: partOf(node, 'description'),
      excerpt: found.text,
      data: { value: show(found.value) },
      fix: { value: found.value, without: found.without },
    });
  },
  fixes: ({ edit, part, fix }) => {
    if (!isRecord(fix) || fix.value === undefined) return [];
    const description = typeof fix.without === 'string' ? { description: fix.without } : {};
    const edits = edit.patch(part.slice(0, -1), { ...description, default: fix.value });
    return offer('Say it with `default`', edits, { preferred: true });
  },
});
