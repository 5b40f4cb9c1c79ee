import { typesOf } from '../../signature/index.ts';
import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { partOf, wordsFor } from '../subject.ts';
import { offer } from '../support/fixes.ts';

export const targetObjectKeyword = defineRule({
  code: 'target-object-keyword',
  family: 'provider',
  severity: 'error',
  title: '`properties` or `required` on what is no object, which a target refuses.',
  message: message`${'target'} takes \`${'keyword'}\` for objects only, and ${'name'} is of type ${'type'}.`,
  docs: {
    what: `\`properties\` or \`required\` beside another type than object, while one of these targets is on: ${statedBy('objectKeywords')}. Others pass over them.`,
    why: '"properties: only allowed for OBJECT type", status 400 for the whole request.',
    bad: '',
    good: '',
    sources: sourcesOf('objectKeywords'),
  },
  checkProfile(subject, { title: target, objectKeywords }, report) {
    if (objectKeywords === undefined) return;
    for (const node of subject.nodes) {
      const types = typesOf(node.schema);
      if (node.side !== 'parameters' || types.length === 0 || types.includes('object')) continue;
      for (const keyword of ['properties', 'required']) {
        if (node.schema[keyword] === undefined) continue;
        const data = { target, keyword, name: wordsFor(node), type: types.join(' or ') };
        report({ part: partOf(node, keyword), what: 'key', data, level: objectKeywords.level ?? 'error' });
      }
    }
  },
  fixes: ({ edit, part }) => {
    const keyword = String(part.at(-1));
    return offer(`Remove \`${keyword}\``, edit.patch(part.slice(0, -1), { [keyword]: undefined }), { preferred: true });
  },
});
