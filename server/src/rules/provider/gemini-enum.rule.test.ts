import { testRule } from '../testing/test-rule.ts';
import { geminiEnum } from './gemini-enum.rule.ts';

const tool = (property: string) =>
  `{"functionDeclarations": [{"name": "f", "description": "Does it.", "parameters": {"type": "OBJECT", "properties": {"side": ${property}}}}]}`;

testRule(geminiEnum, {
  bad: [{ input: tool('{"type": "STRING", "nullable": true, "enum": ["left", [|null|]]}'), fixed: null }],
  good: [tool('{"type": "STRING", "nullable": true, "enum": ["left", "right"]}')],
});
