import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { syntaxErrorOf } from '../support/regex.ts';

export const patternInvalid = defineRule({
  code: 'pattern-invalid',
  family: 'well-formed',
  severity: 'error',
  title: 'A pattern that is no regular expression.',
  message: message`This pattern does not compile: ${'reason'}.`,
  docs: {
    what: 'A `pattern` that ECMA-262 (with the `u` flag, as JSON Schema recommends, or without it) cannot compile.',
    why: "The schema as a whole is refused by validators and by providers. Other languages' forms, such as `(?i)` or `\\A`, are the usual cause.",
    bad: `{"name": "track", "description": "Tracks a parcel.", "inputSchema": {"type": "object", "properties": {
  "code": {"type": "string", "description": "Printed on the label.", "pattern": [|"(?i)[A-Z"|]}}}}`,
    good: `{"name": "track", "description": "Tracks a parcel.", "inputSchema": {"type": "object", "properties": {
  "code": {"type": "string", "description": "Printed on the label.", "pattern": "^[A-Za-z]+$"}}}}`,
    sources: [
      {
        title: 'JSON Schema 2020-12 Core, section 6.4',
        url: 'https://json-schema.org/draft/2020-12/json-schema-core#section-6.4',
        read: '2026-11-22',
      },
    ],
  },
  checkSchema(node, _subject, report) {
    const pattern: unknown = node.schema.pattern;
    if (typeof pattern !== 'string') return;
    const reason = syntaxErrorOf(pattern);
    if (reason !== undefined) report({ part: partOf(node, 'pattern'), data: { reason } });
  },
});
