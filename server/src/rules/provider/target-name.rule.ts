import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { renameFix } from '../support/rename.ts';

export const targetName = defineRule({
  code: 'target-name',
  family: 'provider',
  severity: 'error',
  title: 'A name that a target refuses.',
  message: message`${'target'} refuses the name ${'name'}: ${'words'}.`,
  docs: {
    what: `A function name outside what one of these targets takes, while it is on: ${statedBy('name')}. OpenAI, Anthropic, Gemini, MCP and the benchmark have rules of their own.`,
    why: 'The whole request is refused, or the whole list of tools.',
    bad: '',
    good: '',
    sources: [...sourcesOf('name'), ...sourcesOf('manifestName')],
  },
  checkProfile({ signature, dialect }, { title, name: ofAll, manifestName }, report) {
    const name = dialect === 'vscode' ? (manifestName ?? ofAll) : ofAll;
    if (name === undefined || name.pattern.test(signature.name)) return;
    report({
      part: ['name'],
      data: { target: title, name: `\`${signature.name}\``, words: name.words },
      level: name.level ?? 'error',
    });
  },
  fixes: (context) => renameFix(context, /[a-zA-Z0-9_-]/, 64),
});
