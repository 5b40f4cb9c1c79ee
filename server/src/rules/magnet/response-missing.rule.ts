import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

export const responseMissing = defineRule({
  code: 'response-missing',
  family: 'magnet',
  severity: 'hint',
  title: 'A function that does not say what it returns.',
  message: message`${'name'} does not say what it returns: dependencies on it are guessed from its name.`,
  docs: {
    what: 'A function without a response schema. Dialects that have no place for one (OpenAI, Anthropic, ToolBench, xLAM) are left alone.',
    why: 'An edge of the dependency graph leads from a value that one function returns to a parameter of the next. Without a response it is predicted from name and description, and marked so.',
    bad: `{"name": [|"open_ticket"|], "description": "Opens a ticket.", "inputSchema": {"type": "object", "properties": {}}}`,
    good: `{"name": "open_ticket", "description": "Opens a ticket.", "inputSchema": {"type": "object", "properties": {}},
  "outputSchema": {"type": "object", "properties": {"ticket_id": {"type": "string", "description": "Key of the ticket."}}}}`,
  },
  checkFunction({ signature, dialect }, report) {
    if (signature.response !== undefined || !SAY_RESPONSE.has(dialect)) return;
    report({ part: ['name'], data: { name: `\`${signature.name}\`` } });
  },
});

/** Dialects in which a response can be written down. */
const SAY_RESPONSE: ReadonlySet<string> = new Set(['fsig', 'mcp', 'gemini', 'bfcl', 'seal-tools', 'openapi']);
