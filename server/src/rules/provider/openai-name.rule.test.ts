import { testRule } from '../testing/test-rule.ts';
import { openaiName } from './openai-name.rule.ts';

testRule(openaiName, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": [|"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"|], "description": "A."}}`,
    },
  ],
  good: [
    `{"type": "function", "function": {"name": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "description": "A."}}`,
    { input: `{"name": "a.b", "description": "A.", "inputSchema": {"type": "object"}}`, targets: ['mcp'] },
  ],
});
