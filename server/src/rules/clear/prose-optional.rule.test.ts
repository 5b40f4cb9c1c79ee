import { testRule } from '../testing/test-rule.ts';
import { proseOptional } from './prose-optional.rule.ts';

testRule(proseOptional, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "[|Optional|]. A note."}}, "required": ["a"]}}`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "Optional. A note."}}, "required": []}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "[|[Required]|] A note."}}}}`,
      message: `The text says required, but \`a\` is not`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "[Required] A note."}}, "required": ["a"]}}`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "Optional. A note."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "The optional suffix of the name."}}, "required": ["a"]}}`,
  ],
});
