import { testRule } from '../testing/test-rule.ts';
import { openaiName } from './openai-name.rule.ts';

testRule(openaiName, {
  bad: [
    {
      // The premise that names it changes with it.
      input: `/** A. */ function [|${'a'.repeat(65)}|](): string;
/** B. @requires ${'a'.repeat(65)} */ function b(): string;`,
      fixed: `/** A. */ function ${'a'.repeat(64)}(): string;
/** B. @requires ${'a'.repeat(64)} */ function b(): string;`,
    },
    {
      input: `{"type": "function", "function": {"name": [|"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"|], "description": "A."}}`,
    },
  ],
  good: [
    `{"type": "function", "function": {"name": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "description": "A."}}`,
    { input: `{"name": "a.b", "description": "A.", "inputSchema": {"type": "object"}}`, targets: ['mcp'] },
  ],
});
