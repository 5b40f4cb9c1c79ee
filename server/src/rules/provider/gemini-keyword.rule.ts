import type { Json } from '../../json/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer, offerAnyOf } from '../support/fixes.ts';
import { SOURCES } from '../support/provider.ts';
import { rawSchema } from '../support/raw.ts';

/** The fields of the Gemini API's Schema. Any other key is refused, whatever it means. */
const KNOWN: ReadonlySet<string> = new Set([
  'type',
  'format',
  'title',
  'description',
  'nullable',
  'enum',
  'maxItems',
  'minItems',
  'properties',
  'required',
  'minProperties',
  'maxProperties',
  'minLength',
  'maxLength',
  'pattern',
  'example',
  'anyOf',
  'propertyOrdering',
  'default',
  'items',
  'minimum',
  'maximum',
]);

/** What a file of another dialect may hold, since whoever sends it to Gemini leaves it out or takes it from the text. */
const HARMLESS: ReadonlySet<string> = new Set(['examples', 'deprecated', 'readOnly', 'writeOnly']);

/** Without these a schema admits more, and still says what the value is. */
const REMOVABLE = new Set([
  'additionalProperties',
  'propertyNames',
  'uniqueItems',
  'multipleOf',
  'unevaluatedProperties',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  '$id',
  '$comment',
  '$schema',
  'strict',
]);

/** Keys that say nothing about values: of the schema's own bookkeeping, or of a vendor. */
function isMark(keyword: string): boolean {
  return (keyword.startsWith('$') && keyword !== '$ref' && keyword !== '$defs') || keyword.startsWith('x-');
}

export const geminiKeyword = defineRule({
  code: 'gemini-keyword',
  family: 'provider',
  target: 'gemini',
  severity: 'warning',
  title: 'A keyword outside the subset of schemas that Gemini takes.',
  message: message`Gemini's \`parameters\` do not know \`${'keyword'}\`: put the schema under \`parametersJsonSchema\`, or leave the keyword out.`,
  docs: {
    what: `A keyword of JSON Schema that the Schema object of the Gemini API does not have: \`$ref\`, \`$defs\`, \`oneOf\`, \`allOf\`, \`not\`, \`const\`, \`additionalProperties\`, \`patternProperties\`, \`if\`, \`exclusiveMinimum\`, \`multipleOf\`, \`uniqueItems\` and others; in a file of Gemini any key that it has no field for (\`examples\`, \`deprecated\`, \`readOnly\`, \`$id\`, \`x-…\`).`,
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
    const own = subject.dialect === 'gemini';
    const written = (own ? rawSchema(subject, node) : undefined) ?? node.schema;
    for (const keyword of Object.keys(written)) {
      // The draft's name at the root is the concern of `target-keyword`.
      if (KNOWN.has(keyword) || (keyword === '$schema' && node.role === 'root')) continue;
      if (!own && (HARMLESS.has(keyword) || isMark(keyword))) continue;
      report({ part: partOf(node, keyword), what: 'key', data: { keyword } });
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
    const says = typeof value === 'object' && keyword !== 'examples';
    if ((!REMOVABLE.has(keyword) && !keyword.startsWith('x-')) || says) return [];
    return offer(`Remove \`${keyword}\``, edit.patch(parent, { [keyword]: undefined }), { preferred: true });
  },
});
