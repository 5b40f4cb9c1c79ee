import { testRule } from '../testing/test-rule.ts';
import { stringHoldsJson } from './string-holds-json.rule.ts';

testRule(stringHoldsJson, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {[|"payload_json"|]: {"type": "string", "description": "The payload."}}}}`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"path": {"type": "string", "description": "Path of the JSON file."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "contentMediaType": "application/json", "description": "A JSON string."}}}}`,
  ],
});
