import { wordsOfName } from '../../english/index.ts';

const IDENTIFIER_WORDS = new Set(['id', 'ids', 'uuid', 'guid', 'uid', 'sku', 'isbn', 'iban', 'vin']);

/** A name that says its value is a key issued somewhere: `order_id`, `userId`, `uuid`. */
export function identifierLike(name: string): boolean {
  const last = wordsOfName(name).at(-1);
  return last !== undefined && IDENTIFIER_WORDS.has(last);
}
