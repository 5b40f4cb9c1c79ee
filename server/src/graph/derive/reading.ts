import {
  type Action,
  actionOf,
  type Deed,
  type FunctionReading,
  familyOf,
  headOf,
  IDENTITY_ROLES,
  thingNamed,
  type ValueReading,
} from '../../domain/index.ts';
import { numbered } from './key-set.ts';
import { ATTRIBUTES, ID_ALIASES } from './lexicon.ts';

/**
 * The deed of a function as the domain reads it: the domain has seen the whole catalog, the name alone has not. The verb
 * of the name stays where it does the same.
 */
export function deedOfReading(deed: Deed, reading: FunctionReading): Deed {
  const action = familyOf(reading.operation);
  const object = reading.entity === undefined ? deed.object : objectOf(deed, thingNamed(reading.entity).words);
  // A text that is written, to a file or to people, is given away: the domain tells what is kept of it.
  if (
    action === undefined ||
    action === deed.action ||
    (deed.action === 'send' && action !== 'read' && action !== 'list')
  )
    return deed.object.length > 0 && deed.verb !== '' && !makesOther(deed) ? deed : { ...deed, object };
  const said = deed.verb === '' ? deed.action : (actionOf(deed.verb) ?? 'other');
  if (READING.has(action) !== READING.has(said) && said !== 'other') return { ...deed, action, object };
  // `rate_studio` makes a rating, not the studio.
  const told = deed.object.length > 0 && action !== 'create';
  return { ...deed, action, object: told ? deed.object : object };
}

/** `review_studio` makes a review: its verb is none of making the thing that it names. */
function makesOther({ action, verb }: Deed): boolean {
  return action === 'create' && actionOf(verb) === undefined;
}

const READING: ReadonlySet<Action> = new Set<Action>(['list', 'read', 'check', 'compute', 'other']);

/** The name may say more of the thing than the entity does: `open order` of an order. */
function objectOf(deed: Deed, entity: readonly string[]): readonly string[] {
  return deed.object.at(-1) === entity.at(-1) && deed.object.length > entity.length ? deed.object : entity;
}

/** The readings of a function's values by path. */
export function readingsByPath<T extends ValueReading>(
  readings: readonly T[],
  pathOf: (reading: T) => string,
): ReadonlyMap<string, T> {
  return new Map(readings.map((reading) => [pathOf(reading), reading]));
}

/** A value that identifies a record: of which entity, and by which of its names. */
export interface Identifier {
  readonly entity: string;
  /** `id`, `code`, `email`; '' where the value names the record without saying how. */
  readonly role: string;
  /** What tells the entity from its like, see `numberOf`: `7` of `thing7_id`. */
  readonly number: string;
}

/** The parts of a value that say what it identifies. */
export interface Identifying {
  readonly reading: ValueReading | undefined;
  readonly number: string;
}

/** What a value identifies, by the domain; undefined where it identifies nothing. */
export function identifierOf({ reading, number }: Identifying): Identifier | undefined {
  if (reading?.of === undefined || (reading.role !== 'key' && reading.role !== 'reference')) return undefined;
  const { entity, field } = reading.of;
  const last = headOf(field);
  // `object_type` says what kind of thing it is, not which.
  if (last === 'type' || ATTRIBUTES.has(last)) return undefined;
  // `eid`, of functions about events.
  const role = /^[a-z]id$/.test(last) ? 'id' : last;
  return { entity, role: IDENTITY_ROLES.has(role) ? role : '', number };
}

/** Roles by which a record is known though nobody issued them to name it. */
const KNOWN_BY = new Set(['name', 'title', 'email', 'phone', 'code', 'number', 'symbol']);

/** An attribute by which a record can be found again: the name of a studio. */
export function knownBy({ reading, number }: Identifying): Identifier | undefined {
  if (reading?.of === undefined || reading.role !== 'attribute') return undefined;
  const last = headOf(reading.of.field);
  return KNOWN_BY.has(last) ? { entity: reading.of.entity, role: last, number } : undefined;
}

/** A key of the index under which an identifier is met, and how surely it is the one meant. */
export interface IdentifierKey {
  readonly key: string;
  readonly share: number;
  /** The number that tells it apart is left out. */
  readonly partial: boolean;
}

/** What is left where one side calls `number` what the other calls `id`, or does not say. */
const OTHER_ROLE = 0.8;
/** What is left where one side leaves the number out. */
const NUMBERLESS = 0.7;

/** The keys of an identifier: its own, and that of the plain id where it may stand for one. */
export function identifierKeys({ entity, role, number }: Identifier): readonly IdentifierKey[] {
  const keys = rolesMet(role).map(([one, share]) => ({ key: `d:${entity}.${one}`, share, partial: false }));
  if (number === '') return keys;
  const whole = keys.map(({ key, ...rest }) => ({ ...rest, key: numbered(key, number) }));
  return [...whole, ...keys.map(({ key, share }) => ({ key, share: share * NUMBERLESS, partial: true }))];
}

function rolesMet(role: string): readonly (readonly [role: string, share: number])[] {
  if (role === 'id') return [['id', 1]];
  if (role === '') {
    return [
      ['id', OTHER_ROLE],
      ['name', OTHER_ROLE],
    ];
  }
  return ID_ALIASES.has(role)
    ? [
        [role, 1],
        ['id', OTHER_ROLE],
      ]
    : [[role, 1]];
}

/** Whether two values can identify the same record. */
export function sameIdentifier(a: Identifier, b: Identifier): boolean {
  if (a.entity !== b.entity || (a.number !== b.number && a.number !== '' && b.number !== '')) return false;
  const plain = (role: string) => role === '' || role === 'id' || ID_ALIASES.has(role);
  return a.role === b.role || (plain(a.role) && plain(b.role)) || a.role === '' || b.role === '';
}
