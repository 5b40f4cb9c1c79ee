import { testRule } from '../testing/test-rule.ts';
import { targetParameters } from './target-parameters.rule.ts';

testRule(targetParameters, {
  bad: [
    {
      input: `{"tools": [{"name": [|"list_crates"|], "description": "Lists the crates of the harbour."}]}`,
      targets: ['mcp'],
    },
    {
      input: `{"tools": [{"name": "list_crates", "description": "Lists the crates of the harbour.", "inputSchema": [|null|]}]}`,
      targets: ['mcp'],
    },
    {
      input: `[{"name": "list_crates", "description": "Lists the crates of the harbour.", "input_schema": [|null|]}]`,
      targets: ['anthropic'],
    },
    {
      input: `{"type": "function", "function": {"name": "list_crates", "description": "Lists the crates of the harbour.", "parameters": [|null|]}}`,
      targets: ['deepseek'],
    },
  ],
  good: [
    {
      input: `{"tools": [{"name": "list_crates", "description": "Lists the crates of the harbour.", "inputSchema": {"type": "object", "properties": {}}}]}`,
      targets: ['mcp'],
    },
    {
      input: `{"type": "function", "function": {"name": "list_crates", "description": "Lists the crates of the harbour."}}`,
      targets: ['deepseek'],
    },
    {
      input: `{"type": "function", "function": {"name": "list_crates", "description": "Lists the crates of the harbour."}}`,
      targets: ['mcp'],
    },
  ],
});
