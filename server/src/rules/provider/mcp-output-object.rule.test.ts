import { testRule } from '../testing/test-rule.ts';
import { mcpOutputObject } from './mcp-output-object.rule.ts';

const tool = (outputSchema: string) =>
  `{"name": "weigh", "description": "Weighs a parcel.", "inputSchema": {"type": "object", "properties": {}}, "outputSchema": ${outputSchema}}`;

testRule(mcpOutputObject, {
  // Clients look at the root alone: a reference says no type there.
  bad: [{ input: tool('[|{"$ref": "#/$defs/Weight", "$defs": {"Weight": {"type": "object"}}}|]') }],
  good: [tool('{"type": "object", "oneOf": [{"required": ["grams"]}, {"required": ["reason"]}]}')],
});
