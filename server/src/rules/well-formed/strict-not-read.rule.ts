import { isSchema, type Json } from '../../json/index.ts';
import { message, show } from '../message.ts';
import { defineRule } from '../rule.ts';
import { offer } from '../support/fixes.ts';
import { SOURCES } from '../support/provider.ts';

/** Where each dialect keeps the parameters. */
const PARAMETERS: Readonly<Record<string, string>> = {
  'openai-chat': 'parameters',
  'openai-responses': 'parameters',
  anthropic: 'input_schema',
};

export const strictNotRead = defineRule({
  code: 'strict-not-read',
  family: 'well-formed',
  severity: 'warning',
  title: 'A `strict` that no provider reads as it is written.',
  message: message`\`strict\` ${'problem'}.`,
  docs: {
    what: `In the formats of OpenAI and Anthropic: a \`strict\` that is neither true nor false, such as the text \`"true"\`; one beside \`function\` instead of in it (OpenAI chat); one among the keywords of the schema.`,
    why: `A text is refused with status 400. At the wrong place \`strict\` is refused or passed over, and the calls are not held to the schema, which nobody notices.`,
    bad: `{"type": "function", "function": {"name": "pay", "description": "Pays an invoice.", "strict": [|"true"|], "parameters": {"type": "object", "properties": {}, "required": [], "additionalProperties": false}}}`,
    good: `{"type": "function", "function": {"name": "pay", "description": "Pays an invoice.", "strict": true, "parameters": {"type": "object", "properties": {}, "required": [], "additionalProperties": false}}}`,
    sources: [SOURCES.openaiTools, SOURCES.anthropicStrict],
  },
  checkFunction(subject, report) {
    const key = PARAMETERS[subject.dialect];
    // Every element is read for it, so only where the word stands at all.
    if (key === undefined || !subject.mentions('"strict"')) return;
    const element = subject.raw();
    if (!isSchema(element)) return;
    const wrapped = isSchema(element.function);
    const body = wrapped ? (element.function as Record<string, Json>) : (element as Record<string, Json>);
    if (wrapped && element.strict !== undefined)
      report({ part: ['strict'], what: 'key', data: { problem: 'is read inside `function`, not beside it' } });
    const { strict } = body;
    if (strict !== undefined && strict !== null && typeof strict !== 'boolean') {
      const meant = strict === 'true' ? true : strict === 'false' ? false : undefined;
      const problem = `must be true or false, not ${show(strict)}`;
      report({ part: ['annotations', 'strict'], data: { problem }, ...(meant === undefined ? {} : { fix: meant }) });
    }
    const schema = body[key];
    if (isSchema(schema) && typeof schema.strict === 'boolean') {
      const problem = `is no keyword of a schema: it stands beside \`${key}\``;
      report({ part: ['parameters', 'strict'], what: 'key', data: { problem } });
    }
  },
  fixes: ({ edit, part, fix, entry }) => {
    // To a schema that is not made for it, strict mode would bring errors.
    const fits = fix === false || (fix === true && entry.signature.parameters.additionalProperties === false);
    return fits ? offer(`Change to ${fix}`, edit.replace(part, fix), { preferred: true, safe: true }) : [];
  },
});
