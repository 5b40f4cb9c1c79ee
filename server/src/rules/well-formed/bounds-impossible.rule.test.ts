import { testRule } from '../testing/test-rule.ts';
import { boundsImpossible } from './bounds-impossible.rule.ts';

testRule(boundsImpossible, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "minLength": [|9|], "maxLength": 3}}}}`,
      message: `minLength 9 and maxLength 3`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "minLength": 3, "maxLength": 9}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "number", "exclusiveMinimum": [|1|], "maximum": 1}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "exclusiveMinimum": [|1|], "exclusiveMaximum": 2}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "array", "items": {}, "minItems": [|2|], "maxItems": 1}}}}`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "number", "minimum": 1, "maximum": 1}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "number", "exclusiveMinimum": 1, "exclusiveMaximum": 2}}}}`,
  ],
});
