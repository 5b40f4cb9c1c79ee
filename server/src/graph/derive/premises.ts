import {
  chosenIn,
  currentIn,
  type Deed,
  isSessionToken,
  letsIn,
  loginTold,
  mentionedBefore,
  QUALIFIERS,
} from '../../domain/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import type { KnownValue } from './concepts.ts';
import { numbered } from './key-set.ts';
import { type Keyed, keyed } from './keys.ts';
import { DEALS, FOLLOWS, FREE_TEXT, ISSUED_ROLES, JOINING, PLAIN_CREATION, PLAIN_READING } from './lexicon.ts';
import type { Offer } from './offers.ts';
import type { Want } from './wants.ts';

/** A premise is offered and wanted like a value, with -1 for "no value". */
const PREMISE = -1;

function premise(key: string, weight: number, rule: string): Keyed {
  return keyed(key, weight, '', rule, PREMISE);
}

/** States of the world a call brings about. */
export function premiseOffers(
  signature: FunctionSignature,
  deed: Deed,
  inputs: readonly KnownValue[],
  scope: number,
): Offer[] {
  const offers: Offer[] = [];
  if (letsIn(signature, deed)) offers.push(premise(`p:login@${scope}`, 0.9, 'login'));
  for (const { thing, share } of thingsOf(deed, [])) {
    // Who books a workshop makes a booking; the workshop was there before.
    if (deed.action === 'create' && !takesItsThing(deed, inputs) && !DEALS.has(deed.verb)) {
      const sure = PLAIN_CREATION.has(deed.verb) ? 0.8 : 0.5;
      offers.push(premise(`p:made:${thing}@${scope}`, sure * share, 'lifecycle'));
    }
    if (deed.action === 'check') offers.push(premise(`p:checked:${thing}@${scope}`, 0.7 * share, 'check-first'));
    if (deed.action === 'read' && PLAIN_READING.has(deed.verb))
      offers.push(premise(`p:seen:${thing}@${scope}`, 0.7 * share, 'look-first'));
  }
  for (const deal of deed.action === 'create' ? (DEALS.get(deed.verb) ?? []) : []) {
    offers.push(premise(`p:made:${deal}@${scope}`, 0.7, 'lifecycle'));
  }
  for (const follower of FOLLOWS.get(deed.verb) ?? []) {
    for (const { thing, share } of pairedThings(deed))
      offers.push(premise(`p:pair:${follower}:${thing}@${scope}`, 0.8 * share, 'verb-pair'));
  }
  const chosen = selected(signature, deed);
  if (chosen !== undefined) offers.push(premise(`p:current:${chosen}@${scope}`, 0.7, 'current-state'));
  return offers;
}

const REQUIRED = 'p:name:';

/** The keys under which a `@requires` names a function: by its name in the same service, by its full name anywhere. */
export function namedBy({ name, namespace }: FunctionSignature, scope: number): readonly string[] {
  return [`${REQUIRED}${name}@${scope}`, `${REQUIRED}${namespace === '' ? name : `${namespace}.${name}`}`];
}

/** `add_to_watchlist(stock)`: what is added was there before, so the call did not make it. */
export function takesItsThing(deed: Deed, inputs: readonly KnownValue[]): boolean {
  const head = deed.object.at(-1);
  if (head === undefined || !JOINING.has(deed.verb)) return false;
  return inputs.some(({ required, composite, concept }) => {
    if (!required || composite || concept === undefined || concept.entity.at(-1) !== head) return false;
    return concept.role === undefined ? !FREE_TEXT.has(head) : ISSUED_ROLES.has(concept.role);
  });
}

/** States of the world a call builds on. */
export function premiseWants(
  signature: FunctionSignature,
  deed: Deed,
  inputs: readonly KnownValue[],
  scope: number,
): Want[] {
  const wants: Want[] = [];
  for (const name of signature.premises) {
    if (!name.includes('.')) wants.push(premise(`${REQUIRED}${name}@${scope}`, 0.97, 'requires'));
    wants.push(premise(`${REQUIRED}${name}`, 0.97, 'requires'));
  }
  const login = letsIn(signature, deed) ? 0 : loginNeed(signature, deed, inputs);
  if (login > 0) wants.push(premise(`p:login@${scope}`, login, 'login'));
  for (const { thing, share, own } of thingsOf(deed, inputs)) {
    if (deed.action !== 'create' && deed.action !== 'compute' && !ADMITTING.has(deed.action)) {
      const listed =
        deed.action === 'list' && inputs.every(({ required, reading }) => !required || reading?.role === 'text');
      // Who is asked for nothing shows what is there, whoever made it.
      const shown = deed.action === 'read' && inputs.length === 0;
      wants.push(premise(`p:made:${thing}@${scope}`, (listed || shown ? 0.15 : own ? 0.7 : 0.45) * share, 'lifecycle'));
    }
    // What is only now made cannot have been checked; a booking of what is there can.
    const made = deed.action === 'create' && own && !DEALS.has(deed.verb);
    if (acts(deed) && !made) {
      wants.push(premise(`p:checked:${thing}@${scope}`, 0.7 * share, 'check-first'));
      if (own && (deed.action === 'update' || deed.action === 'delete')) {
        wants.push(premise(`p:seen:${thing}@${scope}`, (REVISION.has(deed.verb) ? 0.7 : 0.3) * share, 'look-first'));
      }
    }
  }
  if (deed.verb !== '') {
    for (const { thing, share } of pairedThings(deed))
      wants.push(premise(`p:pair:${deed.verb}:${thing}@${scope}`, 0.8 * share, 'verb-pair'));
  }
  for (const thing of currentIn(signature)) wants.push(premise(`p:current:${thing}@${scope}`, 0.7, 'current-state'));
  for (const { words, number } of mentionedBefore(signature.description))
    wants.push(premise(`m:${numbered(words.join(' '), number)}`, 0.85, 'stated-order'));
  return wants;
}

