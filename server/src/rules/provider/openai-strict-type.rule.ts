import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf, wordsFor } from '../subject.ts';
import { isStrict, SOURCES } from '../support/provider.ts';

/** Where a schema stands by itself. */
const NEEDS_TYPE: ReadonlySet<string> = new Set(['property', 'items', 'branch', 'definition']);

/** Keywords of which one must say what a value is. */
const SAYS = ['type', '$ref', 'anyOf', 'enum', 'const', 'oneOf', 'allOf'];

export const openaiStrictType = defineRule({
  code: 'openai-strict-type',
  family: 'provider',
  target: 'openai',
  severity: 'error',
  title: 'Strict mode needs a type everywhere.',
  message: message`Strict mode needs a type on ${'name'}.`,
  docs: {
    what: `With \`"strict": true\`: a property, an item or a branch that says neither \`type\` nor \`$ref\`, \`anyOf\`, \`enum\` or \`const\`, such as \`"items": {}\`.`,
    why: `"Invalid schema for function …: schema must have a 'type' key", status 400 for the whole request.`,
    bad: `{"type": "function", "function": {"name": "sort", "description": "Sorts the photos of an album.", "strict": true, "parameters": {"type": "object", "properties": {"steps": {"type": "array", "description": "Steps.", "items": [|{}|]}}, "required": ["steps"], "additionalProperties": false}}}`,
    good: `{"type": "function", "function": {"name": "sort", "description": "Sorts the photos of an album.", "strict": true, "parameters": {"type": "object", "properties": {"steps": {"type": "array", "description": "Steps.", "items": {"type": "string"}}}, "required": ["steps"], "additionalProperties": false}}}`,
    sources: [SOURCES.openaiStrictType],
  },
  checkSchema(node, subject, report) {
    if (!isStrict(subject.signature) || node.side !== 'parameters') return;
    if (node.schema.items === true) report({ part: partOf(node, 'items'), data: { name: '`items`' } });
    if (!NEEDS_TYPE.has(node.role)) return;
    if (SAYS.some((keyword) => node.schema[keyword] !== undefined)) return;
    report({ part: partOf(node), data: { name: wordsFor(node) } });
  },
});
