import { testRule } from '../testing/test-rule.ts';
import { mcpName } from './mcp-name.rule.ts';

const tool = (name: string) => `{"name": ${name}, "description": "Does it.", "inputSchema": {"type": "object"}}`;

testRule(mcpName, {
  bad: [
    { input: tool('[|"pay / now"|]'), fixed: tool('"pay_now"') },
    { input: tool(`[|"${'a'.repeat(129)}"|]`), fixed: tool(`"${'a'.repeat(128)}"`) },
  ],
  good: [tool('"shop.pay-now_2"')],
});
