import { testRule } from '../testing/test-rule.ts';
import { refUnresolved } from './ref-unresolved.rule.ts';

testRule(refUnresolved, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"$ref": [|"#/$defs/__proto__"|]}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"$ref": [|"https://example.com/schema.json"|]}}}}`,
      message: `only references within the schema`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"$ref": "#"}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"$ref": "#/properties/b"}, "b": {"type": "string"}}}}`,
  ],
});
