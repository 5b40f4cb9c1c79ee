import {
  carriedUnit,
  carriedUnitAmong,
  type Deed,
  headOf,
  IDENTITY_ROLES,
  isBoundName,
  isNewName,
  isReferringName,
  isSecretName,
  mayMention,
  mentionsIn,
  sourcesIn,
} from '../../domain/index.ts';
import { isRecipient, type KnownValue } from './concepts.ts';
import { numbered } from './key-set.ts';
import { type Keyed, KeyedList, NAMING } from './keys.ts';
import {
  ATTRIBUTES,
  CONTROLS,
  DEALING,
  FREE_TEXT,
  ISSUED_ROLES,
  JOINING,
  NUMBER_NAMES,
  PLAIN_CREATION,
  PUBLIC_WORDS,
  PUBLISHING,
  REVISING,
  TEXT_NAMES,
  TIME_WORDS,
} from './lexicon.ts';
import { asOfDeed, isArithmetic, kindsOf, listKey, numberKey } from './offers.ts';
import type { Output } from './outputs.ts';
import { identifierKeys, identifierOf } from './reading.ts';

/** Something a function needs; `value` is an index into the profile's inputs. */
export type Want = Keyed;

/** The parameters of a function, each under every key it can be fed by. */
export function wantsOf(deed: Deed, inputs: readonly KnownValue[], outputs: readonly Output[], scope: number): Want[] {
  const needed = inputs.filter((input) => input.required && !input.composite && input.type !== 'boolean');
  const setting = {
    deed,
    scope,
    arithmetic: isArithmetic(deed, inputs, outputs),
    alone: needed.length <= 1,
    money: deed.action === 'compute' && (deed.object.includes('currency') || inputs.some(isCurrency)),
  };
  // Credentials come from the person, never from another call. A login without a secret only asks who it is.
  const credentials = deed.action === 'login' && inputs.some((input) => isSecretName(input.name));
  const wants = new KeyedList();
  inputs.forEach((input, position) => {
    addMentions(wants, input, position);
    if (input.type !== 'boolean' && !credentials && !isDenied(input)) addValueWants(wants, input, position, setting);
  });
  return wants.list();
}

/** Its author says that it is a plain value: its name is not to be read. */
function isDenied({ reading }: KnownValue): boolean {
  return reading !== undefined && 'stated' in reading && reading.role !== 'key' && reading.role !== 'reference';
}

function isCurrency(input: KnownValue): boolean {
  return input.words.includes('currency');
}

/** What the function at hand says of each of its parameters. */
interface Setting {
  readonly deed: Deed;
  readonly scope: number;
  readonly arithmetic: boolean;
  /** It computes sums of money: it takes a currency, or what is named like one. */
  readonly money: boolean;
  /** At most one value must be given. */
  readonly alone: boolean;
}

function addValueWants(wants: KeyedList, input: KnownValue, position: number, setting: Setting): void {
  if (input.composite) {
    if (input.entity !== undefined) wants.add(`o:${input.entity}`, 0.9, '', 'nominal-type', position);
    return;
  }
  addQuantityWants(wants, input, position, setting);
  if (input.nominal !== undefined) wants.add(`t:${input.nominal}`, 0.95, '', 'nominal-type', position);
  const fresh = freshness(input, setting.deed);
  const worth =
    (isRecipient(input, setting.deed) ? RECIPIENT_WORTH : needWorth(input)) *
    fresh *
    (setting.deed.action === 'login' ? 0.5 : 1);
  const identifier = identifierOf(asOfDeed(input, setting.deed));
  if (identifier !== undefined && !namesNew(input, setting.deed)) {
    for (const { key, share, partial } of identifierKeys(identifier)) {
      wants.add(key, 0.95 * share, 'id', 'reference', position, partial);
    }
  }
  if (worth > 0) addConceptWants(wants, input, position, fresh, worth, setting.scope);
}

/** Roles of what only steers a call. */
const STEERING: ReadonlySet<string> = new Set(['paging', 'option']);

