import { testRule } from '../testing/test-rule.ts';
import { openaiStrictLimit } from './openai-strict-limit.rule.ts';

const tool = (parameters: string, key = '"parameters"') =>
  `{"type": "function", "function": {"name": "f", "description": "Does it.", "strict": true, ${key}: ${parameters}}}`;
const nested = (levels: number): string =>
  levels === 0
    ? '{"type": "string"}'
    : `{"type": "object", "properties": {"a": ${nested(levels - 1)}}, "required": ["a"], "additionalProperties": false}`;
const choices = (count: number) =>
  `{"type": "object", "properties": {"a": {"type": "integer", "enum": [${Array.from({ length: count }, (_, index) => index).join(', ')}]}}}`;

const words = (count: number, length: number) =>
  `{"type": "object", "properties": {"a": {"type": "string", "enum": [${Array.from({ length: count }, (_, index) => `"${String(index).padStart(length, '0')}"`).join(', ')}]}}}`;

testRule(openaiStrictLimit, {
  bad: [
    { input: tool(nested(11), '[|"parameters"|]'), message: 'at most 10 levels of nesting; this schema has 11' },
    { input: tool(choices(1001), '[|"parameters"|]'), message: 'at most 1,000 enum values' },
    {
      input: tool(words(251, 60), '[|"parameters"|]'),
      message: 'at most 15,000 characters in an enum of over 250 texts',
    },
  ],
  good: [
    tool(words(250, 100)),
    tool(words(251, 50)),
    tool(nested(10)),
    tool(choices(1000)),
    tool(nested(12)).replace('"strict": true', '"strict": false'),
  ],
});
