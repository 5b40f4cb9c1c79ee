import { leadOfText, type Phrase, wordsOfFunction } from './phrase.ts';
import type { Profile } from './profile.ts';

/** What is read of a function's text and name alone: it stays while the catalog around it changes. */
interface Told {
  readonly lead: Pick<Phrase, 'object' | 'many'>;
  readonly firstWord: string;
  /** Words behind a second deed, see `secondDeeds`. */
  readonly second: readonly string[];
}

const told = new WeakMap<Profile, Told>();

/** See `leadOfText`. */
export function leadOf(profile: Profile): Told['lead'] {
  return toldBy(profile).lead;
}

/** The first word of a function's name, the service's left out. */
export function firstWordOf(profile: Profile): string {
  return toldBy(profile).firstWord;
}

const SECOND_DEED =
  /\b(?:and|then|to)\s+(?:creat|start|open|begin|generat|issu|book|schedul|launch|mak|produc|plac)(?:e|es|s|ing)?\s+(?:an?|the|its|your|new)?\s*(?:new\s+)?([a-z]{3,24})\b/gi;

/** What else a description says is made: the game of `Accept an invitation and start the game`. */
export function secondDeeds(profile: Profile): readonly string[] {
  return toldBy(profile).second;
}

function toldBy(profile: Profile): Told {
  let known = told.get(profile);
  if (known === undefined) {
    const { description, name } = profile.signature;
    known = {
      lead: leadOfText(description),
      firstWord: wordsOfFunction(name, profile.lexicon)[0] ?? '',
      second: [...description.slice(0, 200).matchAll(SECOND_DEED)].map(([, word = '']) => word.toLowerCase()),
    };
    told.set(profile, known);
  }
  return known;
}
