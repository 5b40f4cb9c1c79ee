import { isRecord, type Json, type JsonObject, type JsonSchema, type OldForm, oldForms } from '../../json/index.ts';
import { resolveSchema, typesOf } from '../schema/fields.ts';
import type { FunctionSignature, PartPath } from '../types.ts';
import { withoutBooleans } from './fit-booleans.ts';
import { fitKeys, type KeyRule } from './fit-keys.ts';
import { objectRoot } from './fit-root.ts';
import type { RenamedKey, WritableDialect } from './fit-types.ts';
import type { ReportLoss } from './loss.ts';
import { mapSchemas } from './map-schemas.ts';

/** What the readers of a dialect refuse, and what a writer can do about it. Sources: the rules of the provider family. */
interface Fit {
  /** A choice at the root of the parameters becomes one object with all of their properties. */
  readonly root?: boolean;
  /** Whether that holds for what is written in the dialect already; default: it does. */
  readonly ownRoot?: false;
  /** Names of parameters that are taken; others are written otherwise, and a table leads back. */
  readonly keys?: KeyRule;
  /** An array says what it holds, if only that it may be anything. */
  readonly items?: boolean;
  /** Patterns with look-around become words. */
  readonly patterns?: boolean;
  /** `properties` and `required` stand on objects alone. */
  readonly objectKeywords?: boolean;
  /** Forms of older drafts that are written anew, also in a function that was written in this dialect. */
  readonly anew?: readonly OldForm[];
  /** `strict` stands only on a schema that OpenAI's strict mode takes. */
  readonly strict?: boolean;
}

/** Draft 3's `"required": true` on a property, which no reader of JSON Schema has taken since. */
const DRAFT_3: readonly OldForm[] = ['required'];

const OPENAI: Fit = { root: true, items: true, patterns: true, strict: true, anew: DRAFT_3 };

const FITS: Readonly<Partial<Record<WritableDialect, Fit>>> = {
  'openai-chat': OPENAI,
  'openai-responses': OPENAI,
  anthropic: { root: true, anew: ['tuple', 'flag', 'required'], keys: { character: /[a-zA-Z0-9_.-]/, most: 64 } },
  bedrock: { root: true, anew: DRAFT_3 },
  gemini: {
    root: true,
    ownRoot: false,
    objectKeywords: true,
    keys: { character: /[a-zA-Z0-9_]/, first: /[a-zA-Z_]/, most: 64 },
    anew: ['tuple', 'required'],
  },
  mcp: { items: true, anew: DRAFT_3 },
  vscode: { items: true, anew: DRAFT_3 },
  // Their readers look at the properties alone: what a choice holds would be no parameter there.
  bfcl: { root: true, ownRoot: false },
  toolbench: { root: true },
  'seal-tools': { root: true },
  xlam: { root: true },
  cohere: { root: true },
};

/** Whether an element that was written in a dialect has to be written anew for its readers: an older draft, a schema unwrapped. */
export function isOutdated(element: Json, to: WritableDialect): boolean {
  if (to === 'bedrock' && holdsBareSchema(element)) return true;
  if (to === 'gemini' && isRecord(element) && holdsTuple(element.parameters)) return true;
  const forms = FITS[to]?.anew;
  return forms !== undefined && holdsOldForms(element, forms);
}

/** Bedrock's `inputSchema` with the schema itself in it, and not under `json`. */
export function holdsBareSchema(element: unknown): boolean {
  const body = isRecord(element) && isRecord(element.toolSpec) ? element.toolSpec : undefined;
  const schema = body?.inputSchema;
  return isRecord(schema) && !Object.hasOwn(schema, 'json') && Object.keys(schema).length > 0;
}

/** A tuple of draft 2020-12, for which Gemini's `parameters` have no field. */
function holdsTuple(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsTuple);
  if (!isRecord(value)) return false;
  return Array.isArray(value.prefixItems) || Object.values(value).some(holdsTuple);
}

/** Whether any schema of an element stands in one of these forms. A map of properties is no schema: it has no type. */
function holdsOldForms(value: Json, forms: readonly OldForm[]): boolean {
  if (Array.isArray(value)) return value.some((item) => holdsOldForms(item, forms));
  if (!isRecord(value)) return false;
  const typed = ['type', 'description'].some((key) => typeof value[key] === 'string') || Array.isArray(value.type);
  if (typed && oldForms(value).some(({ form }) => forms.includes(form))) return true;
  return Object.values(value as JsonObject).some((inner) => holdsOldForms(inner, forms));
}

/**
 * A signature as the readers of a dialect take it, with what was changed on the way. The same object where nothing was.
 * @param own It is written in that dialect already: then only what is refused outright is changed.
 */
