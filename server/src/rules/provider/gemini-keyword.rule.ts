import type { Json } from '../../json/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer, offerAnyOf } from '../support/fixes.ts';
import { SOURCES } from '../support/provider.ts';

const UNKNOWN = [
  '$ref',
  '$defs',
  'definitions',
  'oneOf',
  'allOf',
  'not',
  'if',
  'then',
  'else',
  'const',
  'additionalProperties',
  'patternProperties',
  'propertyNames',
  'contains',
  'prefixItems',
  'uniqueItems',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'dependentRequired',
  'unevaluatedProperties',
];

/** Without these a schema admits more, and still says what the value is. */
const REMOVABLE = new Set([
  'additionalProperties',
  'propertyNames',
  'uniqueItems',
  'multipleOf',
  'unevaluatedProperties',
]);

export const geminiKeyword = defineRule({
  code: 'gemini-keyword',
  family: 'provider',
  target: 'gemini',
  severity: 'warning',
  title: 'A keyword outside the subset of schemas that Gemini takes.',
  message: message`Gemini's \`parameters\` do not know \`${'keyword'}\`: put the schema under \`parametersJsonSchema\`, or leave the keyword out.`,
  docs: {
    what: `A keyword of JSON Schema that the Schema object of the Gemini API does not have: \`$ref\`, \`$defs\`, \`oneOf\`, \`allOf\`, \`not\`, \`const\`, \`additionalProperties\`, \`patternProperties\`, \`if\`, \`exclusiveMinimum\`, \`multipleOf\`, \`uniqueItems\` and others.`,
    why: `The request is refused ("Unknown name"), or the keyword is dropped without a word.`,
    bad: `{"functionDeclarations": [{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "OBJECT", "properties": {"id": {"type": "STRING", "description": "Invoice."}}, [|"additionalProperties"|]: false}}]}`,
    good: `{"functionDeclarations": [{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}]}`,
    sources: [SOURCES.geminiSchema],
  },
  checkSchema(node, subject, report) {
    // The response of a declaration is not checked as strictly, and `.fsig` is converted before it is sent.
    if (node.side !== 'parameters' || subject.dialect === 'fsig' || subject.mentions('"parametersJsonSchema"')) return;
    // A text with Vertex AI's own words for references is written for its Schema, which has these fields.
    if (subject.mentions('"ref"') || subject.mentions('"defs"')) return;
    for (const keyword of UNKNOWN) {
      if (node.schema[keyword] !== undefined) report({ part: partOf(node, keyword), what: 'key', data: { keyword } });
    }
  },
  fixes: (context) => {
    const { edit, part, schemaAt } = context;
    const keyword = String(part.at(-1));
    const parent = part.slice(0, -1);
    const value = schemaAt(parent)?.[keyword] as Json | undefined;
    const choice = keyword === 'oneOf' ? offerAnyOf(context, parent) : undefined;
    if (choice !== undefined) return choice;
    if (keyword === 'const' && typeof value === 'string' && value !== '')
      return offer('Change to `enum`', edit.patch(parent, { type: 'string', enum: [value], const: undefined }), {
        preferred: true,
      });
    // A schema for further values says something that would be lost.
    if (!REMOVABLE.has(keyword) || typeof value === 'object') return [];
    return offer(`Remove \`${keyword}\``, edit.patch(parent, { [keyword]: undefined }), { preferred: true });
  },
});
