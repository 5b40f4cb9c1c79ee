import { testRule } from '../testing/test-rule.ts';
import { openaiToolType } from './openai-tool-type.rule.ts';

const body =
  '"function": {"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "object", "properties": {}}}';

testRule(openaiToolType, {
  bad: [{ input: `[{[|${body}|]}]`, fixed: `[{${body}, "type": "function"}]` }],
  good: [
    `[{${body}, "type": "function"}]`,
    `{"tools": [{"type": "function", ${body}}]}`,
    // The Responses API's form, and others' without a wrapper.
    '{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "object", "properties": {}}}',
  ],
});
