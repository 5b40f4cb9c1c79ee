import { mentionedAs } from '../../../domain/index.ts';
import { numbered } from '../key-set.ts';
import { PUBLIC_WORDS } from '../lexicon.ts';

/** Lists of what everybody means alike (countries, currencies) serve other services too. */
export function listKey(head: string, number: string, scope: number): string {
  return PUBLIC_WORDS.has(head) ? `l:${head}` : `l:${numbered(head, number)}@${scope}`;
}

/** `get_orders` is met by texts that name it; one-word names are met by chance. */
export function mentionKey(name: string): string | undefined {
  const known = mentionedAs(name);
  return known === undefined ? undefined : `m:${numbered(known.words.join(' '), known.number)}`;
}
