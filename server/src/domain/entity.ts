import { unitOf } from '../english/index.ts';
import type { JsonSchema } from '../json/index.ts';
import { nounWords, withoutUnit } from './nouns.ts';
import type { Entity, Field, Relation } from './types.ts';
import { IDENTIFIER_ROLES } from './vocabulary.ts';

/** More references than this make no record of one thing. */
const MAX_REFERRING = 16;

/** What functions say of an entity, gathered one by one; `build` makes the entity of it. */
export class EntityDraft {
  readonly name: string;
  readonly noun: string;
  readonly scope: string;
  readonly fields = new Map<string, FieldDraft>();
  readonly identifiers = new Map<string, number>();
  readonly relations = new Map<string, Relation>();
  readonly states = new Set<string>();
  /** Those of them that a deed leads to. */
  readonly moved = new Set<string>();
  /** Its fields have told its relations. */
  related = false;
  #referring: readonly (readonly [string, FieldDraft])[] | undefined;
  #told: readonly (readonly [string, FieldDraft])[] | undefined;
  #measured: ReadonlyMap<string, readonly [string, FieldDraft]> | undefined;
  #main: string | undefined;
  #mainKnown = false;
  /** Functions that take its identifier. */
  takers = 0;
  /** Functions that list it, or make one, and so give its identifier. */
  givers = 0;
  /** Functions about it that take no identifier of it. */
  keyless = 0;
  /** Whether somebody states that a session has one of it. */
  stated: boolean | undefined;

  /** The number that something sets under these words and a unit: `weight_kg` for weight. To be asked for once all functions have contributed. */
  measured(words: readonly string[]): readonly [string, FieldDraft] | undefined {
    this.#measured ??= this.#withUnits();
    return this.#measured.size === 0 ? undefined : this.#measured.get(words.join('_'));
  }

  /** The numbers with a unit in their name, by the words before it; the first of each. */
  #withUnits(): ReadonlyMap<string, readonly [string, FieldDraft]> {
    const found = new Map<string, readonly [string, FieldDraft]>();
    for (const [name, field] of this.fields) {
      if (!isNumber(field.schema)) continue;
      const own = nounWords(name);
      const bare = withoutUnit(own);
      const words = bare.length < own.length ? bare.join('_') : undefined;
      if (words !== undefined && !found.has(words)) found.set(words, [name, field]);
      // `grams` alone are the weight of what has them.
      const alone = own.length === 1 ? MEASURED_BY[unitOf(own[0] as string)?.dimension ?? ''] : undefined;
      for (const word of alone ?? []) if (!found.has(word)) found.set(word, [name, field]);
    }
    return found;
  }

  constructor(name: string, noun: string, scope: string) {
    this.name = name;
    this.noun = noun;
    this.scope = scope;
  }

  addField(name: string, schema: JsonSchema, weight: number, references?: string): void {
    const known = this.fields.get(name);
    if (known === undefined) this.fields.set(name, { schema: plainSchema(schema), weight, references });
    else {
      if (weight > known.weight) known.schema = plainSchema(schema);
      known.weight = Math.max(known.weight, weight);
      known.references ??= references;
    }
    for (const state of statesIn(name, schema)) this.states.add(state);
  }

  addIdentifier(name: string, schema: JsonSchema, weight: number): void {
    this.identifiers.set(name, (this.identifiers.get(name) ?? 0) + weight);
    this.#mainKnown = false;
    this.addField(name, schema, weight);
  }

  /** Its fields, the surest first. To be asked for once all functions have contributed. */
  byWeight(): readonly (readonly [string, FieldDraft])[] {
    this.#told ??= [...this.fields].sort((a, b) => b[1].weight - a[1].weight);
    return this.#told;
  }

  /** The first of its fields that refer to other records. To be asked for once all functions have contributed. */
  referring(): readonly (readonly [string, FieldDraft])[] {
    this.#referring ??= [...this.fields]
      .filter(([, { references }]) => references !== undefined)
      .slice(0, MAX_REFERRING);
    return this.#referring;
  }

  addRelation(relation: Relation): void {
    const key = `${relation.to} ${relation.many ? 'many' : 'one'} ${relation.via}`;
    if (relation.to !== this.name && !this.relations.has(key)) this.relations.set(key, relation);
  }

  /** Name of the field that names a record, the most used first. */
  get mainIdentifier(): string | undefined {
    if (this.#mainKnown) return this.#main;
    let best: string | undefined;
    let weight = 0;
    for (const [name, own] of this.identifiers) {
      if (own <= weight) continue;
      best = name;
      weight = own;
    }
    this.#main = best;
    this.#mainKnown = true;
    return best;
  }

  /** Bare fields that stand in one record beside the identifier called after them: `name` beside `pod_name`. */
  readonly apart = new Set<string>();

  /** The identifier that functions take for a bare field of a record: `pod_name` for `name`. */
  calledAfter(field: string): string | undefined {
    if (this.apart.has(field) || this.identifiers.has(field) || !IDENTIFIER_ROLES.has(field)) return undefined;
    const [own, head] = [`${this.noun}_${field}`, `${this.noun.slice(this.noun.lastIndexOf('_') + 1)}_${field}`];
    return [own, head].find((name) => (this.identifiers.get(name) ?? 0) >= 1);
  }

  /** The field under which functions mostly take what a field holds: `order_id` for a bare `id`. */
  canonical(field: string): string {
    const called = this.calledAfter(field);
    if (called !== undefined) return called;
    const main = this.mainIdentifier;
    if (main === undefined || main === field || !this.identifiers.has(field)) return field;
    return isIssued(field) && isIssued(main) ? main : field;
  }

  build(): Entity {
    const identifiers = [...this.identifiers].sort((a, b) => b[1] - a[1]).map(([name]) => this.fieldOf(name));
    const rest = [...this.fields.keys()]
      .filter((name) => !this.identifiers.has(name))
      .map((name) => this.fieldOf(name));
    return {
      name: this.name,
      scope: this.scope,
      singleton: this.stated ?? (identifiers.length === 0 && this.keyless > 0 && this.givers === 0),
      identifiers,
      fields: [...identifiers, ...rest],
      relations: [...this.relations.values()],
      states: [...this.states],
    };
  }

  fieldOf(name: string): Field {
    const draft = this.fields.get(name);
    const unit = unitOfField(name, draft?.schema);
    return {
      name,
      schema: draft?.schema ?? {},
      ...(unit === undefined ? {} : { unit }),
      ...(draft?.references === undefined ? {} : { references: draft.references }),
    };
  }
}

