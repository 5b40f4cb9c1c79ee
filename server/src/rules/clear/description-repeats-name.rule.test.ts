import { testRule } from '../testing/test-rule.ts';
import { descriptionRepeatsName } from './description-repeats-name.rule.ts';

testRule(descriptionRepeatsName, {
  bad: [
    {
      input: `{"name": "act", "description": "Carries out one deed.", "inputSchema": {"type": "object", "properties": {"user_id": {"type": "string", "description": [|"The user ID."|]}}}}`,
    },
  ],
  good: [
    `{"name": "act", "description": "Carries out one deed.", "inputSchema": {"type": "object", "properties": {"user_id": {"type": "string", "description": "The ID of the user who pays."}}}}`,
    `/** Books. */ function reserve(): string;`,
  ],
});
