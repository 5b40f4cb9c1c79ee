import { testRule } from '../testing/test-rule.ts';
import { unitMissing } from './unit-missing.rule.ts';

testRule(unitMissing, {
  bad: [],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"timeout_seconds": {"type": "integer", "description": "How long."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"weight": {"type": "number", "description": "Its weight."}, "unit": {"type": "string", "description": "kg or lb."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"length": {"type": "string", "description": "How long."}}}}`,
  ],
});
