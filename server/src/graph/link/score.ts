import type { Value } from '../../domain/index.ts';
import { ISSUED_ROLES, PUBLIC_WORDS } from '../derive/lexicon.ts';
import type { Offer } from '../derive/offers.ts';
import type { Want } from '../derive/wants.ts';
import type { LinkNode } from './node.ts';

/** What is left of an identifier's worth outside the service that issued it. */
const FOREIGN_ISSUED = 0.33;
const FOREIGN_PUBLIC = 0.85;
const FOREIGN_OTHER = 0.5;
const SAME_FOLDER = 0.8;
/** An author, a budget, a team of another field is another one; an id or a place is still what it is. */
const OTHER_CATEGORY = 0.5;
const OTHER_CATEGORY_SURE = 0.65;
const OTHER_CATEGORY_LOOSE = 0.4;

/** How likely a value of one function means something to another, from where they are declared. */
export function affinity(from: LinkNode, to: LinkNode, role: string, open: boolean, loose = false): number {
  const a = from.profile;
  const b = to.profile;
  const categories = a.topic !== 0 && b.topic !== 0 && a.topic !== b.topic;
  const topic = categories
    ? loose
      ? OTHER_CATEGORY_LOOSE
      : open || ISSUED_ROLES.has(role)
        ? OTHER_CATEGORY_SURE
        : OTHER_CATEGORY
    : 1;
  if (a.scope === b.scope) return a.named ? 1 : topic;
  const folder = a.folder === b.folder && !a.named && !b.named;
  if (!ISSUED_ROLES.has(role)) return (open ? FOREIGN_PUBLIC : FOREIGN_OTHER) * topic;
  return (folder ? SAME_FOLDER : FOREIGN_ISSUED) * topic;
}

/** Whether a value of one type can stand where another is asked for, in [0, 1]. */
export function compatibility(output: Value, input: Value, rule: string): number {
  if (output.composite !== input.composite) return 0;
  if (rule === 'nominal-type') return 1;
  if (rule === 'any-text' && output.type === 'number') return 0.8;
  return choiceMatch(output, input) * typeMatch(output, input);
}

/** A closed list of values feeds a parameter that takes some of them; elsewhere it is rather a report. */
function choiceMatch(output: Value, input: Value): number {
  const given = output.schema.enum;
  const taken = input.schema.enum;
  if (!Array.isArray(given)) return 1;
  if (!Array.isArray(taken)) return 0.6;
  const accepted = new Set(taken.map(String));
  const shared = given.filter((value) => accepted.has(String(value))).length;
  return shared / Math.min(given.length, taken.length);
}

/** Roles whose values are numbers in one interface and texts in the next. */
const NUMBERED = new Set(['id', 'number', 'code', 'key', 'reference', 'phone', 'token', 'handle']);

function typeMatch(output: Value, input: Value): number {
  if (output.type === input.type) return 1;
  if (output.type === 'boolean' || input.type === 'boolean') return 0;
  if (output.type === 'any' || input.type === 'any') return 0.9;
  if (output.type === 'object' || input.type === 'object') return 0.3;
  return NUMBERED.has(input.concept?.role ?? '') ? 0.9 : 0.45;
}

/** Weight of a key by how few give it; what half of a catalog gives carries little. */
const NAMED_RARITY = [0.75, 0.88, 0.96, 1];
/** An identifier that a whole service works on is still one: it joins what belongs together. */
const IDENTITY_RARITY = [0.9, 0.94, 0.98, 1];
const WEAK_RARITY = [0.35, 0.55, 0.75, 0.9, 1];

/** Weights by steps of rarity; undefined for keys that are telling however many give them. */
function rarityTable(key: string): readonly number[] | undefined {
  if (/^[tompvud]:/.test(key)) return undefined;
  const last = key.startsWith('n:') ? key.lastIndexOf(' ') : -1;
  if (last < 0) return WEAK_RARITY;
  return ISSUED_ROLES.has(key.slice(last + 1)) ? IDENTITY_RARITY : NAMED_RARITY;
}

/** What a key says of every meeting under it. */
export interface KeyTraits {
  /** The value means the same to every service. */
  readonly open: boolean;
  /** A wide kind (any number, any text, a unit, a place): any value of it will do, and in a crowd it says nothing at all. */
  readonly loose: boolean;
  /** A text names the function. */
  readonly mention: boolean;
  /** Somebody names the function, not the value. */
  readonly indirect: boolean;
  readonly rarity: readonly number[] | undefined;
}

export function traitsOf(key: string): KeyTraits {
  return {
    open: isPublic(key),
    loose: /^[vugf]:/.test(key),
    mention: key.startsWith('m:'),
    indirect: /^[sml]:/.test(key),
    rarity: rarityTable(key),
  };
}

/** Values that mean the same everywhere, and numbers and texts that any service can take. */
function isPublic(key: string): boolean {
  if (!key.startsWith('n:')) return key.startsWith('v:') || key.startsWith('u:') || key.startsWith('f:');
  return key
    .slice(2)
    .split(' ')
    .some((word) => PUBLIC_WORDS.has(word));
}

export function rarityWeight({ rarity }: KeyTraits, steps: number): number {
  return rarity === undefined ? 1 : (rarity[Math.min(steps, rarity.length - 1)] as number);
}

/** Two values with different roles are different values, whatever they belong to. */
export function rolesAgree(offer: Offer, want: Want): boolean {
  return offer.role === want.role || offer.role === '' || want.role === '' || offer.key.endsWith(' id');
}

/** Strength of one meeting of an offer and a want, before what the two functions have in common. */
export function meeting(offer: Offer, want: Want): number {
  return Math.sqrt(offer.weight * want.weight);
}

/** Evidence from independent rules: the chance that at least one of them is right (noisy-or). */
export function noisyOr(scores: Iterable<number>): number {
  let none = 1;
  for (const score of scores) none *= 1 - score;
  return 1 - none;
}
