import { testRule } from '../testing/test-rule.ts';
import { geminiType } from './gemini-type.rule.ts';

const gemini = (schema: string, key = 'parameters') =>
  `{"functionDeclarations": [{"name": "pay", "description": "Pays an invoice.", "${key}": {"type": "OBJECT", "properties": {"id": ${schema}}}}]}`;
const mcp = (schema: string) =>
  `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {"id": ${schema}}}}`;

testRule(geminiType, {
  bad: [
    {
      input: mcp('{"type": [|["string", "null"]|]}'),
      message: 'Gemini needs one type, not a list of types, on `id`.',
      fixed: mcp('{"type": "string", "nullable": true}'),
    },
    { input: gemini('{"type": [|["STRING", "NULL"]|], "description": "Invoice."}') },
    { input: mcp('{"type": [|["string", "integer"]|]}') },
  ],
  good: [
    gemini('{"type": "STRING", "nullable": true}'),
    gemini('{"type": ["string", "null"]}', 'parametersJsonSchema'),
    gemini('{"anyOf": [{"type": "STRING"}, {"type": "INTEGER"}]}'),
  ],
});
