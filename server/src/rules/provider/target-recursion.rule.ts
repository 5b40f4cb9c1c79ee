import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { recursiveRefs } from '../support/recursion.ts';

export const targetRecursion = defineRule({
  code: 'target-recursion',
  family: 'provider',
  severity: 'warning',
  title: 'A type that contains itself, which clients of a target refuse.',
  message: message`${'ref'} contains itself: ${'target'} or its clients loop or refuse the tools.`,
  docs: {
    what: `A \`$ref\` that leads back to a schema around it, also by way of other references, while one of these targets is on: ${statedBy('recursion')}.`,
    why: 'Clients that write references out never end, or drop the whole list of tools without saying why.',
    bad: '',
    good: '',
    sources: sourcesOf('recursion'),
  },
  checkProfile(subject, { title: target, recursion }, report) {
    if (recursion === undefined) return;
    for (const node of recursiveRefs(subject)) {
      const data = { target, ref: `\`${String(node.schema.$ref)}\`` };
      report({ part: partOf(node, '$ref'), data, level: recursion.level ?? 'error' });
    }
  },
});
