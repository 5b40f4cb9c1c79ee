import { keyWords } from '../../english/index.ts';
import { type Deed, deedOf } from '../../graph/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';

/** What a call does to the world. `find` gives things that fit its arguments, `read` tells of known ones. */
export type Effect = 'create' | 'read' | 'find' | 'update' | 'delete' | 'login' | 'logout' | 'convert' | 'compute';

const EFFECTS: Readonly<Record<Deed['action'], Effect>> = {
  create: 'create',
  send: 'create',
  list: 'find',
  read: 'read',
  check: 'read',
  update: 'update',
  select: 'update',
  delete: 'delete',
  compute: 'compute',
  login: 'login',
  logout: 'logout',
  other: 'read',
};
const LOOKS: ReadonlySet<Effect> = new Set(['read', 'find', 'convert', 'compute']);

/**
 * What a function does, from its annotations first, then the family of its verb (the graph's). One of which nothing is
 * known is a read-only lookup.
 */
export function effectOf(signature: FunctionSignature): Effect {
  const byVerb = isConversion(signature) ? 'convert' : EFFECTS[deedOf(signature).action];
  const { readOnly, destructive } = signature.annotations;
  if (readOnly === true) return LOOKS.has(byVerb) ? byVerb : 'read';
  if (destructive === true && LOOKS.has(byVerb)) return 'delete';
  return readOnly === false && LOOKS.has(byVerb) ? 'update' : byVerb;
}

/** A call of this effect changes nothing that a later one could notice. */
export function isLook(effect: Effect): boolean {
  return LOOKS.has(effect);
}

/** A number goes in and a number in another unit comes out: `convert_price`, `gallon_to_liter`, `usd_from_eur`. */
function isConversion(signature: FunctionSignature): boolean {
  const words = keyWords(signature.name);
  const properties = Object.values(signature.parameters.properties ?? {});
  const numeric = properties.some(
    (schema) => schema?.type === 'number' || schema?.type === 'integer' || schema?.$ref !== undefined,
  );
  if (!numeric) return false;
  if (words[0] === 'convert' || words.includes('conversion') || words.includes('converter')) return true;
  const to = words.indexOf('to');
  return to > 0 && to < words.length - 1 && properties.length === 1;
}
