import { testRule } from '../testing/test-rule.ts';
import { refCycle } from './ref-cycle.rule.ts';

const tool = (amount: string, defs: string) =>
  `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {"amount": ${amount}}, "$defs": ${defs}}}`;

testRule(refCycle, {
  bad: [
    {
      input: tool('{"$ref": "#/$defs/A"}', '{"A": {"$ref": [|"#/$defs/A"|]}}'),
      message: '#/$defs/A refers to itself and describes no value.',
    },
    {
      // Through branches: whoever validates this never ends.
      input: tool(
        '{"$ref": "#/$defs/A"}',
        '{"A": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/B"}]}, "B": {"allOf": [{"$ref": [|"#/$defs/A"|]}]}}',
      ),
    },
    {
      // Two cycles, each told once.
      input: tool(
        '{"$ref": "#/$defs/C"}',
        '{"A": {"$ref": "#/$defs/B"}, "B": {"$ref": [|"#/$defs/A"|]}, "C": {"$ref": "#/$defs/D"}, "D": {"$ref": [|"#/$defs/C"|]}}',
      ),
    },
  ],
  good: [
    // A tree.
    tool(
      '{"$ref": "#/$defs/Node"}',
      '{"Node": {"type": "object", "properties": {"children": {"type": "array", "items": {"$ref": "#/$defs/Node"}}}}}',
    ),
    // A parameter that is named like its type, and two ways to one definition.
    `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {"Money": {"$ref": "#/$defs/Money"}}, "$defs": {"Money": {"anyOf": [{"$ref": "#/$defs/Euro"}, {"$ref": "#/$defs/Coin"}]}, "Euro": {"$ref": "#/$defs/Coin"}, "Coin": {"type": "integer"}}}}`,
  ],
});
