import { testRule } from '../testing/test-rule.ts';
import { geminiFormat } from './gemini-format.rule.ts';

const tool = (day: string, key = 'parameters') =>
  `{"functionDeclarations": [{"name": "pay", "description": "Pays an invoice.", "${key}": {"type": "OBJECT", "properties": {"day": ${day}}}}]}`;

testRule(geminiFormat, {
  bad: [
    {
      input: tool('{"type": "STRING", "format": [|"date"|]}'),
      fix: 'Remove `format`',
      fixed: tool('{"type": "STRING"}'),
    },
    // MCP servers are declared to Gemini, too.
    {
      input:
        '{"name": "pay", "description": "Pays.", "inputSchema": {"type": "object", "properties": {"page": {"type": "string", "format": [|"uri"|]}}}}',
    },
  ],
  good: [
    tool('{"type": "STRING", "format": "date-time"}'),
    tool('{"type": "STRING", "format": "enum", "enum": ["a"]}'),
    tool('{"type": "INTEGER", "format": "int64"}'),
    tool('{"type": "string", "format": "date"}', 'parametersJsonSchema'),
  ],
});
