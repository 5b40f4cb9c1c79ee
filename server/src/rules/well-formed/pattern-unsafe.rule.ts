import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { slowOn } from '../support/regex.ts';

export const patternUnsafe = defineRule({
  code: 'pattern-unsafe',
  family: 'well-formed',
  severity: 'warning',
  title: 'A pattern that can take exponential time.',
  message: message`A crafted text makes this pattern run for an exponential time: ${'reason'}.`,
  docs: {
    what: `A \`pattern\` with a repetition that can match the same text in exponentially many ways, such as \`(a+)+\` or
\`(a|a)*\`. It is found by looking at the pattern, which is never run.`,
    why: 'Whoever validates calls with it hangs on a text of a few dozen characters, which a model or an attacker can send.',
    bad: `{"name": "track", "description": "Tracks a parcel.", "inputSchema": {"type": "object", "properties": {
  "code": {"type": "string", "description": "Printed on the label.", "pattern": [|"^([A-Z]+)+$"|]}}}}`,
    good: `{"name": "track", "description": "Tracks a parcel.", "inputSchema": {"type": "object", "properties": {
  "code": {"type": "string", "description": "Printed on the label.", "pattern": "^[A-Z]+$"}}}}`,
    sources: [
      {
        title: 'OWASP: Regular expression Denial of Service',
        url: 'https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS',
        read: '2026-11-22',
      },
    ],
  },
  checkSchema(node, _subject, report) {
    const pattern: unknown = node.schema.pattern;
    if (typeof pattern !== 'string') return;
    const reason = slowOn(pattern);
    if (reason !== undefined) report({ part: partOf(node, 'pattern'), data: { reason } });
  },
});
