import { testRule } from '../testing/test-rule.ts';
import { nameAbbreviation } from './name-abbreviation.rule.ts';

testRule(nameAbbreviation, {
  bad: [],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"user_id": {"type": "string"}, "html": {"type": "string"}, "km": {"type": "number"}}}}`,
  ],
});
