import { testRule } from '../testing/test-rule.ts';
import { targetBooleanSchema } from './target-boolean-schema.rule.ts';

const tool = (properties: string) =>
  `{"tools": [{"name": "tune_harp", "description": "Tunes one harp of the hall.", "inputSchema": {"type": "object", "properties": ${properties}}}]}`;

testRule(targetBooleanSchema, {
  bad: [
    { input: tool('{"raw": [|true|]}'), targets: ['mcp'] },
    {
      input: tool('{"raw": {"type": "object", "description": "Raw.", "properties": {"a": [|false|]}}}'),
      targets: ['claude-code'],
    },
    { input: tool('{"raw": {"type": "array", "description": "Raw.", "items": [|true|]}}'), targets: ['llama.cpp'] },
  ],
  good: [
    { input: tool('{"raw": {}}'), targets: ['mcp'] },
    {
      input: tool('{"raw": {"type": "object", "description": "Raw.", "additionalProperties": true}}'),
      targets: ['mcp'],
    },
    {
      input: tool('{"raw": {"type": "array", "description": "Raw.", "prefixItems": [{}], "items": false}}'),
      targets: ['mcp'],
    },
    { input: tool('{"raw": true}'), targets: ['anthropic'] },
  ],
});
