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
  ],
  good: [
    text('"example": "x", "x-order": 1, "unit": "m", "$comment": "n", "deprecated": true'),
    // The keyword is there already: then the other one is somebody's own.
    text('"description": "A name.", "descriptions": {"de": "Ein Name."}'),
    tool('{"type": "object", "properties": {}, "$defs": {"A": {"type": "string"}}, "x-ui": {"type": "string"}}'),
    `/** Waits. @param seconds How long. */ function wait(seconds: number): boolean;`,
  ],
});