/** Whoever logs in or out was a user before; making one does not lead to it. */
const ADMITTING: ReadonlySet<string> = new Set(['login', 'logout']);

/** What two verbs of a pair must have in common: the thing, or, for less, the last word of it. */
function pairedThings(deed: Deed): { readonly thing: string; readonly share: number }[] {
  const head = deed.object.at(-1) ?? '';
  const { number } = deed;
  if (deed.object.length < 2) return [{ thing: numbered(head, number), share: 1 }];
  return [
    { thing: numbered(deed.object.join(' '), number), share: 1 },
    { thing: numbered(head, number), share: HEAD_ONLY },
  ];
}

function acts(deed: Deed): boolean {
  return deed.action === 'create' || deed.action === 'update' || deed.action === 'delete' || deed.action === 'send';
}

/** An entity a function works on. */
interface Thing {
  /** Its words, or only the last of them. */
  readonly thing: string;
  /** Less than 1 where only the last word of a longer name is left. */
  readonly share: number;
  /** Named by the function itself, not by one of its parameters. */
  readonly own: boolean;
}

const HEAD_ONLY = 0.5;

/** The entities a function works on: its object, and those its required identifiers name. */
function thingsOf(deed: Deed, inputs: readonly KnownValue[]): Thing[] {
  const things = new Map<string, Thing>();
  const add = (words: readonly string[], number: string, own: boolean) => {
    const last = words.at(-1);
    if (last === undefined || QUALIFIERS.has(last)) return;
    const head = numbered(last, number);
    const full = numbered(words.join(' '), number);
    if (!things.has(full)) things.set(full, { thing: full, share: 1, own });
    if (words.length > 1 && !things.has(head)) things.set(head, { thing: head, share: HEAD_ONLY, own });
  };
  add(deed.object, deed.number, true);
  for (const input of inputs) {
    if (!input.required || input.composite) continue;
    for (const concept of input.concepts) if (concept.role !== undefined) add(concept.entity, concept.number, false);
  }
  return [...things.values()];
}

/** How surely a call needs a login before it; 0 when nothing speaks for it. */
function loginNeed(signature: FunctionSignature, deed: Deed, inputs: readonly KnownValue[]): number {
  const told = loginTold(signature.description);
  if (told === 'stated') return 0.85;
  if (inputs.some((input) => isSessionToken(input.name))) return STATED_LOGIN;
  if (deed.action === 'logout') return 0.9;
  if (told === 'own') return 0.6;
  // Whoever signs up is not logged in yet.
  if (deed.action === 'create' && SIGNED_UP.has(deed.object.at(-1) ?? '')) return 0;
  const changing =
    deed.action === 'create' || deed.action === 'update' || deed.action === 'delete' || deed.action === 'send';
  return changing && signature.annotations.readOnly !== true ? 0.55 : 0;
}

/** A login is needed at least this much where a text or a token among the parameters says so. */
const STATED_LOGIN = 0.8;

/** Whether somebody wrote that a call needs a login before it; otherwise it is only likely. */
export function statesLogin(wants: readonly Want[]): boolean {
  return wants.some(({ rule, weight }) => rule === 'login' && weight >= STATED_LOGIN);
}

const SIGNED_UP = new Set(['user', 'account']);

/** Verbs one does only after having seen what is there; removing by name needs no look. */
const REVISION = new Set('edit modify update change patch replace cancel'.split(' '));

/** Going somewhere makes another page the current one. */
const NAVIGATION = new Set(['navigate', 'goto', 'visit', 'browse']);

/** `Change the current directory`: the call decides what later calls work on. */
function selected(signature: FunctionSignature, deed: Deed): string | undefined {
  const chosen = chosenIn(signature.description);
  if (chosen !== undefined) return chosen;
  if (NAVIGATION.has(deed.verb)) return 'page';
  return deed.action === 'select' ? deed.object.at(-1) : undefined;
}
