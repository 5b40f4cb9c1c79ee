import { testRule } from '../testing/test-rule.ts';
import { targetMetaSchema } from './target-meta-schema.rule.ts';

testRule(targetMetaSchema, {
  bad: [
    {
      input: `{"tools": [{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "inputSchema": {"$schema": [|"https://json-schema.org/draft/2020-12/schema"|], "type": "object", "properties": {}}}]}`,
      targets: ['vscode'],
    },
  ],
  good: [
    {
      input: `{"tools": [{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "inputSchema": {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": {}}}]}`,
      targets: ['vscode'],
    },
    {
      input: `{"tools": [{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "inputSchema": {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "properties": {}}}]}`,
      targets: ['mcp'],
    },
  ],
});
