import { type Json, type OldForm, oldForms } from '../../json/index.ts';
import type { PartPath } from '../../signature/index.ts';
import type { FileEdit } from '../edit/types.ts';
import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule, type FixContext } from '../rule.ts';
import { type FunctionSubject, partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { rawSchema } from '../support/raw.ts';

/** Functions without one of these are not read a second time. */
const MAY_BE_OLD = /"items"\s*:\s*\[|"(?:exclusiveM(?:in|ax)imum|required)"\s*:\s*(?:true|false)/;

export const targetDraft = defineRule({
  code: 'target-draft',
  family: 'provider',
  severity: 'error',
  title: 'A form of older drafts, which a target refuses.',
  message: message`${'target'} refuses \`${'keyword'}\` ${'form'}, which JSON Schema 2020-12 writes as ${'instead'}.`,
  docs: {
    what: `A list of schemas under \`items\` (\`prefixItems\` since draft 2020-12), an exclusive bound as a flag, or \`required\` as true or false on a property (draft 3), while one of these targets is on: ${statedBy('draft')}.`,
    why: 'Schemas are held against a meta-schema: "JSON schema is invalid. It must match JSON Schema draft 2020-12", "True is not of type \'array\'", status 400 for the whole request.',
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
        const fix = form === 'flag' ? null : form;
        report({ part: partOf(node, keyword), what: 'key', data, fix, level: draft.level ?? 'error' });
      }
    }
  },
  fixes: (context) => {
    const { edit, part, fix, schemaAt } = context;
    const parent = part.slice(0, -1);
    const schema = schemaAt(parent);
    if (fix === 'required') return offer('Write it as a list on the object', listedAbove(context, parent), SURE);
    if (fix !== 'tuple' || schema === undefined) return [];
    const { prefixItems, items } = schema;
    const patch = { prefixItems: prefixItems as Json, items: items as Json, additionalItems: undefined };
    return offer('Write `prefixItems`', edit.patch(parent, patch), SURE);
  },
});

const SURE = { preferred: true, safe: true };

/** The flag taken from a property, and its name in the list of the object around it, where the flag was true. */
function listedAbove({ edit, schemaAt }: FixContext, property: PartPath): readonly FileEdit[] | undefined {
  const object = property.slice(0, -2);
  const names = schemaAt(object)?.required ?? [];
  const removed = edit.patch(property, { required: undefined });
  if (property.at(-2) !== 'properties' || removed === undefined) return undefined;
  if (!names.includes(String(property.at(-1)))) return removed;
  const listed = edit.patch(object, { required: [...names] });
  const [first, second] = [removed[0], listed?.[0]];
  if (first === undefined || second === undefined) return undefined;
  return [{ uri: first.uri, changes: [...first.changes, ...second.changes] }];
}

const WORDS: Readonly<Record<OldForm, { readonly form: string; readonly instead: string }>> = {
  tuple: { form: 'as a list', instead: '`prefixItems`' },
  flag: { form: 'as true or false', instead: 'a number' },
  required: { form: 'as true or false', instead: 'a list of names on the object around the property' },
};

function mayBeOld(subject: FunctionSubject): boolean {
  return subject.dialect !== 'fsig' && subject.dialect !== 'openapi' && MAY_BE_OLD.test(subject.text());
}
