import { testRule } from '../testing/test-rule.ts';
import { proseUnit } from './prose-unit.rule.ts';

testRule(proseUnit, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"waitTime": {"type": "integer", "description": "Wait, [|in seconds|]."}}}}`,
      message: `waitTimeSeconds`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"t": {"type": "number", "description": "Oven, [|in degrees Celsius|]."}}}}`,
      message: `t_celsius`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"delay_ms": {"type": "integer", "description": "Delay in milliseconds."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "description": "How many in stock."}}}}`,
  ],
});
