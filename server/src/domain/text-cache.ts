import { leadOfText, type Phrase, wordsOfFunction } from './phrase.ts';
import type { Profile } from './profile.ts';

type Lead = Pick<Phrase, 'object' | 'many'>;

/** See `leadOfText`. Read once a profile: it stays while the catalog around it changes. */
export function leadOf(profile: Profile): Lead {
  const { object } = profile.reading.text;
  if (object.length > 0) return profile.reading.text;
  profile.known.lead ??= leadOfText(profile.signature.description, profile.reading.text);
  return profile.known.lead;
}

/** The first word of a function's name, the service's left out. */
export function firstWordOf(profile: Profile): string {
  profile.known.firstWord ??= wordsOfFunction(profile.signature.name, profile.lexicon)[0] ?? '';
  return profile.known.firstWord;
}

const SECOND_DEED =
  /\b(?:and|then|to)\s+(?:creat|start|open|begin|generat|issu|book|schedul|launch|mak|produc|plac)(?:e|es|s|ing)?\s+(?:an?|the|its|your|new)?\s*(?:new\s+)?([a-z]{3,24})\b/gi;

/** What else a description says is made: the game of `Accept an invitation and start the game`. */
export function secondDeeds({ signature }: Profile): readonly string[] {
  return [...signature.description.slice(0, 200).matchAll(SECOND_DEED)].map(([, word = '']) => word.toLowerCase());
}
