import { testRule } from '../testing/test-rule.ts';
import { patternInvalid } from './pattern-invalid.rule.ts';

testRule(patternInvalid, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "pattern": [|"[a-"|]}}}}`,
      message: `does not compile`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "pattern": "^\\\\p{L}+$"}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "pattern": "^\\\\-$"}}}}`,
  ],
});
