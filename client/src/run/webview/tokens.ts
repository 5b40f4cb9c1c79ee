import { type Item, searchText, type TurnView } from './conversation.ts';

const CHARACTERS_A_TOKEN = 4;

/** Tokens of a turn by the rule of thumb of four characters a token; where the sides differ, of both. */
export function turnTokens({ shared, sides }: Pick<TurnView, 'shared' | 'sides'>): number {
  const items: readonly Item[] = [...shared, ...(sides?.positive ?? []), ...(sides?.negative ?? [])];
  return Math.ceil(items.reduce((sum, item) => sum + searchText(item).length, 0) / CHARACTERS_A_TOKEN);
}
