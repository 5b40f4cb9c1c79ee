import { isVerb, type VerbClass, verbClassOf } from '../../english/index.ts';
import { PREPOSITIONS } from './object.ts';

/** Verbs of two words that mean another thing than their first, by the plain verb of that meaning. */
export const PHRASAL: Readonly<Record<string, string>> = {
  'take back': 'retract',
  'take down': 'unpublish',
  'take off': 'remove',
  'take out': 'remove',
  'take away': 'remove',
  'take over': 'claim',
  'take part': 'join',
  'give back': 'return',
  'give up': 'abandon',
  'give out': 'issue',
  'call off': 'cancel',
  'put off': 'postpone',
  'put back': 'return',
  'put away': 'archive',
  'put together': 'compose',
  'pay out': 'pay',
  'pay back': 'refund',
  'hand over': 'transfer',
  'hand back': 'return',
  'lay down': 'record',
  'hand in': 'submit',
  'hand out': 'issue',
  'pick up': 'collect',
  'drop off': 'deliver',
  'shut down': 'stop',
  'close down': 'close',
  'wind up': 'close',
  'write down': 'record',
  'write off': 'waive',
  'sign up': 'register',
  'check out': 'checkout',
  'find out': 'get',
  'look at': 'view',
  'carry out': 'perform',
  'roll back': 'revert',
  'bring back': 'restore',
  'send back': 'return',
  'swap out': 'replace',
  'mark off': 'mark',
  'get rid': 'delete',
  'switch off': 'disable',
  'turn off': 'disable',
  'switch on': 'enable',
  'turn on': 'enable',
  'let in': 'admit',
  'check in': 'checkin',
  'bring down': 'lower',
  'send out': 'send',
  'let go': 'release',
  'take in': 'admit',
  'book in': 'admit',
  'bring in': 'admit',
  'take up': 'accept',
  'turn down': 'decline',
  'ask for': 'request',
  'call for': 'request',
  'send for': 'request',
  'put forward': 'propose',
  'put aside': 'reserve',
  'set aside': 'reserve',
  'put down': 'record',
  'note down': 'record',
  'draw up': 'draft',
  'make out': 'issue',
  'hand down': 'issue',
  'rent out': 'rent',
  'hire out': 'rent',
  'lend out': 'lend',
  'throw out': 'discard',
  'throw away': 'discard',
  'tear up': 'discard',
  'tear down': 'destroy',
  'wipe out': 'erase',
  'strike off': 'remove',
  'strike out': 'remove',
  'cross off': 'remove',
  'cross out': 'remove',
  'cut off': 'disconnect',
  'hold back': 'withhold',
  'hold over': 'postpone',
  'pass on': 'forward',
  'turn in': 'submit',
  'send in': 'submit',
  'sort out': 'resolve',
  'fill in': 'complete',
  'fill out': 'complete',
  'print out': 'show',
  'point out': 'show',
  'read out': 'read',
  'work out': 'calculate',
  'figure out': 'calculate',
  'add up': 'sum',
};

/** Particles that are adverbs: behind a verb and before a thing they can only belong to the verb. */
const ADVERBS = new Set(['up', 'down', 'off', 'away', 'back', 'out', 'aside', 'apart', 'together']);

/** A verb of two words that a name begins with. */
export interface Phrasal {
  readonly verb: string;
  readonly verbClass: VerbClass | undefined;
  /** The words behind it. */
  readonly rest: readonly string[];
}

/** `take_in_item`, `mark_down_lot`, `let_go_of_hold`; undefined where the second word of a name is no particle. */
export function phrasalLead(words: readonly string[]): Phrasal | undefined {
  const [first = '', particle = '', next = ''] = words;
  if (words.length < 2) return undefined;
  const rest = words.slice(next === 'of' && words.length > 3 ? 3 : 2);
  const verb = PHRASAL[`${first} ${particle}`];
  if (verb !== undefined) return { verb, verbClass: verbClassOf(verb), rest };
  if (words.length < 3) return undefined;
  if (!ADVERBS.has(particle) || PREPOSITIONS.has(next) || NO_DEEDS.has(next)) return undefined;
  if (!isVerb(first) && verbClassOf(first) === undefined) return undefined;
  return { verb: first, verbClass: verbClassOf(first) ?? 'act', rest };
}

/** Words that make one noun with a verb and its particle: `cut_off_time`, `pick_up_point`. */
const NO_DEEDS = new Set('time times date dates point points location locations limit rate plan list'.split(' '));

export const SEARCHING = new Set(['search', 'list', 'filter', 'query', 'autocomplete', 'lookup']);
