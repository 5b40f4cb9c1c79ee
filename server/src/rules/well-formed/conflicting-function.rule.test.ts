import { testRule } from '../testing/test-rule.ts';
import { conflictingFunction } from './conflicting-function.rule.ts';

const PAY = `/** Pays an invoice. @param invoice_id Invoice to pay. */
function pay(invoice_id: string): boolean;
`;

testRule(conflictingFunction, {
  // The same function in two files is the same function.
  good: [`// --- shop.fsig\n${PAY}// --- bank.fsig\n${PAY}`],
});
