import type { JsonSchema } from '../json/index.ts';
import { typesOf } from '../signature/index.ts';
import type { Draft } from './draft.ts';
import type { EntityDraft } from './entity.ts';
import { memberOf } from './member.ts';
import { identifiedBy } from './noun-facts.ts';
import { fieldName, lastName } from './nouns.ts';
import { guessedSchema, searchedFields, statesTold } from './prose.ts';
import { STORED, TOLD } from './response.ts';
import type { Operation } from './types.ts';
import { identifierField, isLeftOut, type Leaf } from './values.ts';

const SET = new Set<Operation>(['create', 'update']);

/** Puts what a function takes and documents into the entities it speaks of. */
export function contribute(draft: Draft): void {
  const { profile, settled, entity, inputs, entityOf, transition } = draft;
  const { operation } = settled;
  const member = memberOf(draft);
  const held = member === undefined ? undefined : entityOf(member.noun);
  const byPath = new Map(profile.inputs.map((leaf) => [leaf.path, leaf]));
  let keyed = false;
  for (const { parameter, role, of } of inputs) {
    const leaf = byPath.get(parameter) as Leaf;
    if (of === undefined) continue;
    if (role === 'key' || role === 'reference') {
      const target = of.entity === entity?.name ? entity : entityNamed(of.entity, entityOf);
      if (target === undefined) continue;
      target.takers++;
      // `tag: integer` names a tag, and is not what its identifier is called where others say.
      const called = leaf.identifies === 0 && leaf.type === 'number' ? 0.05 : leaf.required ? 1 : 0.4;
      target.addIdentifier(identifierField(leaf), itemOf(leaf), called);
      if (target === entity) keyed = true;
      // A track that is put into a playlist is one of many, no field of it; nor is the bread of each line an order's.
      else if (
        entity !== undefined &&
        target !== held &&
        !parameter.includes('[]') &&
        (SET.has(operation) || operation === 'list' || operation === 'get')
      )
        entity.addField(fieldName(leaf.name), leaf.schema, SET.has(operation) ? STORED : 0.5, target.name);
    } else if (entity !== undefined && (role === 'attribute' || role === 'filter' || role === 'bound')) {
      const field = storedName(of.field);
      if (field !== undefined && !parameter.includes('[].'))
        entity.addField(field, leaf.schema, SET.has(operation) ? STORED : role === 'attribute' ? 0.6 : 0.4);
    }
  }
  if (entity === undefined) return;
  if (operation === 'list' || operation === 'get') addSearched(draft, entity);
  for (const state of statesTold(profile.signature.description)) entity.states.add(state);
  if (transition.movesTo !== undefined) {
    entity.states.add(transition.movesTo);
    entity.moved.add(transition.movesTo);
  }
  // `get_profile()`, `find_user_id_by_email(email)`: what is read without its identifier answers with it.
  // `get_invoice(session_id)` of a session answers with the invoice's.
  const found = operation === 'get' && !keyed;
  // `list_images(flight_id)` of a flight gives no flight.
  if ((operation === 'list' && !keyed) || operation === 'create' || found) entity.givers++;
  else if (!keyed && (operation === 'get' || operation === 'update' || operation === 'act')) entity.keyless++;
  for (const field of standingApart(profile.outputs, entity.noun)) entity.apart.add(field);
  for (const leaf of profile.outputs) {
    if (leaf.composite || leaf.path.split('.').length > 2) continue;
    const noun = identifiedBy(leaf);
    if (noun === undefined && leaf.identifies >= 0.9 && operation !== 'compute')
      entity.addIdentifier(identifierField(leaf), itemOf(leaf), 0.5);
    else if (noun !== undefined && entityOf(noun) === entity)
      entity.addIdentifier(identifierField(leaf), itemOf(leaf), 0.6);
    else if (operation !== 'compute')
      entity.addField(
        fieldName(leaf.name),
        leaf.schema,
        0.7,
        noun === undefined ? draft.entityByField(fieldName(leaf.name)) : entityOf(noun)?.name,
      );
  }
}

/** What one text for a search is compared with, records have, unless it names others: `Search films by title or director`. */
function addSearched({ profile, inputs, entityOf }: Draft, entity: EntityDraft): void {
  if (!inputs.some(({ role }) => role === 'text')) return;
  for (const { name, words } of searchedFields(profile.signature.description))
    if (entityOf(words.join('_')) === undefined) entity.addField(name, guessedSchema(words), TOLD);
}

/** Bare fields of records that hold the same called after the entity as well: `name` beside `user_name`. */
function standingApart(outputs: readonly Leaf[], noun: string): readonly string[] {
  const head = noun.slice(noun.lastIndexOf('_') + 1);
  const bare = outputs.filter(({ words }) => words.length === 1);
  return bare.flatMap(({ holder, words: [field = ''] }) =>
    outputs.some((leaf) => leaf.holder === holder && leaf.words.length > 1 && isCalled(leaf, field, head))
      ? [field]
      : [],
  );
}

function isCalled({ words }: Leaf, field: string, head: string): boolean {
  return words.at(-1) === field && words.at(-2) === head;
}

/** Words by which a change tells what it sets from what was there. */
const SIDE = /^(?:new|old|updated|previous|desired|target)_(?=.)/;
/** The two ends of a move or a change, which no record has as such. */
const ENDS = new Set('source destination from to old new target before after'.split(' '));

/** The field that a parameter sets: `new_text` the text; undefined where it is only one end of a change. */
function storedName(field: string): string | undefined {
  return ENDS.has(field) || isLeftOut(field) ? undefined : field.replace(SIDE, '');
}

function itemOf(leaf: Leaf): JsonSchema {
  const items = leaf.schema.items;
  return leaf.many && typeof items === 'object' && !Array.isArray(items) ? items : leaf.schema;
}

/** Relations: a field that refers to one, and the list of those that refer back. */
export function relate({ settled, entity, inputs, entityOf }: Draft): void {
  if (entity === undefined) return;
  for (const { role, of, parameter } of inputs) {
    if (role !== 'reference' || of === undefined || of.entity === entity.name) continue;
    const many = parameter.includes('[]');
    entity.addRelation({ to: of.entity, via: fieldName(lastName(parameter)), many });
    const other = entityNamed(of.entity, entityOf);
    if (settled.operation === 'list' || settled.operation === 'create')
      other?.addRelation({ to: entity.name, via: fieldName(lastName(parameter)), many: true });
  }
  // All functions have contributed before the first is related: once is enough.
  if (entity.related) return;
  entity.related = true;
  for (const [name, field] of entity.fields)
    if (field.references !== undefined && field.references !== entity.name)
      entity.addRelation({ to: field.references, via: name, many: typesOf(field.schema).includes('array') });
}

function entityNamed(name: string, entityOf: Draft['entityOf']): EntityDraft | undefined {
  return entityOf(name.slice(name.lastIndexOf('.') + 1));
}
