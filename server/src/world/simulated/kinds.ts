import { keyWords } from '../../english/index.ts';

/**
 * Words that end the name of an identifier: a value that a system issues. `number` and `code` count only after the name of a
 * thing that is kept on record; a phone number or a country code is everybody's.
 */
const ALWAYS = new Set(['id', 'ids', 'token', 'handle', 'cursor']);
const AFTER_RECORD = new Set(['number', 'code', 'reference', 'key']);
const RECORDS = new Set([
  'order',
  'booking',
  'reservation',
  'confirmation',
  'ticket',
  'invoice',
  'tracking',
  'transaction',
  'receipt',
  'case',
  'claim',
  'shipment',
  'request',
  'incident',
]);

/** Words before the thing itself that only tell its part in the call: `new_flight_id` is a flight's. */
const ROLES = new Set([
  'new',
  'old',
  'current',
  'previous',
  'next',
  'source',
  'target',
  'parent',
  'child',
  'original',
  'updated',
  'selected',
  'from',
  'to',
  'first',
  'second',
  'other',
  'the',
  'my',
  'matching',
  'primary',
  'unique',
  'related',
  'existing',
]);

export interface KindPlace {
  /** Name of the parameter or output field. */
  readonly name: string;
  /** Name of its nominal type, when it has one. */
  readonly nominal?: string | undefined;
  /** Name of the object it is a field of: a type, or the list it stands in. */
  readonly entity?: string | undefined;
  /** What the function is about, for a bare `id`; `user id` where it is about the identifier itself. */
  readonly subject: string;
  /** Description of the field: `List of order ids`. */
  readonly description?: string | undefined;
}

/**
 * The kind of thing that an identifier identifies (`flight`, `order item`), or undefined where the value is no
 * identifier. A nominal type's name decides where there is one, else the field's own name, the entity it is in, or the
 * function's subject.
 */
export function identifierKind(place: KindPlace): string | undefined {
  if (place.nominal !== undefined) {
    const typed = stem(keyWords(place.nominal));
    if (typed !== undefined) return typed === '' ? place.nominal.toLowerCase() : typed;
  }
  const words = keyWords(place.name);
  const own = stem(words) ?? (words.every((word) => ENVELOPE.has(word)) ? stem(keyWords(place.subject)) : undefined);
  if (own === undefined) return describedKind(place.description);
  if (own !== '') return own;
  return ownerKind(place.entity ?? '') || ownerKind(place.subject) || undefined;
}

const DESCRIBED =
  /^(?:(?:an?|the|list|array|of|all|unique|associated|related) )*(?:([a-z]+(?: [a-z]+)?) (?:ids?|identifiers?)\b|(?:ids?|identifiers?) (?:of|for) (?:(?:an?|the|all|each) )*([a-z]+))/i;

/** `List of order ids`, `ID of the tweet`: the description names the kind where the field's own name does not. */
function describedKind(description: string | undefined): string | undefined {
  const match = DESCRIBED.exec(description?.slice(0, 120) ?? '');
  const named = match?.[1] ?? match?.[2];
  return named === undefined ? undefined : withoutRoles(keyWords(named)).join(' ') || undefined;
}

/** The words before the identifier's ending, roles left off; undefined where the words name no identifier. */
function stem(words: readonly string[]): string | undefined {
  const last = words.at(-1);
  if (last === undefined) return undefined;
  const thing = words.slice(0, -1);
  const identifies = ALWAYS.has(last) || (AFTER_RECORD.has(last) && RECORDS.has(thing.at(-1) ?? ''));
  return identifies ? withoutRoles(thing).join(' ') : undefined;
}

function withoutRoles(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !ROLES.has(word));
  return first < 0 ? [] : words.slice(first);
}

function ownerKind(name: string): string {
  const words = keyWords(name);
  const thing = words.at(-1) === 'id' ? words.slice(0, -1) : words;
  return withoutRoles(thing.filter((word) => !ENVELOPE.has(word))).join(' ');
}

/** Names of wrappers around the thing itself. */
const ENVELOPE = new Set([
  'list',
  'result',
  'response',
  'data',
  'detail',
  'information',
  'return',
  'item',
  'entry',
  'output',
  'record',
  'object',
]);

/** Ends the kind of identifiers that are numbers: a number never means a thing that is known by a text. */
const NUMERIC = '#';

/** The kind for identifiers of a value type: those that are numbers are kinds of their own. */
export function typedKind(kind: string, numeric: boolean): string {
  return numeric ? `${kind}${NUMERIC}` : kind;
}

/** The kind as people say it. */
export function spokenKind(kind: string): string {
  return kind.replace(/^named /, '').replace(/#$/, '');
}

/** The thing that a name speaks of is of this kind: `order` of `pending order`, or the other way round. */
export function speaksOf(name: string, kind: string): boolean {
  const spoken = spokenKind(kind);
  return name !== '' && (` ${name}`.endsWith(` ${spoken}`) || ` ${spoken}`.endsWith(` ${name}`));
}

/**
 * Finds the issued kind that a wanted kind means: itself, or one of the same last words (`sender user` → `user`,
 * `tweet` → `user tweet`). Undefined where nothing issues it.
 */
export function createKindMatcher(issued: Iterable<string>): (wanted: string) => string | undefined {
  const exact = new Set(issued);
  const bySuffix = new Map<string, string>();
  for (const kind of exact) {
    for (const suffix of suffixes(kind)) if (!bySuffix.has(suffix)) bySuffix.set(suffix, kind);
  }
  return (wanted) =>
    exact.has(wanted) ? wanted : (suffixes(wanted).find((suffix) => exact.has(suffix)) ?? bySuffix.get(wanted));
}

/** `sender user account` → `user account`, `account`. */
function suffixes(kind: string): string[] {
  const words = kind.split(' ');
  return words.slice(1).map((_, index) => words.slice(index + 1).join(' '));
}
