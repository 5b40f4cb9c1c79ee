import { testRule } from '../testing/test-rule.ts';
import { openaiStrictRequired } from './openai-strict-required.rule.ts';

testRule(openaiStrictRequired, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": "f", "description": "Does it.", "strict": true, "parameters": {"type": "object", "properties": {[|"a"|]: {"type": "string"}}, "additionalProperties": false}}}`,
      fixed: `{"type": "function", "function": {"name": "f", "description": "Does it.", "strict": true, "parameters": {"type": "object", "properties": {"a": {"type": ["string", "null"]}}, "additionalProperties": false, "required": ["a"]}}}`,
    },
    {
      input: `{"type": "function", "function": {"name": "f", "description": "Does it.", "strict": true, "parameters": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a", [|"b"|]], "additionalProperties": false}}}`,
      message: '`b` is no property here.',
      fixed: `{"type": "function", "function": {"name": "f", "description": "Does it.", "strict": true, "parameters": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": false}}}`,
    },
  ],
  good: [
    `{"type": "function", "function": {"name": "f", "description": "Does it.", "parameters": {"type": "object", "properties": {"a": {"type": "string"}}}}}`,
  ],
});
