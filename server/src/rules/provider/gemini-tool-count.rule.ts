import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { countCheck, SOURCES } from '../support/provider.ts';

export const geminiToolCount = defineRule({
  code: 'gemini-tool-count',
  family: 'provider',
  target: 'gemini',
  severity: 'warning',
  title: 'More functions than Gemini takes in one request.',
  message: message`${'count'} functions in one file: Gemini takes at most ${'most'} in a request.`,
  docs: {
    what: `A file with more than 512 functions while the target is on. Confirmed: 512 is the limit that the API names in its answer. Editions of Google's page have said 128 or 512. Files of tasks, with a list of their own in each line, are left alone.`,
    why: `A request with more is refused; Google advises to keep the active set to 10 to 20.`,
    bad: ``,
    good: ``,
    sources: [SOURCES.geminiCount, SOURCES.geminiFunction],
  },
  fingerprint: () => '',
  checkDocument: countCheck(512),
});
