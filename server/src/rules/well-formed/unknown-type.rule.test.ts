import { testRule } from '../testing/test-rule.ts';
import { unknownType } from './unknown-type.rule.ts';

const tool = (type: string) =>
  `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": ${type}}}}}`;

testRule(unknownType, {
  bad: [
    { input: tool('[|"String"|]'), fixed: tool('"string"') },
    { input: tool('[|"ArrayList"|]'), fixed: tool('"array"') },
    { input: tool('[[|"str"|], "null"]'), fixed: tool('["string", "null"]') },
    { input: tool('[|"Wombat"|]'), message: 'No type named Wombat' },
  ],
  good: [
    // Languages that name types otherwise.
    `{"name": "f", "description": "Does it.", "parameters": {"type": "dict", "properties": {"a": {"type": "float"}}}}`,
    tool('["string", "null"]'),
  ],
});
