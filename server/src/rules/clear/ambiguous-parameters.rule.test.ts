import { testRule } from '../testing/test-rule.ts';
import { ambiguousParameters } from './ambiguous-parameters.rule.ts';

testRule(ambiguousParameters, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"userId": {"type": "string", "description": "A."}, [|"user_id"|]: {"type": "string", "description": "B."}}}}`,
      message: `are the same words`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"team1": {"type": "string", "description": "Home team."}, "team2": {"type": "string", "description": "Guests."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"domain": {"type": "string", "description": "One."}, "domains": {"type": "string", "description": "Many."}}}}`,
  ],
});
