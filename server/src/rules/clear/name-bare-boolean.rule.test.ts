import { testRule } from '../testing/test-rule.ts';
import { nameBareBoolean } from './name-bare-boolean.rule.ts';

testRule(nameBareBoolean, {
  bad: [],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"flag": {"type": "boolean", "description": "Whether the parcel needs a signature on delivery."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"recursive": {"type": "boolean"}}}}`,
  ],
});
