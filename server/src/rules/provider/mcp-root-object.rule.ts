import { isSchema } from '../../json/index.ts';
import { rawOf } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { offer } from '../support/fixes.ts';
import { SOURCES } from '../support/provider.ts';

/** An input schema that begins with its type. */
const PLAIN = /"inputSchema"\s*:\s*\{(?:\s*"\$schema"\s*:\s*"[^"]*"\s*,)?\s*"type"\s*:\s*"object"/;

export const mcpRootObject = defineRule({
  code: 'mcp-root-object',
  family: 'provider',
  target: 'mcp',
  severity: 'error',
  title: 'An input schema that is no object.',
  message: message`MCP needs \`"type": "object"\` at the root of the input schema.`,
  docs: {
    what: `An \`inputSchema\` whose root is not \`"type": "object"\`.`,
    why: `The protocol's own schema refuses the tool, and SDK clients drop the whole list.`,
    bad: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": [|"array"|], "items": {"type": "string"}}}`,
    good: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}`,
    sources: [SOURCES.mcpSchema],
  },
  checkFunction(subject, report) {
    // Reading gives the root its type where it has none, so the author's text decides; most say it plainly.
    if (subject.dialect !== 'mcp' || PLAIN.test(subject.text())) return;
    const raw = subject.raw();
    const written = isSchema(raw) ? raw.inputSchema : undefined;
    const type = isSchema(written)
      ? written.type
      : typeof written === 'boolean'
        ? undefined
        : subject.signature.parameters.type;
    if (type === 'object') return;
    report({ part: ['parameters', 'type'], data: {} });
  },
  fixes: ({ edit, entry }) => {
    const raw = rawOf(entry);
    const written = isSchema(raw) ? raw.inputSchema : undefined;
    return isSchema(written) && written.type === undefined
      ? offer('Add "type": "object"', edit.patch(['parameters'], { type: 'object' }), { preferred: true, safe: true })
      : [];
  },
});
