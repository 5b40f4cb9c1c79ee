import { patternUnmatched } from '../../pattern/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { syntaxErrorOf } from '../support/regex.ts';

export const patternUnchecked = defineRule({
  code: 'pattern-unchecked',
  family: 'well-formed',
  severity: 'information',
  title: 'A pattern that values are not held against.',
  message: message`Longer values are not checked against this pattern: ${'reason'}.`,
  docs: {
    what: `A \`pattern\` that no engine follows in bounded time, because it refers back to a group while it repeats (\`(a+)+\\1\`),
or because its counts multiply to a machine of more than 20,000 parts. Every other pattern of JavaScript is matched in
time that grows with pattern times text, with JavaScript's own answer.`,
    why: 'A default, an example or an argument of a call passes without a word although the pattern might refuse it.',
    bad: `{"name": "track", "description": "Tracks a parcel.", "inputSchema": {"type": "object", "properties": {
  "code": {"type": "string", "description": "Printed on the label.", "pattern": [|"^([A-Z]+-?)+\\\\1$"|]}}}}`,
    good: `{"name": "track", "description": "Tracks a parcel.", "inputSchema": {"type": "object", "properties": {
  "code": {"type": "string", "description": "Printed on the label.", "pattern": "^[A-Z]+-[A-Z]+$"}}}}`,
  },
  checkSchema(node, _subject, report) {
    const pattern: unknown = node.schema.pattern;
    if (typeof pattern !== 'string' || syntaxErrorOf(pattern) !== undefined) return;
    const reason = patternUnmatched(pattern);
    if (reason !== undefined) report({ part: partOf(node, 'pattern'), data: { reason } });
  },
});
