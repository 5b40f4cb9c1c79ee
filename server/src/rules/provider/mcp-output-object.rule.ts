import { resolveSchema } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { SOURCES } from '../support/provider.ts';

export const mcpOutputObject = defineRule({
  code: 'mcp-output-object',
  family: 'provider',
  target: 'mcp',
  severity: 'error',
  title: 'An output schema that is no object.',
  message: message`MCP needs \`"type": "object"\` at the root of the output schema: put the value into a property.`,
  docs: {
    what: `An \`outputSchema\` (or, when \`.fsig\` is written for MCP, a return type) whose root is not an object.`,
    why: `\`structuredContent\` is a JSON object; clients refuse the tool.`,
    bad: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}, "outputSchema": {"type": [|"string"|]}}`,
    good: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}, "outputSchema": {"type": "object", "properties": {"receipt": {"type": "string", "description": "Its number."}}}}`,
    sources: [SOURCES.mcpSchema],
  },
  checkFunction({ signature, dialect }, report) {
    const { response } = signature;
    // Other languages wrap the value when they are converted.
    if (response === undefined || dialect !== 'mcp') return;
    if (resolveSchema(response, response).schema.type !== 'object') report({ part: ['response', 'type'], data: {} });
  },
});
