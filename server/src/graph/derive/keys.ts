import type { Concept } from './concept.ts';
import { ID_ALIASES, TIME_WORDS } from './lexicon.ts';

/** Where a concept was read, which is also the rule named in the evidence. */
export type ConceptSource = 'name' | 'entity' | 'description' | 'prediction';

/** A concept with how surely the value has it. */
export interface SourcedConcept extends Concept {
  readonly weight: number;
  readonly source: ConceptSource;
  /** The bare text stands for the thing: `List of users` gives what each user is called by. */
  readonly identifies?: boolean;
  /** A number: `acquired_customers: 12` names no customer. */
  readonly quantity?: boolean;
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
  return keyShares(concept)[0]?.key;
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
const remembered = new Map<string, readonly KeyShare[]>();
const CACHE_LIMIT = 50_000;

/** The keys under which a concept can be met, the fullest first. Roles differ: see `rolesAgree`. */
export function keyShares({
  entity,
  role = '',
  identifies = false,
  about = false,
  quantity = false,
}: SourcedConcept): readonly KeyShare[] {
  if (entity.length === 0) return NO_KEYS;
  const name = `${entity.join(' ')}|${role}|${identifies ? 1 : 0}${about ? 1 : 0}${quantity ? 1 : 0}`;
  let shares = remembered.get(name);
  if (shares === undefined) {
    if (about) shares = [share(entity, ABOUT)];
    else shares = role === '' ? rolelessShares(entity, identifies, quantity) : roleShares(entity, role);
    if (remembered.size >= CACHE_LIMIT) remembered.clear();
    remembered.set(name, shares);
  }
  return shares;
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
