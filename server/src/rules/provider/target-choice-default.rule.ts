import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { partOf, wordsFor } from '../subject.ts';
import { offer } from '../support/fixes.ts';

export const targetChoiceDefault = defineRule({
  code: 'target-choice-default',
  family: 'provider',
  severity: 'warning',
  title: 'A default beside a choice, which a target refuses.',
  message: message`${'target'} has refused \`default\` beside \`anyOf\`, as on ${'name'}.`,
  docs: {
    what: `\`default\` beside \`anyOf\` in one schema, as Pydantic writes optional values, while one of these targets is on: ${statedBy('defaultBesideChoice')}.`,
    why: 'The whole request is refused.',
    bad: '',
    good: '',
    sources: sourcesOf('defaultBesideChoice'),
  },
  checkProfile(subject, { title: target, defaultBesideChoice }, report) {
    if (defaultBesideChoice === undefined) return;
    for (const node of subject.nodes) {
      const { anyOf, default: value } = node.schema;
      if (node.side !== 'parameters' || anyOf === undefined || value === undefined) continue;
      const data = { target, name: wordsFor(node) };
      report({ part: partOf(node, 'default'), what: 'key', data, level: defaultBesideChoice.level ?? 'error' });
    }
  },
  fixes: ({ edit, part }) => offer('Remove `default`', edit.patch(part.slice(0, -1), { default: undefined })),
});
