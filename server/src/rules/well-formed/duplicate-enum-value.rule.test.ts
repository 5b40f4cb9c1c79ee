import { testRule } from '../testing/test-rule.ts';
import { duplicateEnumValue } from './duplicate-enum-value.rule.ts';

testRule(duplicateEnumValue, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "enum": ["x", "y", [|"x"|]]}}}}`,
      message: `"x" is already in this enum`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "enum": ["x", "y"]}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"enum": [{"k": 1, "l": 2}, [|{"l": 2, "k": 1}|]]}}}}`,
      message: `{"l":2,"k":1}`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"enum": [1, "1", true, null]}}}}`,
  ],
});
