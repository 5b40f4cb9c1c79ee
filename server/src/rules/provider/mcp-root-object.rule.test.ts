import { testRule } from '../testing/test-rule.ts';
import { mcpRootObject } from './mcp-root-object.rule.ts';

testRule(mcpRootObject, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": [|{"properties": {}}|]}`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"properties": {}, "type": "object"}}`,
    },
    { input: `{"tools": [{"name": "f", "description": "Does it.", "inputSchema": [|true|]}]}` },
  ],
});
