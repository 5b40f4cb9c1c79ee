import { testRule } from '../testing/test-rule.ts';
import { targetRecursion } from './target-recursion.rule.ts';

testRule(targetRecursion, {
  bad: [
    {
      input: `{"tools": [{"name": "pay_bill", "description": "Pays one bill of the tenant.", "inputSchema": {"type": "object", "properties": {"root": {"$ref": "#/$defs/Node"}}, "$defs": {"Node": {"type": "object", "properties": {"next": {"$ref": [|"#/$defs/Node"|]}}}}}}]}`,
      targets: ['claude-code'],
    },
    // A circle on the way does not hide the way back, whichever is followed first.
    ...[
      '"back": {"$ref": [|"#/$defs/Node"|]}, "loop": {"$ref": "#/$defs/Loop"}',
      '"loop": {"$ref": "#/$defs/Loop"}, "back": {"$ref": [|"#/$defs/Node"|]}',
    ].map((inner) => ({
      input: `{"tools": [{"name": "pay_bill", "description": "Pays one bill of the tenant.", "inputSchema": {"type": "object", "properties": {"root": {"$ref": "#/$defs/Node"}}, "$defs": {"Node": {"type": "object", "properties": {"part": {"$ref": [|"#/$defs/Part"|]}}}, "Part": {"type": "object", "properties": {${inner}}}, "Loop": {"type": "object", "properties": {"again": {"$ref": [|"#/$defs/Loop"|]}}}}}}]}`,
      targets: ['claude-code'] as const,
    })),
  ],
  good: [
    {
      input: `{"tools": [{"name": "pay_bill", "description": "Pays one bill of the tenant.", "inputSchema": {"type": "object", "properties": {"root": {"$ref": "#/$defs/Node"}}, "$defs": {"Node": {"type": "object", "properties": {"next": {"type": "string"}}}}}}]}`,
      targets: ['claude-code'],
    },
    {
      input: `{"tools": [{"name": "pay_bill", "description": "Pays one bill of the tenant.", "inputSchema": {"type": "object", "properties": {"root": {"$ref": "#/$defs/Node"}}, "$defs": {"Node": {"type": "object", "properties": {"next": {"$ref": "#/$defs/Node"}}}}}}]}`,
      targets: ['bfcl'],
    },
  ],
});
