import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { offer } from '../support/fixes.ts';
import { rawSchema } from '../support/raw.ts';

export const targetMetaSchema = defineRule({
  code: 'target-meta-schema',
  family: 'provider',
  severity: 'warning',
  title: '`$schema` names a draft that a target does not know.',
  message: message`${'target'} leaves tools out whose \`$schema\` names ${'draft'}: leave \`$schema\` out, or name draft-07.`,
  docs: {
    what: `\`$schema\` with draft 2019-09 or 2020-12 at the root of the parameters, as generators write it, while one of these targets is on: ${statedBy('metaSchema')}.`,
    why: 'The validator does not follow `$dynamicRef`, which the meta-schemas of those drafts are written with. Without `$schema` the same tool is taken.',
    bad: '',
    good: '',
    sources: sourcesOf('metaSchema'),
  },
  checkProfile(subject, { title: target, metaSchema: fact }, report) {
    const [root] = subject.nodes;
    if (fact === undefined || root === undefined || !subject.mentions('"$schema"')) return;
    const draft = rawSchema(subject, root)?.$schema;
    if (typeof draft !== 'string' || !fact.pattern.test(draft)) return;
    report({ part: ['parameters', '$schema'], data: { target, draft }, level: fact.level ?? 'error' });
  },
  fixes: ({ edit }) =>
    offer('Remove `$schema`', edit.patch(['parameters'], { $schema: undefined }), { preferred: true, safe: true }),
});
