import { typesOf } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { SOURCES } from '../support/provider.ts';

const TAKEN = new Set(['enum', 'date-time']);

export const geminiFormat = defineRule({
  code: 'gemini-format',
  family: 'provider',
  target: 'gemini',
  severity: 'information',
  title: 'A text format that Gemini has refused.',
  message: message`Gemini has refused \`${'format'}\` on texts: "only 'enum' and 'date-time' are supported for STRING type".`,
  docs: {
    what: `A \`format\` other than \`enum\` and \`date-time\` on a text among the parameters (not under \`parametersJsonSchema\`). Numbers keep their \`int32\`, \`int64\`, \`float\` and \`double\`.`,
    why: `Confirmed: the API answered status 400 for the whole request in mid-2025 (the issue below), and libraries strip formats since. Not confirmed: whether it still does; Google's page on the Gemini API now says that any value is allowed and most trigger nothing, its page on the cloud's API names email, date and others for texts. Say the format in the description to be safe.`,
    bad: `{"functionDeclarations": [{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "OBJECT", "properties": {"page": {"type": "STRING", "description": "Page of the invoice.", "format": [|"uri"|]}}}}]}`,
    good: `{"functionDeclarations": [{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "OBJECT", "properties": {"page": {"type": "STRING", "description": "Page of the invoice, an https address."}}}}]}`,
    sources: [SOURCES.geminiFormat, SOURCES.geminiSchema, SOURCES.geminiStrings],
  },
  checkSchema(node, subject, report) {
    const format: unknown = node.schema.format;
    if (typeof format !== 'string' || TAKEN.has(format) || node.side !== 'parameters' || subject.dialect === 'fsig')
      return;
    if (!typesOf(node.schema).includes('string') || subject.mentions('"parametersJsonSchema"')) return;
    report({ part: partOf(node, 'format'), data: { format } });
  },
  fixes: ({ edit, part }) => offer('Remove `format`', edit.patch(part.slice(0, -1), { format: undefined })),
});