/** How likely a parameter's value comes from an earlier call rather than from the user; in [0, 1]. */
function needWorth(input: KnownValue): number {
  if (STEERING.has(input.reading?.role ?? '')) return 0;
  const concept = input.concept;
  if (concept === undefined) return 0.4;
  if (input.schema.enum !== undefined) return 0.35;
  const head = concept.entity.at(-1) ?? '';
  if (concept.role === 'number' && head === 'page') return 0;
  if (concept.role !== undefined) return IDENTITY_ROLES.get(concept.role) ?? 0.5;
  if (isBoundName(input.name)) return 0.15;
  if (DECIDED.has(head) && concept.entity.length === 1) return 0.4;
  if (concept.entity.every((word) => CONTROLS.has(word) || TIME_WORDS.has(word))) {
    if (!concept.entity.every((word) => TIME_WORDS.has(word))) return 0;
    return isReferringName(input.name) ? 0.65 : 0.3;
  }
  if (ATTRIBUTES.has(head)) return PUBLIC_WORDS.has(head) ? 0.3 : 0.12;
  if (FREE_TEXT.has(head)) return 0.2;
  if (TIME_WORDS.has(head)) return 0.35;
  return 0.65;
}

/** How much of something is a decision, not a fact that a call finds out. */
const DECIDED = new Set(['amount', 'quantity', 'count']);

/** What people know of themselves and write into forms. */
const PERSONAL = new Set(['name', 'title', 'email', 'phone', 'address']);

/** A form asks for one's own e-mail address; what is sent needs that of somebody else, who has to be looked up. */
function writtenByHand(role: string, deed: Deed): boolean {
  return PERSONAL.has(role) && !(deed.action === 'send' && (role === 'email' || role === 'phone'));
}

/** Roles by which a text tells that a parameter takes something that exists: `the stock symbol to add`. */
const IDENTIFYING = new Set(['id', 'token', 'key', 'reference', 'code', 'symbol']);

const RECIPIENT_WORTH = 0.6;

/** The name of what is only now made is no name of what is there: `mkdir(dir_name)`. */
function namesNew(input: KnownValue, deed: Deed): boolean {
  const identifier = identifierOf(input);
  if (identifier === undefined || identifier.role === 'id' || !PLAIN_CREATION.has(deed.verb)) return false;
  return headOf(identifier.entity) === deed.object.at(-1);
}

/** What a person makes up: the name of a thing to be created, the new values of one to be changed. */
function freshness(input: KnownValue, deed: Deed): number {
  const concept = input.concept;
  if (concept === undefined || input.nominal !== undefined || isRecipient(input, deed)) return 1;
  if (identifierOf(input) !== undefined && !namesNew(input, deed)) return 1;
  const creates = deed.action === 'create' || deed.action === 'send';
  const bare = concept.entity.length === 0 && !NAMING.has(concept.role ?? '');
  const own = bare || concept.entity.at(-1) === deed.object.at(-1);
  // `add_track(track_id)` puts something that is there already somewhere; only `create_track` makes it.
  const exists = deed.action === 'send' || !PLAIN_CREATION.has(deed.verb) || (JOINING.has(deed.verb) && input.required);
  if (
    own &&
    input.required &&
    DEALING.has(deed.verb) &&
    input.type === 'string' &&
    !FREE_TEXT.has(concept.entity.at(-1) ?? '')
  )
    return 1;
  const identified = concept.role === undefined && input.described.some(({ role }) => IDENTIFYING.has(role ?? ''));
  if (creates && own && !(exists && (identified || ISSUED_ROLES.has(concept.role ?? '')))) return 0.3;
  const told =
    concept.role === undefined ? !identified && !isReferringName(input.name) : writtenByHand(concept.role, deed);
  if (creates && input.many && concept.role === undefined && !identified) return 0.1;
  if (told && isNewName(input.name)) return 0.2;
  // How much a new thing costs or gets is decided when it is made.
  if (deed.action === 'create' && input.type === 'number' && concept.role === undefined && told) return 0.5;
  return (creates || REVISING.has(deed.verb)) && told && input.type !== 'number' ? 0.4 : 1;
}

