import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** Found while reading; the reader says where. */
export const unknownDialect = defineRule({
  code: 'unknown-dialect',
  family: 'well-formed',
  severity: 'error',
  title: 'This is no tool schema of any dialect known here.',
  message: message`This is no tool schema: found ${'found'}; expected ${'expected'}.`,
  problem: 'unknown-dialect',
  docs: {
    what: 'An element of a tool file that is neither OpenAI, Anthropic, Gemini, MCP, BFCL, ToolBench, Seal-Tools nor xLAM.',
    why: 'It is left out of the catalog, so nothing checks it and nothing is made from it.',
    bad: `{"tools": [[|{"colour": "red"}|]]}`,
    good: `{"tools": [{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {}}}]}`,
  },
});
