import { formatFieldPath, type JsonSchema, type SchemaField, schemaFields, typesOf } from '../../signature/index.ts';
import { type Concept, conceptOfName, conceptsInText, type DescribedConcept } from './concept.ts';
import { textWords } from './words.ts';

/** What a value is made of, as far as passing it on is concerned. */
export type ValueType = 'string' | 'number' | 'boolean' | 'object' | 'any';

/** One value that a function takes or gives. */
export interface Value {
  /** As `formatFieldPath` writes it. */
  readonly path: string;
  /** Last property name on the path; '' for the root. */
  readonly name: string;
  /** The property that holds it, when there is one: `user` for `user.id`, `flights` for `flights[].id`. */
  readonly holder: string;
  readonly type: ValueType;
  /** One of many: inside an array, or an array without further structure. */
  readonly many: boolean;
  readonly required: boolean;
  readonly concept: Concept | undefined;
  readonly described: readonly DescribedConcept[];
  readonly descriptionWords: readonly string[];
  readonly nominal: string | undefined;
  /** Name of the enclosing object type. */
  readonly entity: string | undefined;
  /** A whole object or list of a named type, not a leaf. */
  readonly composite: boolean;
  readonly schema: JsonSchema;
}

/** More than any readable function has; the rest would only repeat what the first ones say. */
const LIMITS = { maxDepth: 6, maxFields: 80 };

/** The values in a schema, leaves and named composites, in document order. */
export function valuesOf(schema: JsonSchema | undefined): Value[] {
  if (schema === undefined) return [];
  const values: Value[] = [];
  const holderText = new Map<string, string>();
  for (const field of schemaFields(schema, LIMITS)) {
    const path = formatFieldPath(field.path);
    if (typeof field.schema.description === 'string') holderText.set(path, field.schema.description);
    if (!field.leaf && !isNamedComposite(field)) continue;
    values.push(readValue(field, path, holderText));
  }
  return values;
}

function isNamedComposite(field: SchemaField): boolean {
  return field.schema.properties !== undefined && field.entity !== undefined && field.path.length > 0;
}

function readValue(field: SchemaField, path: string, texts: ReadonlyMap<string, string>): Value {
  const steps = field.path.filter((step) => step !== '[]');
  const name = steps.at(-1) ?? '';
  const ownText = typeof field.schema.description === 'string' ? field.schema.description : '';
  // The text of a list speaks of its items.
  const description = ownText === '' && path.endsWith('[]') ? (texts.get(path.slice(0, -2)) ?? '') : ownText;
  return {
    path,
    name,
    holder: steps.at(-2) ?? '',
    type: valueType(field.schema),
    many: field.path.includes('[]') || typesOf(field.schema).includes('array'),
    required: field.required,
    concept: conceptOfName(name),
    described: description === '' ? [] : conceptsInText(description),
    descriptionWords: description === '' ? [] : textWords(description, 300),
    nominal: field.nominal,
    entity: field.entity,
    composite: !field.leaf,
    schema: field.schema,
  };
}

function valueType(schema: JsonSchema): ValueType {
  const types = typesOf(schema).filter((type) => type !== 'null');
  if (types.length === 0) return schema.properties === undefined ? 'any' : 'object';
  if (types.includes('array')) return 'any';
  if (types.includes('string')) return 'string';
  if (types.includes('number') || types.includes('integer')) return 'number';
  return types[0] === 'boolean' ? 'boolean' : 'object';
}
