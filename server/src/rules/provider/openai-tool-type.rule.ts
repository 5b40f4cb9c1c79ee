import { isSchema } from '../../json/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { offer } from '../support/fixes.ts';
import { SOURCES } from '../support/provider.ts';

export const openaiToolType = defineRule({
  code: 'openai-tool-type',
  family: 'provider',
  target: 'openai',
  severity: 'warning',
  title: 'A tool that does not say its type.',
  message: message`OpenAI needs \`"type": "function"\` beside \`function\`.`,
  docs: {
    what: `An element of a tool list in OpenAI's chat format that has \`function\` and no \`type\`.`,
    why: `"Missing required parameter: 'tools[0].type'", status 400. Data sets for training often leave it out: switch the rule off for them.`,
    bad: `{[|"function": {"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "object", "properties": {}}}|]}`,
    good: `{"type": "function", "function": {"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "object", "properties": {}}}}`,
    sources: [SOURCES.openaiTools],
  },
  checkFunction(subject, report) {
    if (subject.dialect !== 'openai-chat') return;
    // Most say it at their start, and need not be read.
    if (/^\s*\{\s*"type"\s*:\s*"function"/.test(subject.text())) return;
    const element = subject.raw();
    if (isSchema(element) && isSchema(element.function) && element.type === undefined)
      report({ part: ['function'], what: 'whole', data: {} });
  },
  fixes: ({ edit }) =>
    offer('Add "type": "function"', edit.patch([], { type: 'function' }), { preferred: true, safe: true }),
});
