import { keyWords } from '../../english/index.ts';
import { canonicalJson, type Json, type JsonSchema } from '../../json/index.ts';
import { createRandom, type Random } from '../../random/index.ts';
import { resolveSchema, validateValue } from '../../signature/index.ts';
import { type Answering, isComposite, type Scope } from './answering.ts';
import { isNumeric, makeIdentifier } from './identifiers.ts';
import { speaksOf } from './kinds.ts';
import { entityOf, own } from './state.ts';
import { type Thing, thingsNamed } from './things.ts';
import type { Field } from './values/make.ts';

/** Arguments that say how many items are wanted. */
const LIMIT = /^(?:limit|max|maximum|top|count|number|size|page size|per page|n)\b|\b(?:limit|result|count)$/;
/** What identifies an object: one of its properties, and of what kind of thing. */
export interface Identity {
  readonly name: string;
  readonly kind: string;
  readonly schema: JsonSchema;
}

/** The property that identifies the object itself: of the object's own kind, else one not given, else the first. */
export function ownIdentity(
  answering: Answering,
  field: Field,
  properties: Readonly<Record<string, JsonSchema>>,
): Identity | undefined {
  const { model, catalog } = answering;
  const entity = field.type ?? field.schema.title ?? (field.name === model.subject ? undefined : field.name);
  const found: Identity[] = [];
  for (const [name, raw] of Object.entries(properties)) {
    const { schema, name: type } = resolveSchema(model.response, raw);
    if (isComposite(schema)) continue;
    const kind = catalog.kindOf({ name, nominal: type, entity, subject: model.object }, schema);
    if (kind !== undefined) found.push({ name, kind, schema });
  }
  const owner = keyWords(entity ?? model.subject).join(' ');
  const ofOwnKind = found.find(({ kind, name }) => name === 'id' || speaksOf(owner, kind));
  return ofOwnKind ?? found.find(({ kind }) => model.gives.some((slot) => slot.kind === kind)) ?? found[0];
}

/** The thing of a kind that the call named. */
export function givenThing({ model, call, subject }: Answering, kind: string): Thing | undefined {
  if (subject?.kind === kind) return subject;
  return thingsNamed(model, call).find((thing) => thing.kind === kind && !Array.isArray(call[thing.parameter]));
}

/** The identifier that the call named for a field: that of the same name, but first what it is changed to. */
export function givenIdentifier({ model, call }: Answering, kind: string, name: string): Json | undefined {
  const same = thingsNamed(model, call).filter((thing) => thing.kind === kind && !Array.isArray(call[thing.parameter]));
  const changed = same.find(({ parameter }) => keyWords(parameter)[0] === 'new');
  return (changed ?? same.find(({ parameter }) => parameter === name) ?? same[0])?.id;
}

/** Identifier of a thing that the call did not name: one on record for lists, a new one for what is made. */
export function newIdentifier(
  answering: Answering,
  scope: Scope,
  identity: Identity,
  field: Field,
  fresh: boolean,
): Json {
  const { state, model, call } = answering;
  const index = Number(/(?:^|\.)(\d+)(?!.*\.\d)/.exec(field.at)?.[1] ?? 0);
  if (!fresh) {
    const known = own(scope.facts, identity.name);
    if (known !== undefined && !field.path.includes('[]')) return known;
    const onRecord = listedThings(answering, identity.kind)[index];
    if (onRecord !== undefined && isPlainList(answering, field)) return onRecord;
  }
  const made = fresh ? `${model.id} ${canonicalJson(call)}` : `${scope.seed} ${field.at} ${subjectless(answering)}`;
  for (let count = 0; ; count += 1) {
    const id = newIdOf(
      answering,
      identity.kind,
      identity.schema,
      createRandom(`${state.seed} new ${identity.kind} ${made} ${count}`),
    );
    const entity = entityOf(state, identity.kind, String(id));
    if (entity === undefined || (!fresh && entity.gone === undefined) || count > 1000) return id;
  }
}

/** A new identifier in the form that the catalog shows for its kind, where the field's own schema takes that. */
export function newIdOf({ catalog }: Answering, kind: string, schema: JsonSchema, random: Random): Json {
  const usual = makeIdentifier(kind, catalog.schemaOf(kind), random);
  return validateValue(schema, usual).length === 0 ? usual : makeIdentifier(kind, schema, random);
}

function subjectless({ model, call, subject }: Answering): string {
  return subject === undefined ? `${model.id} ${canonicalJson(call)}` : '';
}

/** A list of things of the call's own kind, not of things that belong to something else. */
function isPlainList({ model, subject }: Answering, field: Field): boolean {
  return field.path.filter((step) => step === '[]').length === 1 && subject === undefined && model.effect !== 'create';
}

/** What a list shows: first what was made in this session and fits, then, without filters, what was there from the start. */
function listedThings(answering: Answering, kind: string): Json[] {
  const { state, registry, call } = answering;
  const filters = Object.entries(call).filter(([name, value]) => isFilter(name, value));
  const ofKind = own(state.entities, kind) ?? {};
  const made = Object.entries(ofKind).filter(([, entity]) => {
    const fits = filters.every(
      ([name, value]) => own(entity.told, name) === undefined || own(entity.told, name) === value,
    );
    return entity.made === true && entity.gone === undefined && fits;
  });
  const numeric = isNumeric(answering.catalog.schemaOf(kind));
  const ids: Json[] = made.map(([id]) => (numeric ? Number(id) : id));
  if (filters.length > 0) return ids;
  const before = registry.population(state.seed, kind).filter((id) => own(ofKind, String(id))?.gone === undefined);
  return [...ids, ...before];
}

function isFilter(name: string, value: Json): boolean {
  return !LIMIT.test(keyWords(name).join(' ')) && ['string', 'number'].includes(typeof value);
}

/** How many items the call asked for, at most three; undefined where it did not say. */
export function listLength({ call }: Answering, field: Field): number | undefined {
  if (field.path.filter((step) => step === '[]').length > 0) return undefined;
  const limit = Object.entries(call).find(
    ([name, value]) => Number.isInteger(value) && LIMIT.test(keyWords(name).join(' ')),
  );
  return limit === undefined ? undefined : Math.max(0, Math.min(limit[1] as number, 3));
}
