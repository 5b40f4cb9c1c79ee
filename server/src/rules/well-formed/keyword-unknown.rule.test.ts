import { testRule } from '../testing/test-rule.ts';
import { keywordUnknown } from './keyword-unknown.rule.ts';

const tool = (schema: string) => `{"name": "f", "description": "Does it.", "inputSchema": ${schema}}`;
const text = (rest: string) => tool(`{"type": "object", "properties": {"a": {"type": "string", ${rest}}}}`);

testRule(keywordUnknown, {
  bad: [
    {
      input: text('"description": "A name.", [|"maxlength"|]: 3'),
      message: '`maxlength` is no keyword; `maxLength` is meant',
      fixed: text('"description": "A name.", "maxLength": 3'),
    },
    { input: text('"description": "A name.", [|"enums"|]: ["a"]'), message: '`enum` is meant' },
    {
      input: tool('{"type": "object", "required": ["a"], [|"a"|]: {"type": "string"}}'),
      message: 'outside `properties`',
      fixed: tool('{"type": "object", "required": ["a"], "properties": { "a": { "type": "string" } }}'),
    },
    {
      input: `{"type": "function", "function": {"name": "f", "description": "Does it.", "parameters": {[|"city"|]: {"type": "string"}, [|"stars"|]: {"type": "integer"}}}}`,
    },
    {
      input: tool('{"type": "object", "properties": {"a": {"type": "integer", [|"min"|]: 1, "maximum": 5}}}'),
      message: '`min` is no keyword; `minimum` is meant',
      fixed: tool('{"type": "object", "properties": {"a": {"type": "integer", "maximum": 5, "minimum": 1}}}'),
    },
    {
      input: tool('{"type": "object", [|"propertes"|]: {"a": {"type": "string", "description": "A name."}}}'),
      message: '`propertes` is no keyword; `properties` is meant',
    },
    { input: text('"description": "A name.", [|"max"|]: 9'), message: '`maxLength` is meant' },
    { input: text('"description": "A name.", [|"allowed_values"|]: ["a", "b"]'), message: '`enum` is meant' },
  ],
  good: [
    // A short word is one slip from many others, a longer one two: more is another word.
    text('"description": "A name.", "foratt": "date"'),
    text('"description": "A name.", "typ": 1'),
    ...['"typ": 3', '"enm": ["a"]'].map((key) =>
      tool(`{"type": "object", "properties": {"a": {"description": "A name.", ${key}}}}`),
    ),
    // What stands beside the properties is a property only where it is a schema with a type.
    tool('{"type": "object", "properties": {}, "hint": "x", "size": 4, "shape": {"kind": "round"}, "none": null}'),
    tool('{"type": "object", "properties": {"a": {"type": "string", "description": "One.", "b": {"type": "string"}}}}'),
    // Other things than a bound or a list of choices.
    text('"description": "A name.", "min": "a", "options": {"a": 1}, "values": []'),
    text('"description": "A name.", "enum": ["a"], "values": ["Alpha"]'),
    text('"example": "x", "x-order": 1, "unit": "m", "$comment": "n", "deprecated": true'),
    // The keyword is there already: then the other one is somebody's own.
    text('"description": "A name.", "descriptions": {"de": "Ein Name."}'),
    tool('{"type": "object", "properties": {}, "$defs": {"A": {"type": "string"}}, "x-ui": {"type": "string"}}'),
    `/** Waits. @param seconds How long. */ function wait(seconds: number): boolean;`,
  ],
});
