import { testRule } from '../testing/test-rule.ts';
import { nameSingleLetter } from './name-single-letter.rule.ts';

testRule(nameSingleLetter, {
  bad: [],
  good: [
    `{"name": "act", "description": "Carries out one deed.", "inputSchema": {"type": "object", "properties": {"x": {"type": "number", "description": "Longitude."}}}}`,
    `{"name": "act", "description": "Carries out one deed.", "inputSchema": {"type": "object", "properties": {"q": {"type": "string", "description": "Words to search the shop for."}}}}`,
  ],
});
