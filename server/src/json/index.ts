export { briefJson, briefList } from './brief.ts';
export { canonicalJson, equalJson } from './canonical.ts';
export { isObject, isRecord, isSchema } from './guards.ts';
export { fnv1a, hashNumber, hashText, mixedHash } from './hash.ts';
export { type OldForm, oldForms } from './old-forms.ts';
export { jsonOrText, MAX_NESTED, parsedJson, readJson } from './parse.ts';
export { put } from './put.ts';
export { settledValue } from './settled.ts';
export {
  mapSubschemas,
  SUBSCHEMAS,
  type Subschema,
  type SubschemaForm,
  type SubschemaRole,
  subschemas,
} from './subschemas.ts';
export type * from './types.ts';
