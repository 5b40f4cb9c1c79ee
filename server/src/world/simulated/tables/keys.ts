import type { Domain, Entity, FunctionReading, InputReading } from '../../../domain/index.ts';
import { keyWords } from '../../../english/index.ts';
import type { JsonSchema } from '../../../json/index.ts';
import { showsForm } from '../identifiers.ts';
import type { TableModel } from '../model.ts';
import { fieldKey } from '../names.ts';

/** Last words of identifiers that a system issues. */
const ISSUED_WORDS = new Set('id number code key reference token uuid handle'.split(' '));

/**
 * Whether a field is the identifier that records are kept under. An address or a name beside it also tells a record
 * from others, but is searched for.
 */
export function isMainKey({ identifiers }: Entity, field: string): boolean {
  const main = identifiers[0]?.name;
  if (main === undefined) return false;
  if (field === main || !identifiers.some(({ name }) => name === field)) return true;
  return ISSUED_WORDS.has(keyWords(field).at(-1) ?? '') || !ISSUED_WORDS.has(keyWords(main).at(-1) ?? '');
}

/** How much a schema says of its values: the one that says most stands for the field. */
export function strength(schema: JsonSchema): number {
  const { enum: choices, pattern, format, examples, minimum, maximum, description, type } = schema;
  const said = [
    choices !== undefined ? 8 : 0,
    pattern !== undefined || format !== undefined || showsForm(schema) ? 4 : 0,
  ];
  said.push(examples !== undefined || minimum !== undefined || maximum !== undefined ? 2 : 0);
  return (
    said.reduce((sum, value) => sum + value, 0) + (description === undefined ? 0 : 1) + (type === undefined ? 0 : 1)
  );
}

export function isStateKey(key: string): boolean {
  return /^(?:status|state|phase|stage|[a-z]+_status)$/.test(key);
}

/** Functions that tell an identifier of an entity that they were not given. */
export function issuersOf(domain: Domain): Map<string, string[]> {
  const issuers = new Map<string, string[]>();
  for (const reading of domain.functions) {
    const given = new Set(reading.inputs.filter((input) => isKeyInput(domain, input)).map(({ of }) => of?.entity));
    const told = new Set(keysTold(domain, reading).filter((entity) => !given.has(entity)));
    for (const entity of told) issuers.set(entity, [...(issuers.get(entity) ?? []), reading.function]);
  }
  return issuers;
}

function isKeyInput({ entities }: Domain, { role, of }: InputReading): boolean {
  if (role !== 'key' && role !== 'reference') return false;
  const entity = entities.find(({ name }) => name === of?.entity);
  return entity === undefined || of === undefined || isMainKey(entity, of.field);
}

function keysTold({ entities }: Domain, reading: FunctionReading): string[] {
  return reading.outputs.flatMap(({ role, of }) => {
    if (role === 'key') {
      const own = entities.find(({ name }) => name === of?.entity);
      if (own !== undefined && of !== undefined && !isMainKey(own, of.field)) return [];
      return of === undefined ? (reading.entity ?? []) : of.entity;
    }
    if (role !== 'reference' || of === undefined) return [];
    const entity = entities.find(({ name }) => name === of.entity);
    const field = entity?.fields.find(({ name }) => name === of.field);
    return field?.references ?? of.entity;
  });
}

/** Entities whose identifiers can be had from nothing: told by a function whose own required keys can be had. */
export function reachable(domain: Domain, issuers: ReadonlyMap<string, readonly string[]>): Set<string> {
  const readings = new Map(domain.functions.map((reading) => [reading.function, reading]));
  const reached = new Set<string>();
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const [entity, functions] of issuers) {
      const open = functions.some((id) => {
        const needs = (readings.get(id)?.inputs ?? [])
          .filter((input) => isKeyInput(domain, input))
          .map(({ of }) => of?.entity ?? '');
        return needs.every((name) => reached.has(name) || !issuers.has(name));
      });
      if (open) reached.add(entity);
    }
  }
  return reached;
}

/** Whether a field key is that of the table's own identifier. */
export function isIdentifierKey(table: TableModel, key: string): boolean {
  if (table.single) return false;
  const names = table.entity.identifiers.map(({ name }) => name).filter((name) => isMainKey(table.entity, name));
  return key === 'id' || names.some((name) => fieldKey(name) === key || fieldKey(name, table.name) === key);
}
