import { combine } from '../edit/editor.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { isStrict, SOURCES } from '../support/provider.ts';

export const openaiStrictRequired = defineRule({
  code: 'openai-strict-required',
  family: 'provider',
  target: 'openai',
  severity: 'error',
  title: 'Strict mode needs every property required.',
  message: message`Strict mode needs every property in \`required\`, and no other name: ${'names'} ${'problem'}`,
  docs: {
    what: `With \`"strict": true\`: a property that is not in \`required\`, or a name in \`required\` that is no property.`,
    why: `Status 400 for the whole request. What is optional is said with a union: \`"type": ["string", "null"]\`.`,
    bad: `{"type": "function", "function": {"name": "pay", "description": "Pays an invoice.", "strict": true, "parameters": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice."}, [|"note"|]: {"type": "string", "description": "Shown to the payee."}}, "required": ["id"], "additionalProperties": false}}}`,
    good: `{"type": "function", "function": {"name": "pay", "description": "Pays an invoice.", "strict": true, "parameters": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice."}, "note": {"type": ["string", "null"], "description": "Shown to the payee."}}, "required": ["id", "note"], "additionalProperties": false}}}`,
    sources: [SOURCES.openaiStrict],
  },
  checkSchema(node, subject, report) {
    if (!isStrict(subject.signature) || node.side !== 'parameters') return;
    const problem = 'is missing. Say optional with a type that admits null.';
    if (node.role === 'property' && !node.required)
      report({ part: partOf(node), what: 'key', data: { names: `\`${node.name}\``, problem } });
    const { required, properties } = node.schema;
    if (!Array.isArray(required)) return;
    for (const [index, name] of required.entries()) {
      if (Object.hasOwn(properties ?? {}, name)) continue;
      const data = { names: `\`${name}\``, problem: 'is no property here.' };
      report({ part: partOf(node, 'required', index), data, fix: 'extra' });
    }
  },
  fixes: ({ edit, part, fix, schemaAt }) => {
    if (fix === 'extra') return offer('Remove it from `required`', edit.remove(part), { preferred: true });
    const type = schemaAt(part)?.type;
    const types = typeof type === 'string' ? [type] : Array.isArray(type) ? type : [];
    const required = edit.setRequired(part.slice(0, -2), String(part.at(-1)), true);
    if (types.length === 0 || schemaAt(part)?.enum !== undefined) return [];
    const nullable = types.includes('null') ? [] : edit.patch(part, { type: [...types, 'null'] });
    return offer('Require it and admit null', combine(nullable, required), { preferred: true });
  },
});
