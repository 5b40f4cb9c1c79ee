import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { offer } from '../support/fixes.ts';
import { rootWithoutType } from '../support/root.ts';

export const targetRoot = defineRule({
  code: 'target-root',
  family: 'provider',
  severity: 'error',
  title: 'Parameters that are no object for a target.',
  message: message`${'target'} refuses parameters that are not one object: ${'found'}.`,
  docs: {
    what: `Parameters whose root does not say \`"type": "object"\`, or that are a choice at the root, while one of these targets is on: ${statedBy('rootType')}. OpenAI, Anthropic and MCP have rules of their own.`,
    why: 'The whole request is refused.',
    bad: '',
    good: '',
    sources: sourcesOf('rootType'),
  },
  checkProfile(subject, { title: target, rootType, rootChoice }, report) {
    const { parameters } = subject.signature;
    const choice = ['anyOf', 'oneOf', 'allOf'].find((keyword) => parameters[keyword] !== undefined);
    if (rootChoice !== undefined && choice !== undefined) {
      const data = { target, found: `\`${choice}\` stands at the root` };
      report({ part: ['parameters', choice], what: 'key', data, level: rootChoice.level ?? 'error' });
    }
    if (rootType === undefined || !rootWithoutType(subject)) return;
    const data = { target, found: 'the root does not say its type' };
    report({ part: ['parameters'], data, fix: 'type', level: rootType.level ?? 'error' });
  },
  fixes: ({ edit, fix }) =>
    fix === 'type'
      ? offer('Add "type": "object"', edit.patch(['parameters'], { type: 'object' }), { preferred: true, safe: true })
      : [],
});
