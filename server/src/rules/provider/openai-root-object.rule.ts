import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { offer } from '../support/fixes.ts';
import { SOURCES } from '../support/provider.ts';
import { rootWithoutType } from '../support/root.ts';

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
  checkFunction(subject, report) {
    const { parameters } = subject.signature;
    const choice = ['anyOf', 'oneOf', 'allOf', 'enum', 'not'].find((keyword) => parameters[keyword] !== undefined);
    if (choice !== undefined)
      report({ part: ['parameters', choice], what: 'key', data: { found: `\`${choice}\` stands at the root` } });
    else if (parameters.type !== 'object' && parameters.$ref === undefined) {
      report({
        part: ['parameters', 'type'],
        data: { found: `the root is ${JSON.stringify(parameters.type ?? 'without a type')}` },
      });
    } else if (rootWithoutType(subject))
      report({ part: ['parameters'], data: { found: 'the root does not say its type' }, fix: 'type' });
  },
  fixes: ({ edit, fix }) =>
    fix === 'type'
      ? offer('Add "type": "object"', edit.patch(['parameters'], { type: 'object' }), { preferred: true, safe: true })
      : [],
});
