import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { onlyType, textOf } from '../support/schema.ts';
import { unitIn, unitInName } from '../support/units.ts';

export const proseUnit = defineRule({
  code: 'prose-unit',
  family: 'clear',
  severity: 'hint',
  title: 'The unit of a number stands only in the description.',
  message: message`${'name'} is in ${'unit'}, which only the text says: \`${'better'}\` would say it in every call.`,
  docs: {
    what: 'A number whose description names its unit ("in seconds") and whose name does not. Nothing in JSON Schema holds a unit, but a name does.',
    why: 'The unit is forgotten where only the call is seen: in a conversation, a log, a training record. Mixed-up units are a usual error of models.',
    bad: `/** Stops the oven after a while. @param delay How long to wait, [|in minutes|]. */
function stop_oven(delay: integer): boolean;`,
    good: `/** Stops the oven after a while. @param delay_minutes How long to wait. */
function stop_oven(delay_minutes: integer): boolean;`,
  },
  checkProperty(node, subject, report) {
    if (node.shared) return;
    const schema = subject.resolve(node);
    const type = onlyType(schema);
    if ((type !== 'number' && type !== 'integer') || unitInName(node.name)) return;
    const found = unitIn(textOf(node.schema, 'description'));
    if (found === undefined) return;
    const better = /[a-z][A-Z]/.test(node.name)
      ? `${node.name}${found.unit.charAt(0).toUpperCase()}${found.unit.slice(1)}`
      : `${node.name}_${found.unit}`;
    report({
      part: partOf(node, 'description'),
      excerpt: found.text,
      data: { name: `\`${node.name}\``, unit: found.unit, better },
    });
  },
});
