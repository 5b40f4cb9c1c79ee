import { testRule } from '../testing/test-rule.ts';
import { duplicateProperty } from './duplicate-property.rule.ts';

testRule(duplicateProperty, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string"}, [|"a"|]: {"type": "number"}}}}`,
      message: `already a "a"`,
    },
    // What stands in a comment is passed over, also where it looks like the begin of an object.
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string"}, /* {"b": */ // {"c":
[|"a"|]: {"type": "number"}}}}`,
    },
    {
      input: `/** A. */
interface A { x: string; [|x|]: number }
/** Gets it. */
function get_a(): A;`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "object", "properties": {"a": {"type": "object"}}}}}}`,
    `// {"a": 1, "a": 2}
{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "{\\"a\\": 1, \\"a\\": 2}"}}}}`,
  ],
});
