import { testRule } from '../testing/test-rule.ts';
import { objectFreeForm } from './object-free-form.rule.ts';

testRule(objectFreeForm, {
  bad: [],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"labels": {"type": "object", "description": "Labels.", "additionalProperties": {"type": "string"}}}}}`,
  ],
});
