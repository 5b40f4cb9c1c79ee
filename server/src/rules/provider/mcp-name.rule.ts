import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { SOURCES } from '../support/provider.ts';
import { renameFix } from '../support/rename.ts';

export const mcpName = defineRule({
  code: 'mcp-name',
  family: 'provider',
  target: 'mcp',
  severity: 'warning',
  title: "A tool name outside MCP's rules.",
  message: message`MCP asks for 1 to 128 letters, digits, \`_\`, \`-\` and \`.\` in a tool name: not ${'name'}.`,
  docs: {
    what: `A tool name with other characters than ASCII letters, digits, \`_\`, \`-\` and \`.\`, or longer than 128.`,
    why: `The protocol says SHOULD NOT; clients that pass the name on to a model provider get it refused there.`,
    bad: `{"name": [|"pay now"|], "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}`,
    good: `{"name": "pay_now", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}`,
    sources: [SOURCES.mcpTools],
  },
  checkFunction({ signature }, report) {
    if (/^[a-zA-Z0-9_.-]{1,128}$/.test(signature.name)) return;
    report({ part: ['name'], data: { name: `\`${signature.name}\`` } });
  },
  fixes: (context) => renameFix(context, /[a-zA-Z0-9_.-]/, 128),
});
