import { testRule } from '../testing/test-rule.ts';
import { anthropicName } from './anthropic-name.rule.ts';

const tool = (name: string) => `{"name": ${name}, "description": "Does it.", "input_schema": {"type": "object"}}`;

testRule(anthropicName, {
  bad: [{ input: tool(`[|"${'a'.repeat(129)}"|]`), message: 'at most 128 characters' }],
  good: [tool(`"${'a'.repeat(128)}"`)],
});
