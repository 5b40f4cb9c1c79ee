import { typesOf } from '../../signature/index.ts';
import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { partOf, wordsFor } from '../subject.ts';

export const targetArrayItems = defineRule({
  code: 'target-array-items',
  family: 'provider',
  severity: 'error',
  title: 'An array without `items`, which a target refuses or passes over.',
  message: message`The array ${'name'} has no \`items\`: ${'target'} ${'effect'}.`,
  docs: {
    what: `An array of the parameters without \`items\`, while one of these targets is on: ${statedBy('arrayItems')}. OpenAI and Gemini have rules of their own.`,
    why: 'Several clients refuse the tool, or the whole list of tools of the server; others send it, and the model guesses what the array holds.',
    bad: '',
    good: '',
    sources: sourcesOf('arrayItems'),
  },
  checkProfile(subject, { title: target, kind, arrayItems }, report) {
    if (arrayItems === undefined) return;
    for (const node of subject.nodes) {
      if (node.side !== 'parameters' || !typesOf(node.schema).includes('array')) continue;
      if (node.schema.items !== undefined || node.schema.prefixItems !== undefined) continue;
      const effect = kind === 'server' ? 'tells the model nothing of what it holds' : 'or its clients refuse the tool';
      const data = { target, name: wordsFor(node), effect };
      report({ part: partOf(node), data, level: arrayItems.level ?? 'error' });
    }
  },
});
