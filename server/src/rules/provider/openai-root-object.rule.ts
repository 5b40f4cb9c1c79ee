import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { SOURCES } from '../support/provider.ts';

export const openaiRootObject = defineRule({
  code: 'openai-root-object',
  family: 'provider',
  target: 'openai',
  severity: 'error',
  title: 'Parameters that are no object.',
  message: message`OpenAI refuses parameters that are not one object with properties: ${'found'}.`,
  docs: {
    what: `Parameters whose root is not \`"type": "object"\`, or that are a choice (\`anyOf\`, \`oneOf\`, \`allOf\`, \`enum\`, \`not\`) at the root.`,
    why: `The whole request is answered with status 400.`,
    bad: `{"type": "function", "function": {"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "object", [|"anyOf"|]: [{"properties": {"id": {"type": "string", "description": "Invoice."}}}, {"properties": {"nr": {"type": "string", "description": "Its number."}}}]}}}`,
    good: `{"type": "function", "function": {"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}}`,
    sources: [SOURCES.openaiStrict],
  },
  checkFunction({ signature }, report) {
    const { parameters } = signature;
    const choice = ['anyOf', 'oneOf', 'allOf', 'enum', 'not'].find((keyword) => parameters[keyword] !== undefined);
    if (choice !== undefined)
      report({ part: ['parameters', choice], what: 'key', data: { found: `\`${choice}\` stands at the root` } });
    else if (parameters.type !== 'object' && parameters.$ref === undefined) {
      report({
        part: ['parameters', 'type'],
        data: { found: `the root is ${JSON.stringify(parameters.type ?? 'without a type')}` },
      });
    }
  },
});
