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
  ],
  good: [tool('{"type": "string", "const": "x"}', 'parametersJsonSchema')],
});
