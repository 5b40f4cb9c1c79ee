import { testRule } from '../testing/test-rule.ts';
import { targetRecursion } from './target-recursion.rule.ts';

testRule(targetRecursion, {
  bad: [
    {
      input: `{"tools": [{"name": "pay_bill", "description": "Pays one bill of the tenant.", "inputSchema": {"type": "object", "properties": {"root": {"$ref": "#/$defs/Node"}}, "$defs": {"Node": {"type": "object", "properties": {"next": {"$ref": [|"#/$defs/Node"|]}}}}}}]}`,
      targets: ['claude-code'],
    },
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
