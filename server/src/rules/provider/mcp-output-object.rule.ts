import { isRecord } from '../../json/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { SOURCES } from '../support/provider.ts';

export const mcpOutputObject = defineRule({
  code: 'mcp-output-object',
  family: 'provider',
  target: 'mcp',
  severity: 'warning',
  title: 'An output schema that is no object.',
  message: message`MCP before 2026-07-28 needs \`"type": "object"\` at the root of the output schema: put the value into a property.`,
  docs: {
    what: `An \`outputSchema\` whose root is not an object. The revision of 2026-07-28 admits any type; turn the rule off where all clients speak it.`,
    why: `Clients of the earlier revisions expect \`structuredContent\` to be an object, and refuse the whole list of tools otherwise.`,
    bad: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}, "outputSchema": {"type": [|"string"|]}}`,
    good: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}, "outputSchema": {"type": "object", "properties": {"receipt": {"type": "string", "description": "Its number."}}}}`,
    sources: [SOURCES.mcpOutput, SOURCES.mcpSchema],
  },
  checkFunction({ signature, dialect, raw }, report) {
    const { response } = signature;
    // Other languages wrap the value when they are converted. Clients read the root itself: a reference has no type.
    if (response === undefined || dialect !== 'mcp') return;
    // A response of this project's own notes in `_meta` is none that a client reads.
    const written = raw();
    if (isRecord(written) && !Object.hasOwn(written, 'outputSchema')) return;
    if (response.type !== 'object') report({ part: ['response', 'type'], data: {} });
  },
});