function addConceptWants(
  wants: KeyedList,
  input: KnownValue,
  position: number,
  fresh: number,
  worth: number,
  scope: number,
): void {
  const free = FREE_TEXT.has(input.concept?.entity.at(-1) ?? '') ? 0.3 : 0.9;
  for (const { weight, source, role, shares } of input.concepts) {
    // A description may name a better kind of value than the parameter's own name does.
    const told = role === undefined ? 0 : (IDENTITY_ROLES.get(role) ?? 0) * free;
    const value = source === 'description' ? Math.max(worth, told * fresh) : worth;
    for (const { key, share, partial } of shares) {
      wants.add(key, weight * share * value, role ?? '', source, position, partial);
    }
  }
  addListWants(wants, input, position, fresh, scope);
  addSourceWants(wants, input, position, scope);
  // A place may be looked up for any purpose; how much money to set is decided.
  const chosen = input.type !== 'number' ? 1 : isBoundName(input.name) ? 0.15 : fresh;
  for (const { key, weight, rule } of kindsOf(input)) wants.add(key, weight * chosen, '', rule, position);
}

/** A value that names a thing can be chosen from a list of such things. */
function addListWants(wants: KeyedList, input: KnownValue, position: number, fresh: number, scope: number): void {
  if (input.schema.enum !== undefined || input.concept?.role === 'title') return;
  for (const { entity, source, number } of input.concepts) {
    const head = entity.at(-1);
    if (head === undefined || source === 'description') continue;
    if (TIME_WORDS.has(head) || FREE_TEXT.has(head) || CONTROLS.has(head) || head === 'action') continue;
    wants.add(listKey(head, number, scope), 0.6 * fresh, '', 'list-of', position);
  }
}

/** `Element reference from the page snapshot` → what the functions that give snapshots give. */
function addSourceWants(wants: KeyedList, input: KnownValue, position: number, scope: number): void {
  const text = typeof input.schema.description === 'string' ? input.schema.description.slice(0, 300) : '';
  const identifies = input.concept?.role !== undefined || input.described.some((concept) => concept.role !== undefined);
  if (!identifies) return;
  for (const word of sourcesIn(text)) wants.add(`s:${word}@${scope}`, 0.6, '', 'named-source', position);
}

function addQuantityWants(
  wants: KeyedList,
  input: KnownValue,
  position: number,
  { deed, arithmetic, alone, money }: Setting,
): void {
  const concept = input.concept;
  const head = concept?.entity.at(-1) ?? '';
  if (concept?.role !== undefined && !NUMBER_NAMES.has(concept.role)) return;
  if (CONTROLS.has(head) || isBoundName(input.name)) return;
  const numeric = input.type === 'number' || (input.type === 'any' && input.many);
  const unit = carriedUnit(head) ?? (input.type === 'number' ? carriedUnitAmong(input.descriptionWords) : undefined);
  if (unit !== undefined)
    wants.add(`u:${unit.name}`, carriedUnit(head) === undefined ? 0.45 : 0.9, '', 'unit', position);
  const name = concept?.role ?? head;
  if (numeric && unit === undefined && NUMBER_NAMES.has(name) && arithmetic) {
    for (const computed of [true, false]) {
      const apt = computed || input.many || MEASURING.has(deed.verb) || !alone ? 0.7 : 0.4;
      wants.add(numberKey(computed, input.many), apt, '', 'any-number', position);
    }
  }
  if (numeric && money) wants.add('v:money', 0.75, '', 'kind', position);
  if (input.type === 'string' && TEXT_NAMES.has(name) && writes(deed)) {
    wants.add('v:text', 0.7, '', 'any-text', position);
    if (alone && !PUBLISHING.has(deed.verb)) wants.add('v:figure', 0.8, '', 'any-text', position);
  }
}

/** What one does to a single reading of the world; its root or its sign tells nothing. */
const MEASURING = new Set('round convert format estimate compare scale'.split(' '));

/** Deeds that take a text as it is: to put it somewhere, or to make something of it. */
function writes(deed: Deed): boolean {
  return (
    deed.action === 'send' ||
    deed.action === 'create' ||
    deed.action === 'update' ||
    (deed.action === 'compute' && !CODING.has(deed.verb))
  );
}

/** Verbs that change how a text is written, not what it says. */
const CODING = new Set('encode decode encrypt decrypt compress decompress hash'.split(' '));

/** `id from the Get Currency API`, `as returned by list_devices` → mentions of those functions. */
function addMentions(wants: KeyedList, input: KnownValue, position: number): void {
  const text = typeof input.schema.description === 'string' ? input.schema.description.slice(0, 600) : '';
  if (!mayMention(text)) return;
  for (const { words, number } of mentionsIn(text))
    wants.add(`m:${numbered(words.join(' '), number)}`, 0.9, '', 'mention', position);
}
