import { keyWords, keyWordsOfText, numbersOf } from '../../english/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { formatFieldPath, type SchemaField, schemaFields, typesOf } from '../../signature/index.ts';
import type { InputReading, OutputReading } from '../types.ts';
import { type Concept, conceptOfName, conceptsInText, type DescribedConcept } from './concept.ts';

/** What the domain says of one value of a function. */
export type ValueReading = InputReading | OutputReading;

/** What a value is made of, as far as passing it on is concerned. */
export type ValueType = 'string' | 'number' | 'boolean' | 'object' | 'any';

/** One value that a function takes or gives, with all that its own names and texts tell of it. */
export interface Value {
  /** As `formatFieldPath` writes it. */
  readonly path: string;
  /** Last property name on the path; '' for the root. */
  readonly name: string;
  /** Words of that name, as names are compared. */
  readonly words: readonly string[];
  /** The property that holds it, when there is one: `user` for `user.id`, `flights` for `flights[].id`. */
  readonly holder: string;
  readonly holderWords: readonly string[];
  readonly type: ValueType;
  /** One of many: inside an array, or an array without further structure. */
  readonly many: boolean;
  readonly required: boolean;
  readonly concept: Concept | undefined;
  /** What tells it from values whose names differ in digits alone, see `numbersOf`; '' for most. */
  readonly number: string;
  readonly described: readonly DescribedConcept[];
  /** Read from the description when somebody compares texts. */
  readonly descriptionWords: readonly string[];
  readonly nominal: string | undefined;
  /** Name of the enclosing object type. */
  readonly entity: string | undefined;
  /** A whole object or list of a named type, not a leaf. */
  readonly composite: boolean;
  readonly schema: JsonSchema;
}

/** A value with what the domain says of it. */
export interface RoledValue extends Value {
  readonly reading: ValueReading | undefined;
}

/** A value with how sure it is that it is given at all: 1 for what is documented. */
export interface ReadValue extends RoledValue {
  certainty: number;
}

/** More than any readable function has; the rest would only repeat what the first ones say. */
const LIMITS = { maxDepth: 6, maxFields: 80 };

/**
 * The values in a schema, leaves and named composites, in document order. @param readings what the domain says of them, by
 * path. @param certainty how sure it is that they are given at all.
 */
export function valuesOf(
  schema: JsonSchema | undefined,
  readings?: ReadonlyMap<string, ValueReading>,
  certainty = 1,
): ReadValue[] {
  if (schema === undefined) return [];
  const values: FieldValue[] = [];
  // Texts of lists, for their items.
  const holderText = new Map<string, string>();
  for (const field of schemaFields(schema, LIMITS)) {
    const path = formatFieldPath(field.path);
    if (!field.leaf && field.schema.items !== undefined && typeof field.schema.description === 'string')
      holderText.set(path, field.schema.description);
    if (!field.leaf && !isNamedComposite(field)) continue;
    const value = readValue(field, path, holderText);
    value.reading = readings?.get(path);
    value.certainty = certainty;
    values.push(value);
  }
  if (values.some(({ name }) => DIGIT.test(name))) tellApart(values);
  return values;
}

const DIGIT = /\d/;

function tellApart(values: FieldValue[]): void {
  const numbers = numbersOf(values.map(({ name }) => name));
  values.forEach((value, at) => {
    // `user_id2`: there are no ids of the second kind.
    const onRole = value.concept?.role !== undefined && /\d$/.test(value.name);
    value.number = onRole ? '' : (numbers[at] as string);
  });
}

function isNamedComposite(field: SchemaField): boolean {
  return field.schema.properties !== undefined && field.entity !== undefined && field.path.length > 0;
}

function readValue(field: SchemaField, path: string, texts: ReadonlyMap<string, string>): FieldValue {
  const ownText = typeof field.schema.description === 'string' ? field.schema.description : '';
  // The text of a list speaks of its items.
  const text = ownText === '' && path.endsWith('[]') ? (texts.get(path.slice(0, -2)) ?? '') : ownText;
  return new FieldValue(field, path, text);
}

const NOTHING_SAID: readonly DescribedConcept[] = [];
const NO_WORDS: readonly string[] = [];

/**
 * A value read from a schema. A class with all that is ever said of a value, because large catalogs hold some hundred
 * thousand of them: what is added later would lie in a second object.
 */
class FieldValue implements ReadValue {
  readonly path: string;
  readonly name: string;
  readonly holder: string;
  readonly type: ValueType;
  readonly many: boolean;
  readonly required: boolean;
  readonly concept: Concept | undefined;
  number = '';
  readonly described: readonly DescribedConcept[];
  readonly nominal: string | undefined;
  readonly entity: string | undefined;
  readonly composite: boolean;
  readonly schema: JsonSchema;
  /** Set by `known`. */
  concepts: readonly unknown[] = NO_WORDS;
  certainty = 1;
  /** Set from the domain. */
  reading: ValueReading | undefined = undefined;
  readonly #text: string;
  #words: readonly string[] | undefined;

  constructor(field: SchemaField, path: string, text: string) {
    this.path = path;
    const last = stepBefore(field.path, field.path.length);
    const above = stepBefore(field.path, last);
    this.name = field.path[last] ?? '';
    this.holder = field.path[above] ?? '';
    this.type = valueType(field.schema);
    this.many = field.path.includes('[]') || typesOf(field.schema).includes('array');
    this.required = field.required;
    this.concept = conceptOfName(this.name);
    this.described = text === '' ? NOTHING_SAID : conceptsInText(text);
    this.nominal = field.nominal;
    this.entity = field.entity;
    this.composite = !field.leaf;
    this.schema = field.schema;
    this.#text = text;
  }

  get words(): readonly string[] {
    return keyWords(this.name);
  }

  get holderWords(): readonly string[] {
    return keyWords(this.holder);
  }

  get descriptionWords(): readonly string[] {
    this.#words ??= this.#text === '' ? NO_WORDS : keyWordsOfText(this.#text, 300);
    return this.#words;
  }
}

/** Index of the last property name before a place on a path; -1 where there is none. */
function stepBefore(path: readonly string[], place: number): number {
  let at = place - 1;
  while (at >= 0 && path[at] === '[]') at -= 1;
  return at;
}

function valueType(schema: JsonSchema): ValueType {
  const types = typesOf(schema).filter((type) => type !== 'null');
  if (types.length === 0) return schema.properties === undefined ? 'any' : 'object';
  if (types.includes('array')) return 'any';
  if (types.includes('string')) return 'string';
  if (types.includes('number') || types.includes('integer')) return 'number';
  return types[0] === 'boolean' ? 'boolean' : 'object';
}
