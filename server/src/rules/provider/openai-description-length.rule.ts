import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { SOURCES } from '../support/provider.ts';

export const openaiDescriptionLength = defineRule({
  code: 'openai-description-length',
  family: 'provider',
  target: 'openai',
  severity: 'warning',
  title: 'A function description that some OpenAI endpoints refuse.',
  message: message`This description has ${'length'} characters; endpoints of OpenAI and Azure have refused more than 1024.`,
  docs: {
    what: `A function description of more than 1,024 characters while the target is on.`,
    why: `"string too long. Expected a string with maximum length 1024", status 400. Newer endpoints take more.`,
    bad: ``,
    good: ``,
    sources: [SOURCES.openaiTools],
  },
  checkFunction({ signature }, report) {
    const { length } = signature.description;
    if (length > 1024) report({ part: ['description'], data: { length: String(length) } });
  },
});
