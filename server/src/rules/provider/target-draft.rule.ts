import { type Json, type OldForm, oldForms } from '../../json/index.ts';
import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { type FunctionSubject, partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { rawSchema } from '../support/raw.ts';

/** Functions without one of these are not read a second time. */
const MAY_BE_OLD = /"items"\s*:\s*\[|"exclusiveM(?:in|ax)imum"\s*:\s*(?:true|false)/;

export const targetDraft = defineRule({
  code: 'target-draft',
  family: 'provider',
  severity: 'error',
  title: 'A form of older drafts, which a target refuses.',
  message: message`${'target'} refuses \`${'keyword'}\` ${'form'}, which JSON Schema 2020-12 writes as ${'instead'}.`,
  docs: {
    what: `A list of schemas under \`items\` (\`prefixItems\` since draft 2020-12), or an exclusive bound as a flag, while one of these targets is on: ${statedBy('draft')}.`,
    why: 'Schemas are held against the meta-schema of draft 2020-12: "JSON schema is invalid. It must match JSON Schema draft 2020-12", status 400 for the whole request.',
    bad: '',
    good: '',
    sources: sourcesOf('draft'),
  },
  checkProfile(subject, { title: target, draft }, report) {
    if (draft === undefined || !mayBeOld(subject)) return;
    for (const node of subject.nodes) {
      if (node.side !== 'parameters') continue;
      // Reading takes old forms for new ones, so what was written decides.
      const written = rawSchema(subject, node);
      if (written === undefined) continue;
      for (const { form, keyword } of oldForms(written)) {
        if (!draft.forms.includes(form)) continue;
        const data = { target, keyword, ...WORDS[form] };
        const fix = form === 'tuple' ? 'tuple' : null;
        report({ part: partOf(node, keyword), what: 'key', data, fix, level: draft.level ?? 'error' });
      }
    }
  },
  fixes: ({ edit, part, fix, schemaAt }) => {
    const parent = part.slice(0, -1);
    const schema = schemaAt(parent);
    if (fix !== 'tuple' || schema === undefined) return [];
    const { prefixItems, items } = schema;
    const patch = { prefixItems: prefixItems as Json, items: items as Json, additionalItems: undefined };
    return offer('Write `prefixItems`', edit.patch(parent, patch), { preferred: true, safe: true });
  },
});

const WORDS: Readonly<Record<OldForm, { readonly form: string; readonly instead: string }>> = {
  tuple: { form: 'as a list', instead: '`prefixItems`' },
  flag: { form: 'as true or false', instead: 'a number' },
};

function mayBeOld(subject: FunctionSubject): boolean {
  return subject.dialect !== 'fsig' && subject.dialect !== 'openapi' && MAY_BE_OLD.test(subject.text());
}
