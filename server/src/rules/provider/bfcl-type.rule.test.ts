import { testRule } from '../testing/test-rule.ts';
import { bfclType } from './bfcl-type.rule.ts';

const tool = (property: string) =>
  `{"name": "pay", "description": "Pays.", "parameters": {"type": "dict", "properties": {"sum": ${property}}, "required": ["sum"]}}`;

testRule(bfclType, {
  bad: [{ input: tool('{"type": [|"object"|], "properties": {}}'), fixed: tool('{"type": "dict", "properties": {}}') }],
  good: [
    tool('{"type": "float", "description": "In euros."}'),
    // The checker reads the type of a property and of its items alone.
    tool('{"type": "dict", "properties": {}, "additionalProperties": {"type": "object"}}'),
    // Other dialects have other names.
    '{"name": "pay", "description": "Pays.", "inputSchema": {"type": "object", "properties": {"sum": {"type": "number"}}}}',
  ],
});
