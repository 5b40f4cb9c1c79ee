import { testRule } from '../testing/test-rule.ts';
import { geminiName } from './gemini-name.rule.ts';

const tool = (name: string) =>
  `{"functionDeclarations": [{"name": ${name}, "description": "Does it.", "parameters": {"type": "OBJECT", "properties": {}}}]}`;

testRule(geminiName, {
  bad: [{ input: tool(`[|"${'a'.repeat(129)}"|]`) }, { input: tool('[|"7zip"|]'), message: 'start with a letter' }],
  good: [tool(`"${'a'.repeat(128)}"`), tool('"shop.pay:now"')],
});
