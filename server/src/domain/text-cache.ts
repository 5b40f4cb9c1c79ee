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

const MADE = 'creat|print|start|open|begin|generat|issu|book|schedul|launch|mak|produc|plac|rais|writ|draw';
/** `and starts the game`, `and makes out a ticket`. */
const SECOND_DEED = new RegExp(
  `\\b(?:and|then|to)\\s+(?:${MADE})(?:e|es|s|ing)?\\s+(?:(?:out|up)\\s+)?(?:an?|the|its|your|new)?\\s*(?:new\\s+)?([a-z]{3,24})\\b`,
  'gi',
);
/** `a session is put into the calendar`, `a case number is issued`. */
const COMES_TO_BE =
  /\b(?:an?|the)\s+(?:new\s+)?([a-z]{3,24})(?:\s+(?:number|code|id))?\s+(?:is|gets|will be)\s+(?:created|started|opened|made|put|entered|issued|booked|scheduled|generated|added|raised|set up|written|drawn up)\b/gi;
/** `It gets a case number`. */
const NUMBERED =
  /\b(?:gets|receives|is (?:given|assigned|issued))\s+(?:an?|its|the)\s+(?:new\s+)?([a-z]{3,24})\s+(?:number|code|id)\b/gi;
/** `Settles a claim by paying an amount`: the payment. */
const BY_DOING = /\bby\s+([a-z]{2,12})ing\b/gi;
/** What deeds are called as things: pay, payment. */
const DEED_ENDINGS = ['', 'e', 'ment', 'ation', 'ion', 'al', 'ing'];
/** `its item becomes a lot for sale`. */
const BECOMES = /\b(?:becomes?|turns? into)\s+(?:an?|the)\s+(?:new\s+)?([a-z]{3,24})\b/gi;

/** What else a description says is made: the game of `Accept an invitation and start the game`. */
export function secondDeeds({ signature }: Profile): readonly string[] {
  const text = signature.description.slice(0, 200);
  const made = [SECOND_DEED, COMES_TO_BE, NUMBERED, BECOMES].flatMap((deed) =>
    [...text.matchAll(deed)].map(([, word = '']) => word.toLowerCase()),
  );
  const done = [...text.matchAll(BY_DOING)].flatMap(([, verb = '']) =>
    DEED_ENDINGS.map((ending) => `${verb.toLowerCase()}${ending}`),
  );
  return done.length === 0 ? made : [...made, ...done];
}

/** "How many loyalty points a customer has": a number is told, and none of what is counted. */
export function asksHowMany({ signature }: Profile): boolean {
  return /^\W*(?:returns?\s+|gets?\s+|shows?\s+|tells?\s+)?how many\b/i.test(signature.description);
}
