/** What drafts before 2020-12 wrote otherwise: a list under `items`, `"exclusiveMinimum": true`, `"required": true` (draft 3). */
export type OldForm = 'tuple' | 'flag' | 'required';

/** The keywords of one schema, as it was written, that stand in a form of an older draft. */
export function oldForms(schema: {
  readonly [keyword: string]: unknown;
}): readonly { form: OldForm; keyword: string }[] {
  return FORMS.filter(({ keyword, isOld }) => isOld(schema[keyword]));
}

const isFlag = (value: unknown) => typeof value === 'boolean';

const FORMS: readonly { form: OldForm; keyword: string; isOld: (value: unknown) => boolean }[] = [
  { form: 'tuple', keyword: 'items', isOld: Array.isArray },
  { form: 'flag', keyword: 'exclusiveMinimum', isOld: isFlag },
  { form: 'flag', keyword: 'exclusiveMaximum', isOld: isFlag },
  { form: 'required', keyword: 'required', isOld: isFlag },
];
