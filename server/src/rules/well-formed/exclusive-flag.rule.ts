import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { rawSchema } from '../support/raw.ts';

const PAIRS = [
  ['exclusiveMinimum', 'minimum'],
  ['exclusiveMaximum', 'maximum'],
] as const;

const FLAG = /"exclusiveM(?:in|ax)imum"\s*:\s*(?:true|false)/;

export const exclusiveFlag = defineRule({
  code: 'exclusive-flag',
  family: 'well-formed',
  severity: 'warning',
  title: 'An exclusive bound written as a flag, as in draft 4.',
  message: message`\`${'keyword'}\` is a number since draft 6, not true or false.`,
  docs: {
    what: `\`"minimum": 0, "exclusiveMinimum": true\`, the form of JSON Schema draft 4 and OpenAPI 3.0, in a tool schema. Imported OpenAPI documents are left alone.`,
    why: `Validators of today refuse the whole schema ("True is not of type 'number'"), and so do providers.`,
    bad: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {
  "amount": {"type": "number", "description": "In euros.", "minimum": 0, [|"exclusiveMinimum"|]: true}}}}`,
    good: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {
  "amount": {"type": "number", "description": "In euros.", "exclusiveMinimum": 0}}}}`,
    sources: [
      {
        title:
          'JSON Schema draft 6 release notes: exclusiveMinimum and exclusiveMaximum changed from boolean to number',
        url: 'https://json-schema.org/draft-06/json-schema-release-notes',
        read: '2026-11-28',
      },
    ],
  },
  checkFunction(subject, report) {
    // Reading turns the flag into a number, so what was written decides.
    if (subject.dialect === 'fsig' || subject.dialect === 'openapi' || !FLAG.test(subject.text())) return;
    for (const node of subject.nodes) {
      const written = rawSchema(subject, node);
      for (const [keyword, bound] of PAIRS) {
        const flag: unknown = written?.[keyword];
        const limit: unknown = written?.[bound];
        // Without the bound beside it the flag means nothing at all: `schema-invalid`.
        if (typeof flag !== 'boolean' || typeof limit !== 'number') continue;
        report({ part: partOf(node, keyword), what: 'key', data: { keyword }, fix: flag ? limit : null });
      }
    }
  },
  fixes: ({ edit, part, fix }) => {
    const parent = part.slice(0, -1);
    const pair = PAIRS.find(([keyword]) => keyword === part.at(-1));
    if (pair === undefined || (fix !== null && typeof fix !== 'number')) return [];
    const [keyword, bound] = pair;
    const patch = fix === null ? { [keyword]: undefined } : { [keyword]: fix, [bound]: undefined };
    const title = fix === null ? `Remove \`${keyword}\`` : `Change to \`${keyword}\`: ${fix}`;
    return offer(title, edit.patch(parent, patch), { preferred: true, safe: true });
  },
});
