import { resolveSchema } from '../../signature/index.ts';
import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';

export const targetReference = defineRule({
  code: 'target-reference',
  family: 'provider',
  severity: 'error',
  title: 'A keyword beside a reference and in what it names, which a target refuses.',
  message: message`${'target'} refuses \`${'keyword'}\` beside a reference to a type that says it, too.`,
  docs: {
    what: `A keyword, most often \`description\`, beside \`$ref\` and with another value in the type that is named, while one of these targets is on: ${statedBy('referenceTwice')}.`,
    why: '"conflicting keywords found after $ref expansion", status 400 for the whole request.',
    bad: '',
    good: '',
    sources: sourcesOf('referenceTwice'),
  },
  checkProfile(subject, { title: target, referenceTwice }, report) {
    if (referenceTwice === undefined) return;
    for (const node of subject.nodes) {
      const { schema } = node;
      if (node.side !== 'parameters' || typeof schema.$ref !== 'string') continue;
      const { schema: named } = resolveSchema(subject.signature.parameters, { $ref: schema.$ref });
      if (named.$ref !== undefined) continue;
      for (const keyword of Object.keys(schema)) {
        if (keyword === '$ref' || named[keyword] === undefined) continue;
        if (JSON.stringify(named[keyword]) === JSON.stringify(schema[keyword])) continue;
        report({
          part: partOf(node, keyword),
          what: 'key',
          data: { target, keyword },
          level: referenceTwice.level ?? 'error',
        });
      }
    }
  },
});
