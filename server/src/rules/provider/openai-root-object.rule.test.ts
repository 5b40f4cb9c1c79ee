import { testRule } from '../testing/test-rule.ts';
import { openaiRootObject } from './openai-root-object.rule.ts';

const tool = (schema: string) =>
  `{"type": "function", "function": {"name": "pay", "description": "Pays an invoice.", "parameters": ${schema}}}`;

testRule(openaiRootObject, {
  bad: [
    {
      input: tool('[|{"properties": {"id": {"type": "string"}}}|]'),
      message: 'does not say its type',
      fixed: tool('{"properties": {"id": {"type": "string"}}, "type": "object"}'),
    },
    {
      input: tool(
        '[|{"$ref": "#/$defs/Bill", "$defs": {"Bill": {"type": "object", "properties": {"id": {"type": "string"}}}}}|]',
      ),
      message: 'does not say its type',
    },
  ],
  good: [
    tool('{"properties": {"id": {"type": "string"}}, "type": "object"}'),
    // Of no parameters nothing need be said.
    tool('{}'),
    // The word is a parameter's name.
    tool('{"type": "object", "properties": {"properties": {"type": "string"}}}'),
  ],
});