export function fitTo(
  signature: FunctionSignature,
  to: WritableDialect,
  own: boolean,
  report: ReportLoss,
): { readonly signature: FunctionSignature; readonly renamed: readonly RenamedKey[] } {
  const all = FITS[to];
  const fit =
    all !== undefined && own
      ? { ...all, items: false, strict: false, root: all.root === true && all.ownRoot !== false }
      : all;
  if (fit === undefined) return { signature, renamed: [] };
  let { parameters, description, annotations } = signature;
  if (fit.root === true) {
    const root = objectRoot(parameters, report);
    parameters = root.schema;
    if (root.words !== '') description = description === '' ? root.words : `${description}\n\n${root.words}`;
  }
  if (!own)
    parameters = mapSchemas(parameters, ['parameters'], (schema, at) =>
      withoutBroken(withoutBooleans(schema, at, report), at, report),
    );
  const keys = fit.keys === undefined ? undefined : fitKeys(parameters, fit.keys, report);
  if (keys !== undefined) parameters = keys.schema;
  if (fit.items === true || fit.patterns === true || fit.objectKeywords === true)
    parameters = mapSchemas(parameters, ['parameters'], (schema, at) => fitSchema(schema, at, fit, report));
  if (fit.strict === true && annotations.strict === true && !fitsStrict(parameters)) {
    report(['annotations', 'strict'], 'strict mode does not take this schema, so the function is written without it');
    const { strict: _strict, ...others } = annotations;
    annotations = others;
  }
  const same =
    parameters === signature.parameters &&
    description === signature.description &&
    annotations === signature.annotations;
  const fitted = same ? signature : { ...signature, parameters, description, annotations };
  return { signature: fitted, renamed: keys?.renamed ?? [] };
}

/** Without lists that no validator takes: an `enum` of nothing, a name that is required twice. */
function withoutBroken(schema: JsonSchema, at: PartPath, report: ReportLoss): JsonSchema {
  let sound = schema;
  if (Array.isArray(schema.enum) && schema.enum.length === 0) {
    const { enum: _enum, ...rest } = sound;
    sound = rest;
    report([...at, 'enum'], 'an enum without a value is left out');
  }
  const names = Array.isArray(schema.required) ? [...new Set(schema.required)] : [];
  if (names.length < (schema.required?.length ?? 0)) sound = { ...sound, required: names };
  return sound;
}

function fitSchema(schema: JsonSchema, at: PartPath, fit: Fit, report: ReportLoss): JsonSchema {
  let fitted = schema;
  if (fit.items === true && holdsAnything(schema)) {
    report([...at, 'type'], 'an array that may hold anything is written with empty `items`');
    fitted = { ...fitted, items: {} };
  }
  if (fit.objectKeywords === true && !mayBeObject(schema)) {
    for (const keyword of OBJECT_KEYWORDS) {
      if (fitted[keyword] === undefined) continue;
      report([...at, keyword], `\`${keyword}\` is taken for objects only, and binds nobody here; it is left out`);
      const { [keyword]: _keyword, ...rest } = fitted;
      fitted = rest;
    }
  }
  const { pattern } = schema;
  if (fit.patterns === true && typeof pattern === 'string' && LOOK_AROUND.test(pattern)) {
    report([...at, 'pattern'], 'a pattern that looks ahead or behind is refused; it is said in words');
    const { pattern: _pattern, ...rest } = fitted;
    fitted = { ...rest, description: `${schema.description ?? ''} Must match ${pattern}`.trim() };
  }
  return fitted;
}

const OBJECT_KEYWORDS = ['properties', 'required'] as const;

function mayBeObject(schema: JsonSchema): boolean {
  const types = typesOf(schema);
  return types.length === 0 || types.includes('object');
}

const LOOK_AROUND = /\(\?<?[=!]/;

function holdsAnything({ type, items, prefixItems }: JsonSchema): boolean {
  return (
    (type === 'array' || (Array.isArray(type) && type.includes('array'))) &&
    items === undefined &&
    prefixItems === undefined
  );
}

/** Keywords that OpenAI's strict mode refuses. */
const NOT_STRICT = [
  'allOf',
  'oneOf',
  'not',
  'if',
  'patternProperties',
  'propertyNames',
  'uniqueItems',
  'default',
  'contains',
  'minProperties',
  'maxProperties',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedProperties',
];

/** Whether strict mode takes a schema: closed objects with every property required, and no keyword that it refuses. */
function fitsStrict(root: JsonSchema): boolean {
  let fits = true;
  mapSchemas(root, [], (schema) => {
    const object = schema.type === 'object' || isRecord(schema.properties);
    const required = new Set(Array.isArray(schema.required) ? schema.required : []);
    const open = object && schema.additionalProperties !== false;
    if (open || Object.keys(schema.properties ?? {}).some((name) => !required.has(name))) fits = false;
    if (NOT_STRICT.some((keyword) => schema[keyword] !== undefined)) fits = false;
    if (typeof schema.$ref === 'string' && resolveSchema(root, schema).schema.$ref !== undefined) fits = false;
    return schema;
  });
  return fits;
}
