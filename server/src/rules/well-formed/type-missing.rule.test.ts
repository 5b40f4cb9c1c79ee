import { testRule } from '../testing/test-rule.ts';
import { typeMissing } from './type-missing.rule.ts';

testRule(typeMissing, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {[|"a"|]: {"description": "A count.", "default": 3}}}}`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"description": "A count.", "default": 3, "type": "integer"}}}}`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"enum": [1]}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"anyOf": [{"type": "string"}]}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"$ref": "#/$defs/X"}}}}`,
    `{"name": "f", "description": "Does it.", "parameters": {"type": "dict", "properties": {"a": {"type": "any", "description": "A."}}, "required": []}}`,
  ],
});
