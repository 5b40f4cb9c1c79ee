import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { partOf, wordsFor } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { isOpenObject, isStrict, parameterNodes } from '../support/provider.ts';

export const targetClosed = defineRule({
  code: 'target-closed',
  family: 'provider',
  severity: 'error',
  title: 'An open object in a strict function, which a target refuses.',
  message: message`${'target'} needs \`"additionalProperties": false\` on ${'where'} of a strict function.`,
  docs: {
    what: `With \`"strict": true\`: an object that does not say \`"additionalProperties": false\`, while one of these targets is on: ${statedBy('closedWhenStrict')}.`,
    why: '"additionalProperties:false must be set on every object", status 400 for the whole request.',
    bad: '',
    good: '',
    sources: sourcesOf('closedWhenStrict'),
  },
  checkProfile(subject, { title: target, closedWhenStrict: fact }, report) {
    if (fact === undefined || !isStrict(subject.signature)) return;
    for (const node of parameterNodes(subject)) {
      if (!isOpenObject(node.schema)) continue;
      report({ part: partOf(node), data: { target, where: wordsFor(node) }, level: fact.level ?? 'error' });
    }
  },
  fixes: ({ edit, part }) =>
    offer('Add "additionalProperties": false', edit.patch(part, { additionalProperties: false }), {
      preferred: true,
      safe: true,
    }),
});
