import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { isStrict } from '../support/provider.ts';
import { rawSchema } from '../support/raw.ts';

export const targetKeyword = defineRule({
  code: 'target-keyword',
  family: 'provider',
  severity: 'error',
  title: 'A keyword that a target does not take.',
  message: message`${'target'} does not take \`${'keyword'}\` (${'where'}).`,
  docs: {
    what: `A keyword of JSON Schema outside what one of these targets takes, while it is on: ${statedBy('keywords')}. OpenAI's strict mode, Anthropic's and Gemini have rules of their own.`,
    why: 'The request is refused, or the keyword is passed over and binds nobody.',
    bad: '',
    good: '',
    sources: sourcesOf('keywords'),
  },
  checkProfile(subject, { title: target, keywords }, report) {
    if (keywords === undefined || subject.dialect === 'fsig') return;
    if (keywords.strictOnly === true && !isStrict(subject.signature)) return;
    const level = keywords.level ?? 'error';
    for (const keyword of keywords.names) {
      const data = { target, keyword, where: keywords.where };
      // Reading takes the draft's name away, so it is looked for as it was written.
      if (keyword === '$schema') {
        const [root] = subject.nodes;
        const written = root !== undefined && subject.mentions('"$schema"') ? rawSchema(subject, root) : undefined;
        if (written?.$schema !== undefined && !subject.mentions('"parametersJsonSchema"'))
          report({ part: ['parameters', keyword], what: 'key', data, level });
        continue;
      }
      for (const node of subject.nodes) {
        if (node.side === 'parameters' && node.schema[keyword] !== undefined)
          report({ part: partOf(node, keyword), what: 'key', data, level });
      }
    }
  },
  fixes: ({ edit, part, data }) =>
    data.keyword === '$schema'
      ? offer('Remove `$schema`', edit.patch(part.slice(0, -1), { $schema: undefined }), {
          preferred: true,
          safe: true,
        })
      : [],
});
