import { nameWords } from '../../graph/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';

/** What a call does to the world. `find` gives new things that fit its arguments, `read` tells of known ones. */
export type Effect = 'create' | 'read' | 'find' | 'update' | 'delete' | 'login' | 'logout' | 'convert' | 'compute';

const VERBS: Readonly<Record<Exclude<Effect, 'convert' | 'compute'>, readonly string[]>> = {
  login: ['login', 'authenticate', 'signin', 'logon'],
  logout: ['logout', 'signout', 'logoff'],
  delete: [
    'delete',
    'remove',
    'cancel',
    'destroy',
    'drop',
    'erase',
    'revoke',
    'unbook',
    'rm',
    'discard',
    'terminate',
    'purge',
  ],
  create: [
    'create',
    'add',
    'book',
    'make',
    'new',
    'register',
    'post',
    'open',
    'place',
    'order',
    'buy',
    'purchase',
    'reserve',
    'insert',
    'submit',
    'send',
    'upload',
    'schedule',
    'start',
    'contact',
    'generate',
    'issue',
    'file',
    'publish',
    'touch',
    'mkdir',
    'hire',
    'subscribe',
  ],
  update: [
    'update',
    'change',
    'set',
    'modify',
    'edit',
    'rename',
    'move',
    'assign',
    'choose',
    'enable',
    'disable',
    'adjust',
    'activate',
    'deactivate',
    'mark',
    'resolve',
    'close',
    'complete',
    'reschedule',
    'switch',
    'follow',
    'unfollow',
    'retweet',
    'lock',
    'unlock',
    'put',
    'patch',
    'apply',
    'approve',
    'reject',
    'return',
    'exchange',
    'pay',
    'fund',
    'transfer',
    'deposit',
    'withdraw',
    'fill',
    'press',
    'release',
    'turn',
    'cd',
    'mv',
    'stop',
  ],
  find: ['find', 'search', 'list', 'browse', 'query', 'discover', 'recommend', 'suggest', 'explore', 'lookup'],
  read: [
    'get',
    'show',
    'read',
    'check',
    'view',
    'fetch',
    'describe',
    'display',
    'retrieve',
    'look',
    'is',
    'has',
    'count',
    'track',
    'verify',
  ],
};

const VERB_EFFECT = new Map(
  Object.entries(VERBS).flatMap(([effect, verbs]) => verbs.map((verb) => [verb, effect as Effect] as const)),
);

/**
 * What a function does, from its annotations first, then the family of its verb. One that nothing is known of is a
 * read-only lookup.
 */
export function effectOf(signature: FunctionSignature): Effect {
  const words = nameWords(signature.name);
  const joined = words.join(' ');
  const byName = /\b(?:log|sign) in\b/.test(joined)
    ? 'login'
    : /\b(?:log|sign) out\b/.test(joined)
      ? 'logout'
      : verbEffect(words);
  const { readOnly, destructive } = signature.annotations;
  if (readOnly !== true && destructive === true) return byName === 'update' ? 'update' : 'delete';
  const lookup = isConversion(signature, words) ? 'convert' : byName === 'read' ? 'read' : 'find';
  if (readOnly === true) return lookup;
  if (lookup === 'convert') return 'convert';
  if (byName !== undefined) return byName;
  return readOnly === false ? 'update' : 'read';
}

/** The effect of the first word that is a verb we know; names such as `order_create` end with it. */
function verbEffect(words: readonly string[]): Effect | undefined {
  const [first = '', ...rest] = words;
  const last = rest.at(-1) ?? '';
  const known = VERB_EFFECT.get(first);
  if (known !== undefined) return known;
  const second = VERB_EFFECT.get(rest[0] ?? '');
  return second ?? VERB_EFFECT.get(last);
}

/** A number goes in and a number in another unit comes out: `convert_price`, `gallon_to_liter`, `usd_from_eur`. */
function isConversion(signature: FunctionSignature, words: readonly string[]): boolean {
  const properties = Object.values(signature.parameters.properties ?? {});
  const numeric = properties.some(
    (schema) => schema?.type === 'number' || schema?.type === 'integer' || schema?.$ref !== undefined,
  );
  if (!numeric) return false;
  if (words[0] === 'convert' || words.includes('conversion') || words.includes('converter')) return true;
  const to = words.indexOf('to');
  return to > 0 && to < words.length - 1 && properties.length === 1;
}