export interface FieldDraft {
  schema: JsonSchema;
  weight: number;
  references: string | undefined;
}

/** The keywords that say what a value is; texts and defaults belong to the parameter, not to the field. */
const KEPT = [
  'type',
  'format',
  'enum',
  'pattern',
  'items',
  'minimum',
  'maximum',
  'properties',
  '$ref',
  'const',
] as const;

function plainSchema(schema: JsonSchema): JsonSchema {
  const kept: JsonSchema = {};
  for (const keyword of KEPT)
    if (schema[keyword] !== undefined) (kept as Record<string, unknown>)[keyword] = schema[keyword];
  return kept;
}

const STATE_FIELDS = new Set(['status', 'state', 'stage', 'phase']);
const MAX_STATES = 20;

function statesIn(name: string, schema: JsonSchema): readonly string[] {
  const last = name.slice(name.lastIndexOf('_') + 1);
  if (!STATE_FIELDS.has(last) || !Array.isArray(schema.enum)) return [];
  return schema.enum
    .filter((value): value is string => typeof value === 'string' && value !== '' && value !== 'all' && value !== 'any')
    .slice(0, MAX_STATES);
}

function isNumber({ type }: JsonSchema): boolean {
  return type === 'number' || type === 'integer';
}

/** What is measured in units of a dimension, where the unit alone is a field's name. */
const MEASURED_BY: Readonly<Record<string, readonly string[]>> = {
  mass: ['weight', 'mass'],
  length: ['length', 'distance'],
  volume: ['volume'],
  time: ['duration'],
};

const IN_UNIT = /\bin ([a-zA-Z/]+)\b/;

/** The unit a field is in: by its last word, else as its text says. */
function unitOfField(name: string, schema: JsonSchema | undefined): string | undefined {
  const words = nounWords(name);
  const own = words.length > 1 ? unitOf(words.at(-1) as string) : undefined;
  if (own !== undefined) return own.dimension === 'money' ? own.said : own.name;
  const text = typeof schema?.description === 'string' ? IN_UNIT.exec(schema.description)?.[1] : undefined;
  const told = text === undefined ? undefined : unitOf(text.toLowerCase());
  return told === undefined ? undefined : told.dimension === 'money' ? told.said : told.name;
}

const ISSUED = /(?:^|_)(?:id|uuid|guid|uid|gid|oid|identifier)$/;

function isIssued(field: string): boolean {
  return ISSUED.test(field);
}
