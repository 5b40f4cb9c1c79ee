import { isSchema } from '../../json/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf, wordsFor } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { isObjectSchema, isStrict, SOURCES } from '../support/provider.ts';
import { recursiveRefs } from '../support/recursion.ts';

/** Keywords that strict tool use answers with an error. */
const UNSUPPORTED = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'maxItems',
  'uniqueItems',
];

/** Look-around, `\b` and back references; escaped backslashes are taken out before. */
const UNSUPPORTED_PATTERN = /\(\?<?[=!]|\\[bB1-9]/;

export const anthropicStrictSchema = defineRule({
  code: 'anthropic-strict-schema',
  family: 'provider',
  target: 'anthropic',
  severity: 'error',
  title: "A schema that Anthropic's strict tool use refuses.",
  message: message`Anthropic's strict tool use ${'problem'}.`,
  docs: {
    what: `With \`"strict": true\`: an object that does not say \`"additionalProperties": false\`; bounds of numbers, texts and
lists (\`minimum\`, \`maxLength\`, \`maxItems\`, …; \`minItems\` of 0 or 1 is fine); an enum with objects or lists in it; patterns with look-around, word
boundaries or back references; types that contain themselves, and references out of the schema. Optional
parameters are fine here, unlike in OpenAI's strict mode.`,
    why: `The whole request is answered with status 400. Say the bounds in the description, or drop \`strict\`.`,
    bad: `{"name": "pay", "description": "Pays an invoice.", "strict": true, "input_schema": {"type": "object", "properties": {"cents": {"type": "integer", "description": "How much.", [|"minimum"|]: 1}}, "required": ["cents"], "additionalProperties": false}}`,
    good: `{"name": "pay", "description": "Pays an invoice.", "strict": true, "input_schema": {"type": "object", "properties": {"cents": {"type": "integer", "description": "How much, at least 1."}}, "required": ["cents"], "additionalProperties": false}}`,
    sources: [SOURCES.anthropicStrict],
  },
  checkSchema(node, subject, report) {
    const { schema } = node;
    if (!isStrict(subject.signature) || node.side !== 'parameters') return;
    if (isObjectSchema(schema) && schema.$ref === undefined && schema.additionalProperties !== false) {
      const where = wordsFor(node);
      report({
        part: partOf(node),
        data: { problem: `needs \`"additionalProperties": false\` on ${where}` },
        fix: 'close',
      });
    }
    for (const keyword of UNSUPPORTED) {
      if (schema[keyword] === undefined) continue;
      report({ part: partOf(node, keyword), what: 'key', data: { problem: `does not take \`${keyword}\`` } });
    }
    if (typeof schema.minItems === 'number' && schema.minItems > 1)
      report({ part: partOf(node, 'minItems'), data: { problem: 'takes 0 or 1 for `minItems`' } });
    const { pattern, $ref } = schema;
    if (typeof pattern === 'string' && UNSUPPORTED_PATTERN.test(pattern.replace(/\\\\/g, '')))
      report({
        part: partOf(node, 'pattern'),
        data: { problem: 'takes no look-around, word boundary or back reference in a pattern' },
      });
    if (typeof $ref === 'string' && !$ref.startsWith('#'))
      report({ part: partOf(node, '$ref'), data: { problem: 'follows no reference out of the schema' } });
    else if (typeof $ref === 'string' && recursiveRefs(subject).includes(node))
      report({ part: partOf(node, '$ref'), data: { problem: 'takes no type that contains itself' } });
    const complex = Array.isArray(schema.enum)
      ? schema.enum.findIndex((value) => isSchema(value) || Array.isArray(value))
      : -1;
    if (complex >= 0)
      report({ part: partOf(node, 'enum', complex), data: { problem: 'takes no objects or lists in an enum' } });
  },
  fixes: ({ edit, part, fix }) =>
    fix === 'close'
      ? offer('Add "additionalProperties": false', edit.patch(part, { additionalProperties: false }), {
          preferred: true,
          safe: true,
        })
      : typeof part.at(-1) === 'string'
        ? offer(`Remove \`${part.at(-1)}\``, edit.patch(part.slice(0, -1), { [String(part.at(-1))]: undefined }))
        : [],
});
