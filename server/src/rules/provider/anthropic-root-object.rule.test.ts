import { testRule } from '../testing/test-rule.ts';
import { anthropicRootObject } from './anthropic-root-object.rule.ts';

const tool = (schema: string) => `{"name": "pay", "description": "Pays an invoice.", "input_schema": ${schema}}`;

testRule(anthropicRootObject, {
  bad: [
    {
      input: tool('[|{"properties": {"id": {"type": "string"}}}|]'),
      message: 'does not say its type',
      fixed: tool('{"properties": {"id": {"type": "string"}}, "type": "object"}'),
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
