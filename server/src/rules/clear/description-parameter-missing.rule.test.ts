import { testRule } from '../testing/test-rule.ts';
import { descriptionParameterMissing } from './description-parameter-missing.rule.ts';

testRule(descriptionParameterMissing, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "object", "description": "A.", "properties": {[|"b"|]: {"type": "string"}}}}}}`,
    },
  ],
  good: [
    `/** Key of an order. */
type OrderId = string;
/** Pays. */ function pay(order: OrderId): string;`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"const": 1}}}}`,
  ],
});
