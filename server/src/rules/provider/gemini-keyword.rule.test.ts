import { testRule } from '../testing/test-rule.ts';
import { geminiKeyword } from './gemini-keyword.rule.ts';

const tool = (property: string, key = 'parameters') =>
  `{"functionDeclarations": [{"name": "f", "description": "Does it.", "${key}": {"type": "object", "properties": {"a": ${property}}}}]}`;

testRule(geminiKeyword, {
  bad: [
    {
      input: tool('{"type": "array", "items": {"type": "string"}, [|"uniqueItems"|]: true}'),
      fixed: tool('{"type": "array", "items": {"type": "string"}}'),
    },
    { input: tool('{[|"oneOf"|]: [{"type": "string"}]}'), fixed: tool('{"anyOf": [{ "type": "string" }]}') },
    { input: tool('{[|"const"|]: "x"}'), fixed: tool('{"type": "string", "enum": ["x"]}') },
    // Gemini's enum holds texts, and none that is empty.
    { input: tool('{"type": "integer", [|"const"|]: 4}'), fixed: null },
    { input: tool('{"type": "string", [|"const"|]: ""}'), fixed: null },
    // Taking these away would change what the value is.
    { input: tool('{"type": "integer", [|"exclusiveMinimum"|]: 4}'), fixed: null },
    { input: tool('{"type": "object", [|"additionalProperties"|]: {"type": "string"}}'), fixed: null },
    // A field that Gemini's Schema does not have is refused, even where it says nothing about values.
    { input: tool('{"type": "string", [|"examples"|]: ["x"]}'), fixed: tool('{"type": "string"}') },
    { input: tool('{"type": "string", [|"readOnly"|]: true}'), fixed: tool('{"type": "string"}') },
    { input: tool('{"type": "string", [|"x-order"|]: 3}'), fixed: tool('{"type": "string"}') },
    {
      input: tool('{"type": "array", "items": {[|"$schema"|]: "d", "type": "string"}}'),
      fixed: tool('{"type": "array", "items": {"type": "string"}}'),
    },
  ],
  good: [
    tool('{"type": "string", "nullable": true, "example": "x", "title": "A", "minLength": "1", "format": "enum"}'),
    // Parameters may have any name.
    tool('{"type": "object", "properties": {"readOnly": {"type": "boolean"}, "$id": {"type": "string"}}}'),
    tool('{"type": "string", "const": "x"}', 'parametersJsonSchema'),
    '{"functionDeclarations": [{"name": "f", "description": "Does it.", "parameters": {"type": "object", "properties": {}}, "response": {"type": "object", "additionalProperties": false, "properties": {"a": {"type": "string", "description": "One."}}}}]}',
    {
      input: `/** Books a seat. @param seats How many. */
function book(
  /** How many. @exclusiveMinimum 0 */
  seats: integer): boolean;`,
      targets: ['gemini'],
    },
  ],
});
