import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { identifierLike } from '../support/identifiers.ts';
import { onlyType, textOf } from '../support/schema.ts';

/** The text shows what the value looks like or where it comes from. */
const SHOWS =
  /["'`“][^"'`”]+["'`”]|\be\.?g\.?\b|\bsuch as\b|\bfor example\b|\bexample\b|\breturn(?:s|ed)\b|\bfrom\b|\d/i;

export const identifierNoFormat = defineRule({
  code: 'identifier-no-format',
  family: 'clear',
  severity: 'hint',
  title: 'An identifier whose form nothing shows.',
  message: message`Nothing shows what ${'name'} looks like or which function returns it.`,
  docs: {
    what: 'A required text parameter named like a key (`order_id`, `uuid`) without `format`, `pattern`, `examples`, a named type, or a word in its description on its form or source.',
    why: 'A model that does not know where a key comes from makes one up.',
    bad: `{"name": "get_order", "description": "Shows an order.", "inputSchema": {"type": "object", "properties": {
  [|"order_id"|]: {"type": "string", "description": "Key of the order."}}, "required": ["order_id"]}}`,
    good: `{"name": "get_order", "description": "Shows an order.", "inputSchema": {"type": "object", "properties": {
  "order_id": {"type": "string", "description": "Key of the order, as \`list_orders\` returns it.", "examples": ["A-1042"]}}, "required": ["order_id"]}}`,
  },
  checkSchema(node, _subject, report) {
    if (!node.parameter || !node.required || node.schema.$ref !== undefined || !identifierLike(node.name)) return;
    const { schema } = node;
    if (onlyType(schema) !== 'string') return;
    if (['format', 'pattern', 'enum', 'const', 'examples', 'default'].some((keyword) => schema[keyword] !== undefined))
      return;
    if (SHOWS.test(textOf(schema, 'description'))) return;
    report({ part: partOf(node), what: 'key', data: { name: `\`${node.name}\`` } });
  },
});
