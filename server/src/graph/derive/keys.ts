import type { Concept } from '../../domain/index.ts';
import { numbered } from './key-set.ts';
import { ID_ALIASES, TIME_WORDS } from './lexicon.ts';

/** Where a concept was read, which is also the rule named in the evidence. */
export type ConceptSource = 'name' | 'entity' | 'description' | 'prediction';

/** A concept with how surely the value has it, and the keys under which it can be met. */
export interface SourcedConcept {
  readonly entity: readonly string[];
  readonly role: string | undefined;
  /** What tells it from things whose names differ in digits alone; '' for most. */
  readonly number: string;
  readonly weight: number;
  readonly source: ConceptSource;
  /** The fullest first. Roles differ: see `rolesAgree`. */
  readonly shares: readonly KeyShare[];
}

/**
 * A concept as one value has it. @param identifies the bare text stands for the thing: `List of users` gives what each
 * user is called by. @param quantity a number: `acquired_customers: 12` names no customer.
 */
export function sourced(
  { entity, role, about }: Concept,
  weight: number,
  source: ConceptSource,
  number: string,
  identifies: boolean,
  quantity: boolean,
): SourcedConcept {
  const shares = keyShares(entity, role ?? '', identifies, about === true, quantity);
  return { entity, role, number, weight, source, shares: number === '' ? shares : withNumber(shares, number) };
}

/** Something a function gives or needs, filed under a key of the index. */
export interface Keyed {
  readonly key: string;
  /** In (0, 1]. */
  readonly weight: number;
  readonly role: string;
  readonly rule: string;
  /** Index into the profile's outputs or inputs; -1 for a premise. */
  readonly value: number;
  /** Only the head of a longer name stands in the key. */
  readonly partial: boolean;
}

/** Keeps the strongest of each (key, value). All of one value come one after the other. */
export class KeyedList {
  readonly #list: Keyed[] = [];
  #value = Number.NaN;
  #start = 0;

  add(key: string, weight: number, role: string, rule: string, value: number, partial = false): void {
    if (weight < 0.05) return;
    if (value !== this.#value) {
      this.#value = value;
      this.#start = this.#list.length;
    }
    for (let at = this.#start; at < this.#list.length; at += 1) {
      const known = this.#list[at] as Keyed;
      if (known.key !== key) continue;
      if (known.weight < weight) this.#list[at] = keyed(key, weight, role, rule, value, partial);
      return;
    }
    this.#list.push(keyed(key, weight, role, rule, value, partial));
  }

  list(): Keyed[] {
    return this.#list;
  }
}

/** All are made here, so that all have one shape: large catalogs hold some hundred thousand of them. */
export function keyed(key: string, weight: number, role: string, rule: string, value: number, partial = false): Keyed {
  return { key, weight, role, rule, value, partial };
}

/** Weight kept when only the head of a longer name agrees, or a name without a role meets one with. */
const HEAD_ONLY = 0.7;
const ALIAS = 0.75;
const ROLELESS = 0.55;
const IDENTIFIES = 0.95;
const ABOUT = 0.2;
/** Roles of what leads to a thing without naming it: whoever asks for a user wants no link to one. */
const BESIDE: ReadonlySet<string> = new Set(['url', 'email', 'phone', 'address']);
const OWNERLESS = 0.8;

/** Roles that name a thing by themselves: a `symbol` is a symbol wherever it stands. */
export const NAMING: ReadonlySet<string> = new Set(['symbol', 'email', 'phone']);

/** The fullest key of a concept; undefined for a bare role. */
export function mainKey(concept: SourcedConcept): string | undefined {
  return concept.shares[0]?.key;
}

/** One meeting point of the inverted index: an offer and a want that share the key may make an edge. */
export interface KeyShare {
  readonly key: string;
  /** Part of the concept's weight that the key keeps. */
  readonly share: number;
  /** Only the last word of a longer name: two such keys name different things more often than not. */
  readonly partial: boolean;
}

const NO_KEYS: readonly KeyShare[] = [];
/** By what else is known of the concept and its role, then by the words of its entity: names repeat in every catalog. */
const remembered = new Map<string, Map<string, readonly KeyShare[]>>();
const CACHE_LIMIT = 50_000;
let size = 0;

function keyShares(
  entity: readonly string[],
  role: string,
  identifies: boolean,
  about: boolean,
  quantity: boolean,
): readonly KeyShare[] {
  if (entity.length === 0) return NO_KEYS;
  const kind = about ? 'about' : role !== '' ? role : quantity ? 'quantity' : identifies ? 'identifies' : '';
  let known = remembered.get(kind);
  if (known === undefined) {
    known = new Map();
    remembered.set(kind, known);
  }
  const words = entity.length === 1 ? (entity[0] as string) : entity.join(' ');
  let shares = known.get(words);
  if (shares === undefined) {
    if (about) shares = [share(entity, ABOUT)];
    else shares = role === '' ? rolelessShares(entity, identifies, quantity) : roleShares(entity, role);
    if (size >= CACHE_LIMIT) forget();
    size += 1;
    known.set(words, shares);
  }
  return shares;
}

/** The whole name with its number, and the name alone for less, as if the number were a word of it that others leave out. */
function withNumber(shares: readonly KeyShare[], number: string): KeyShare[] {
  const whole = shares.map(({ key, share, partial }) => ({ key: numbered(key, number), share, partial }));
  const bare = shares.map(({ key, share }) => ({ key, share: share * HEAD_ONLY, partial: true }));
  return [...whole, ...bare];
}

function forget(): void {
  for (const known of remembered.values()) known.clear();
  size = 0;
}

function share(words: readonly string[], part: number, partial = false): KeyShare {
  return { key: `n:${words.join(' ')}`, share: part, partial };
}

function rolelessShares(entity: readonly string[], identifies: boolean, quantity: boolean): KeyShare[] {
  const head = entity.at(-1) as string;
  const long = entity.length > 1;
  const shares = [share(entity, 1)];
  if (long) shares.push(share([head], HEAD_ONLY, true));
  if (TIME_WORDS.has(head) || quantity) return shares;
  const part = identifies ? IDENTIFIES : ROLELESS;
  shares.push(share([...entity, 'id'], part), share([...entity, 'name'], part));
  if (long) shares.push(share([head, 'id'], ROLELESS * HEAD_ONLY, true));
  return shares;
}

function roleShares(entity: readonly string[], role: string): KeyShare[] {
  const head = entity.at(-1) as string;
  const long = entity.length > 1;
  const shares = [share([...entity, role], 1)];
  if (long) shares.push(share([head, role], HEAD_ONLY, true));
  // Whose e-mail address it is often only one side says.
  if (NAMING.has(role)) shares.push(share([role], OWNERLESS, true));
  if (ID_ALIASES.has(role)) shares.push(share([...entity, 'id'], ALIAS));
  if (BESIDE.has(role)) return shares;
  shares.push(share(entity, ROLELESS));
  if (long) shares.push(share([head], ROLELESS * HEAD_ONLY, true));
  return shares;
}
