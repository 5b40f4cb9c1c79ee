import { message } from '../message.ts';
import { sourcesOf, stated, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';

export const targetToolCount = defineRule({
  code: 'target-tool-count',
  family: 'provider',
  severity: 'error',
  title: 'More functions than a target takes at once.',
  message: message`${'count'} functions in one file: ${'target'} takes at most ${'most'} in a request.`,
  docs: {
    what: `A file with more functions than a target that is on takes in one request (${statedBy('toolCount')}). OpenAI and Gemini have rules of their own. Files of tasks, with a list of their own in each line, are left alone.`,
    why: 'The request is refused, or the client leaves out what comes last.',
    bad: '',
    good: '',
    sources: sourcesOf('toolCount'),
  },
  fingerprint: () => '',
  checkDocument(entries, report) {
    const [first] = entries;
    if (first === undefined || first.document.kind === 'jsonl') return;
    for (const { profile, fact } of stated('toolCount')) {
      if (entries.length <= fact.most) continue;
      const data = { target: profile.title, count: String(entries.length), most: String(fact.most) };
      report(first.id, { part: ['name'], data, target: profile.id, level: fact.level ?? 'error' });
    }
  },
});
