import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { formatIn } from '../support/prose.ts';
import { onlyType, textOf } from '../support/schema.ts';
import { fits } from '../support/values.ts';

export const proseFormat = defineRule({
  code: 'prose-format',
  family: 'clear',
  severity: 'information',
  title: 'The format stands only in the description.',
  message: message`The format (${'format'}) stands only in the text: say it with \`format\`.`,
  docs: {
    what: 'A text parameter without `format` or `pattern` whose description names a format that JSON Schema knows: `YYYY-MM-DD`, ISO 8601, an email address, a URI, a UUID, an IP address.',
    why: 'A keyword is checked and used by tools; the sentence is for readers only, and may stay.',
    bad: `{"name": "find_flights", "description": "Finds flights.", "inputSchema": {"type": "object", "properties": {
  "day": {"type": "string", "description": "Day of departure, [|YYYY-MM-DD|]."}}}}`,
    good: `{"name": "find_flights", "description": "Finds flights.", "inputSchema": {"type": "object", "properties": {
  "day": {"type": "string", "description": "Day of departure, YYYY-MM-DD.", "format": "date"}}}}`,
    sources: [
      {
        title: 'JSON Schema 2020-12 Validation, section 7.3',
        url: 'https://json-schema.org/draft/2020-12/json-schema-validation#section-7.3',
        read: '2026-11-22',
      },
    ],
  },
  checkProperty(node, subject, report) {
    const schema = subject.resolve(node);
    if (onlyType(schema) !== 'string' || schema.format !== undefined || schema.pattern !== undefined) return;
    if (schema.enum !== undefined || schema.const !== undefined) return;
    const found = formatIn(textOf(node.schema, 'description'));
    if (found === undefined || !fits({ ...schema, format: found.format })) return;
    report({ part: partOf(node, 'description'), excerpt: found.text, data: { format: found.format } });
  },
  fixes: ({ edit, part, data }) =>
    offer(`Add \`format\`: ${data.format}`, edit.patch(part.slice(0, -1), { format: data.format }), {
      preferred: true,
      safe: true,
    }),
});
