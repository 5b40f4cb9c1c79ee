import { keyWords } from '../../../english/index.ts';
import type { Random } from '../../../random/index.ts';
import { ASKING, FAMILIES, type Family, UNDOING, UNDOING_GOODS } from './families.ts';
import type { Profile } from './profile.ts';

/** What a value is told of: the thing it belongs to, and what is done to that thing. */
export interface About {
  /** Words of what it is a part of, the nearest last: `invoice item`. */
  readonly words: readonly string[];
  /** Words of the name of the call: what is noted with a report is what reports hold, whatever it is a report of. */
  readonly named?: readonly string[];
  /** Verb of the call whose argument it is. */
  readonly deed?: string;
  /** The thing is an animal: it has a species or a breed. */
  readonly animal: boolean;
}

export const NOTHING: About = { words: [], animal: false };

export function isAnimal(fields: Iterable<string>): boolean {
  for (const field of fields) if (/^(?:\w+_)?(?:species|breed|animal_type|pet_type)$/.test(field)) return true;
  return false;
}

/** What stands in an object inside a value is told of that object. */
export function aboutPart(about: About = NOTHING, name: string, fields: readonly string[]): About {
  const own = keyWords(name);
  return { ...about, words: [...about.words, ...own], animal: isAnimal(fields) || (own.length === 0 && about.animal) };
}

/** The family that a thing is of, that has such texts; the nearest word counts most, but what stands on a bill is paid for. */
function familyOf({ words, named = [] }: About, sort: Sort): Family | undefined {
  const bill = FAMILIES[0] as Family;
  if (
    words.length > 1 &&
    words.some((word) => bill.of.test(word)) &&
    /^(?:item|line|entry|position)$/.test(words.at(-1) ?? '')
  )
    return bill;
  for (const word of [...words.toReversed(), ...named.toReversed()]) {
    const found = FAMILIES.find((family) => family[sort] !== undefined && family.of.test(word));
    if (found !== undefined) return found;
  }
  return undefined;
}

export type Sort = 'titles' | 'descriptions' | 'notes' | 'messages' | 'reasons';

/**
 * A text of a kind about the thing; one that holds what was searched for, where one does. Undefined where nothing is known
 * of such things, or where the known values are about something else.
 */
export function textAbout(about: About | undefined, sort: Sort, profile: Profile, random: Random): string | undefined {
  const parts = about === undefined ? undefined : familyOf(about, sort)?.[sort];
  if (parts === undefined) return undefined;
  const searched = profile.said.filter(
    (value): value is string => typeof value === 'string' && /^\p{L}{3,}(?: \p{L}+)?$/u.test(value),
  );
  const [first = [], ...others] = parts;
  const holding = first.filter((text) => searched.some((word) => text.toLowerCase().includes(word.toLowerCase())));
  if (holding.length === 0 && profile.topic !== undefined) return undefined;
  const start = random.pick(holding.length > 0 ? holding : first) ?? '';
  const text = start + others.map((choices) => random.pick(choices) ?? '').join('');
  return profile.said.includes(text) ? start + others.map((choices) => random.pick(choices) ?? '').join('') : text;
}

/** A word that texts about the thing hold: what one searches for. */
export function searchedAbout(about: About | undefined, random: Random): string | undefined {
  const titles = about === undefined ? undefined : familyOf(about, 'titles')?.titles?.[0];
  return titles === undefined ? undefined : random.pick(titles)?.split(' ').at(-1)?.toLowerCase();
}

const UNDOES =
  /^(?:cancel|delete|remove|return|refund|exchange|reject|decline|revoke|terminate|close|withdraw|void|undo|end|stop|drop|deny|dispute)$/;
const BOUGHT =
  /^(?:order|item|product|purchase|return|refund|parcel|shipment|delivery|article|package|charge|payment)$/;

/** Why it is done: what is undone is not wanted any more, who books something has a purpose. */
export function reasonAbout(about: About | undefined, profile: Profile, random: Random): string {
  const { deed, words } = about ?? NOTHING;
  if (deed === undefined || UNDOES.test(deed)) {
    const bought = words.some((word) => BOUGHT.test(word));
    return random.pick(bought ? [...UNDOING, ...UNDOING_GOODS, ...UNDOING_GOODS] : UNDOING) as string;
  }
  return (
    textAbout(about, 'reasons', { ...profile, topic: undefined, said: [] } as Profile, random) ??
    (random.pick(ASKING) as string)
  );
}
