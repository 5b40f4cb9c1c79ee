import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

export const responseMissing = defineRule({
  code: 'response-missing',
  family: 'magnet',
  severity: 'hint',
  title: 'A function that does not say what it returns.',
  message: message`${'name'} ${'do'} not document a response: dependencies are guessed from the name.`,
  docs: {
    what: 'A function without a response schema. Dialects that have no place for one (OpenAI, Anthropic, ToolBench, xLAM) are left alone. Where most functions of a file have none, that is reported once.',
    why: 'An edge of the dependency graph leads from a value that one function returns to a parameter of the next. Without a response it is predicted from name and description, and marked so.',
    bad: `{"name": [|"open_ticket"|], "description": "Opens a ticket.", "inputSchema": {"type": "object", "properties": {}}}`,
    good: `{"name": "open_ticket", "description": "Opens a ticket.", "inputSchema": {"type": "object", "properties": {}},
  "outputSchema": {"type": "object", "properties": {"ticket_id": {"type": "string", "description": "Key of the ticket."}}}}`,
  },
  fingerprint: ({ name, response, source }) => `${source.dialect} ${response === undefined} ${name}`,
  checkDocument(entries, report) {
    const able = entries.filter(({ signature }) => SAY_RESPONSE.has(signature.source.dialect));
    const missing = able.filter(({ signature }) => signature.response === undefined);
    const [first] = missing;
    if (first === undefined) return;
    // A file that documents no responses at all is told so once.
    if (missing.length > 2 && missing.length > able.length / 2) {
      const name = `${missing.length} of ${able.length} functions here`;
      report(first.id, { part: ['name'], data: { name, do: 'do' } });
      return;
    }
    for (const { id, signature } of missing)
      report(id, { part: ['name'], data: { name: `\`${signature.name}\``, do: 'does' } });
  },
});

/** Dialects in which a response can be written down. */
const SAY_RESPONSE: ReadonlySet<string> = new Set(['fsig', 'mcp', 'gemini', 'bfcl', 'seal-tools', 'openapi']);
