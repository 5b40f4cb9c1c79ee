import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { partOf, wordsFor } from '../subject.ts';
import { offer } from '../support/fixes.ts';

export const targetBooleanSchema = defineRule({
  code: 'target-boolean-schema',
  family: 'provider',
  severity: 'error',
  title: 'A schema that is only `true` or `false`, which a target refuses.',
  message: message`${'target'} refuses \`${'value'}\` in the place of the schema of ${'name'}.`,
  docs: {
    what: `A property or items whose schema is \`true\` or \`false\`, while one of these targets is on: ${statedBy('booleanSchema')}. JSON Schema allows it (\`true\` is any value, the same as \`{}\`), and generators write it for values of any type.`,
    why: 'The request is refused, or a client drops every tool of the server without a word.',
    bad: '',
    good: '',
    sources: sourcesOf('booleanSchema'),
  },
  checkProfile(subject, { title: target, booleanSchema }, report) {
    if (booleanSchema === undefined) return;
    const level = booleanSchema.level ?? 'error';
    for (const node of subject.nodes) {
      const { properties, items } = node.schema;
      for (const [name, schema] of Object.entries(properties ?? {})) {
        if (typeof schema !== 'boolean') continue;
        const data = { target, value: String(schema), name: `\`${name}\`` };
        report({ part: partOf(node, 'properties', name), data, level });
      }
      if (typeof items !== 'boolean' || node.schema.prefixItems !== undefined) continue;
      const data = { target, value: String(items), name: `the items of ${wordsFor(node)}` };
      report({ part: partOf(node, 'items'), data, level });
    }
  },
  fixes: ({ edit, part }) => {
    const keyword = String(part.at(-1));
    return offer('Change to `{}`', edit.patch(part.slice(0, -1), { [keyword]: {} }));
  },
});
