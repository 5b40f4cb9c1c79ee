import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer, offerAnyOf } from '../support/fixes.ts';
import { isStrict, SOURCES } from '../support/provider.ts';

const UNSUPPORTED = [
  'allOf',
  'oneOf',
  'not',
  'dependentRequired',
  'dependentSchemas',
  'if',
  'then',
  'else',
  'patternProperties',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
  'minProperties',
  'maxProperties',
  'contains',
  'minContains',
  'maxContains',
  'uniqueItems',
  'default',
];

/** Formats that strict mode takes. */
const FORMATS = new Set(['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid']);

/** Without these a schema admits more, and still says what the value is. */
const REMOVABLE = new Set([
  'default',
  'format',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'propertyNames',
  'contains',
]);

export const openaiStrictKeyword = defineRule({
  code: 'openai-strict-keyword',
  family: 'provider',
  target: 'openai',
  severity: 'error',
  title: 'A keyword that strict mode does not support.',
  message: message`Strict mode does not support \`${'keyword'}\`.`,
  docs: {
    what: `With \`"strict": true\`: \`allOf\`, \`oneOf\`, \`not\`, \`dependentRequired\`, \`dependentSchemas\`, \`if\`, \`then\`, \`else\`, \`patternProperties\`, \`propertyNames\`, \`unevaluatedProperties\`, \`minProperties\`, \`maxProperties\`, \`contains\`, \`uniqueItems\`, a \`default\`, or anything beside \`$ref\`; a \`format\` other than \`date-time\`, \`time\`, \`date\`, \`duration\`, \`email\`, \`hostname\`, \`ipv4\`, \`ipv6\` and \`uuid\`.`,
    why: `"… is not permitted", "$ref cannot have keywords {'description'}", "'uri' is not a valid format": status 400 for the whole request.`,
    bad: `{"type": "function", "function": {"name": "pay", "description": "Pays an invoice.", "strict": true, "parameters": {"type": "object", "properties": {"ids": {"type": "array", "description": "Invoices.", "items": {"type": "string"}, [|"uniqueItems"|]: true}}, "required": ["ids"], "additionalProperties": false}}}`,
    good: `{"type": "function", "function": {"name": "pay", "description": "Pays an invoice.", "strict": true, "parameters": {"type": "object", "properties": {"ids": {"type": "array", "description": "Invoices, each once.", "items": {"type": "string"}}}, "required": ["ids"], "additionalProperties": false}}}`,
    sources: [SOURCES.openaiStrict, SOURCES.openaiFormat, SOURCES.openaiReference],
  },
  checkSchema(node, subject, report) {
    if (!isStrict(subject.signature) || node.side !== 'parameters') return;
    for (const keyword of UNSUPPORTED) {
      if (node.schema[keyword] !== undefined) report({ part: partOf(node, keyword), what: 'key', data: { keyword } });
    }
    // Strict mode reads `$ref` alone; the definitions of the root stand there by their nature.
    const { $ref, $defs: _definitions, ...others } = node.schema;
    if ($ref !== undefined && node.role !== 'root') {
      for (const keyword of Object.keys(others))
        report({ part: partOf(node, keyword), what: 'key', data: { keyword: `${keyword}\` beside \`$ref` } });
    }
    const { format } = node.schema;
    if (typeof format === 'string' && !FORMATS.has(format))
      report({ part: partOf(node, 'format'), data: { keyword: `format: ${format}` } });
  },
  fixes: (context) => {
    const { edit, part, schemaAt } = context;
    const keyword = String(part.at(-1));
    const parent = part.slice(0, -1);
    const choice = keyword === 'oneOf' ? offerAnyOf(context, parent) : undefined;
    if (choice !== undefined) return choice;
    const besideReference = schemaAt(parent)?.$ref !== undefined;
    if (!REMOVABLE.has(keyword) && !besideReference) return [];
    return offer(`Remove \`${keyword}\``, edit.patch(parent, { [keyword]: undefined }), { preferred: true });
  },
});
