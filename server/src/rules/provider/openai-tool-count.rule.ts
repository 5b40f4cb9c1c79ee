import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { countCheck, SOURCES } from '../support/provider.ts';

export const openaiToolCount = defineRule({
  code: 'openai-tool-count',
  family: 'provider',
  target: 'openai',
  severity: 'warning',
  title: 'More tools than OpenAI takes in one request.',
  message: message`${'count'} functions in one file: OpenAI takes at most ${'most'} in a request.`,
  docs: {
    what: `A file with more than 128 functions while the target is on. Files of tasks, with a list of their own in each line, are left alone. A collection that is never sent as a whole may turn the rule off.`,
    why: `A request with more is answered with status 400; well before that, the model chooses worse.`,
    bad: ``,
    good: ``,
    sources: [SOURCES.openaiTools, SOURCES.openaiCount],
  },
  fingerprint: () => '',
  checkDocument: countCheck(128),
});
