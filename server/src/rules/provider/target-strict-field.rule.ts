import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';

export const targetStrictField = defineRule({
  code: 'target-strict-field',
  family: 'provider',
  severity: 'error',
  title: '`strict` for a target that does not know the field.',
  message: message`${'target'} refuses the field \`strict\` of a function.`,
  docs: {
    what: `\`strict\` in a function, OpenAI's field, while one of these targets is on: ${statedBy('strictField')}. Gateways that pass requests on as they came do not take it away.`,
    why: 'The whole request is refused with status 422.',
    bad: '',
    good: '',
    sources: sourcesOf('strictField'),
  },
  checkProfile({ signature }, { title: target, strictField }, report) {
    if (strictField === undefined || signature.annotations.strict === undefined) return;
    report({ part: ['annotations', 'strict'], what: 'key', data: { target }, level: strictField.level ?? 'error' });
  },
});
