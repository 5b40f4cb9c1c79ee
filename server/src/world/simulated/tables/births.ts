import type { Domain } from '../../../domain/index.ts';
import { keyWords, participle } from '../../../english/index.ts';
import { deedOf, type GraphFunction } from '../../../graph/index.ts';
import type { TableModel } from '../model.ts';
import { isOver, REVIVING } from '../names.ts';

type Births = ReadonlyMap<string, ReadonlySet<string>>;

/** What the records of an entity are made from: a booking of a flight and a passenger. */
export function birthsOf(domain: Domain): Births {
  const births = new Map<string, Set<string>>();
  for (const { operation, entity, inputs } of domain.functions) {
    if (entity === undefined || (operation !== 'create' && operation !== 'send')) continue;
    const parents = inputs.flatMap(({ role, of }) => (role === 'reference' && of !== undefined ? [of.entity] : []));
    births.set(entity, new Set([...(births.get(entity) ?? []), ...parents.filter((parent) => parent !== entity)]));
  }
  return births;
}

/** The referred tables that do not lead back; what a record is born of counts before what it merely refers to. */
export function madeOf(table: TableModel, tables: ReadonlyMap<string, TableModel>, births: Births): Set<string> {
  const parents = births.get(table.name) ?? new Set<string>();
  const born = (name: string) => births.get(name) ?? [];
  const referred = (name: string) => [...born(name), ...(tables.get(name)?.references.values() ?? [])];
  const others = new Set(table.references.values());
  const free = [...others].filter((other) => !leadsTo(other, table.name, parents.has(other) ? born : referred));
  return new Set(free);
}

function leadsTo(from: string, to: string, next: (name: string) => Iterable<string>): boolean {
  const seen = new Set([from]);
  for (const name of seen) {
    if (name === to) return true;
    for (const other of next(name)) seen.add(other);
  }
  return false;
}

/** Verbs of making whose participle says in which state the thing made is: what is booked is booked. */
const LEAVES_STATE = new Set(
  'book reserve order schedule plan place submit file request apply propose draft register enrol enroll open start launch issue publish announce queue'.split(
    ' ',
  ),
);

/** Of each entity the state that its records are made in: `booked` after `book_appointment`; absent where making says nothing. */
export function birthStates({ functions: readings }: Domain, functions: readonly GraphFunction[]): Map<string, string> {
  const signatures = new Map(functions.map(({ id, signature }) => [id, signature]));
  const states = new Map<string, string>();
  for (const { function: id, operation, entity } of readings) {
    const signature = operation === 'create' ? signatures.get(id) : undefined;
    if (entity === undefined || signature === undefined || states.has(entity)) continue;
    const { verb } = deedOf(signature);
    if (LEAVES_STATE.has(verb)) states.set(entity, verb === 'open' ? 'open' : participle(verb));
  }
  return states;
}

/** Of each entity the states that functions move its records to. */
export function movedStates({ functions }: Domain): Map<string, Set<string>> {
  const moved = new Map<string, Set<string>>();
  for (const { entity, movesTo, function: id } of functions) {
    // What is brought back stands as it began.
    const back = keyWords(id.slice(id.lastIndexOf('.') + 1)).some((word) => REVIVING.has(word));
    if (entity === undefined || movesTo === undefined || back) continue;
    moved.set(entity, new Set([...(moved.get(entity) ?? []), movesTo].flat()));
  }
  return moved;
}

/** States in which something can be done to an entity's records. */
export function startStatesOf(domain: Domain): Map<string, string[]> {
  const states = new Map<string, string[]>();
  for (const { entity, allowedFrom } of domain.functions) {
    if (entity === undefined || allowedFrom === undefined) continue;
    const open = allowedFrom.filter((state) => !isOver(state));
    states.set(entity, [...(states.get(entity) ?? []), ...open]);
  }
  return states;
}
