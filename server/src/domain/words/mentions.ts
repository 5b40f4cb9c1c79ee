import { keyWordsOfText, numberOf } from '../../english/index.ts';
import { actionOf } from './deed-verbs.ts';

/** A phrase of a text that may be a function's name, and what tells that function from its like. */
export interface Mention {
  readonly words: readonly string[];
  readonly number: string;
}

/** Cheap to see: a name written as code, or a verb of the kind that functions are called by. */
const NAMES_A_FUNCTION =
  /[a-z]_[a-z]|[a-z][A-Z]|\b(?:get|list|search|find|fetch|retrieve|create|show|read|query|lookup|login|register|check|generate|convert|browse|load)\b/i;
const MIN_TEXT = 12;

/** Whether a text may name a function at all. */
export function mayMention(text: string): boolean {
  return text.length >= MIN_TEXT && NAMES_A_FUNCTION.test(text);
}

/** Words after which a description names the function that gives the value. */
const CUE =
  /\b(?:from|by|via|use|using|using the|call|see|with|through|in|of|run|invoke|after)\s+(?:the\s+|an?\s+)?[`'"*_/]*/gi;
const MAX_CUES = 12;
const MAX_NAME = 5;

/** Phrases of a text that may be a function's name, written as code or after a cue: `id from the Get Currency API`. */
export function mentionsIn(text: string): readonly Mention[] {
  const found: Mention[] = [];
  const seen = new Set<string>();
  const add = (words: readonly string[], number: string) => {
    const key = `${words.join(' ')}#${number}`;
    if (seen.has(key)) return;
    seen.add(key);
    found.push({ words, number });
  };
  for (const match of text.matchAll(/\b[a-z]+(?:_[a-z0-9]+)+\b|\b[a-z]+(?:[A-Z][a-z0-9]+)+\b/g)) {
    add(keyWordsOfText(match[0]), numberOf(match[0]));
    if (found.length >= MAX_CUES) break;
  }
  let cues = 0;
  for (const match of text.matchAll(CUE)) {
    cues += 1;
    if (cues > MAX_CUES) break;
    const start = match.index + match[0].length;
    const words = keyWordsOfText(text.slice(start, start + 60));
    if (actionOf(words[0] ?? '') === undefined) continue;
    for (let length = 2; length <= MAX_NAME && length <= words.length; length += 1) add(words.slice(0, length), '');
  }
  return found;
}

const SOURCE_WORDS = /from|returned|obtained|provided|given|found/i;
const SOURCE =
  /\b(?:from|returned by|obtained (?:from|by|via)|provided by|given by|found in) (?:the |a |an )?((?:[a-z-]+ ){0,2}[a-z-]+)/gi;
const MIN_SOURCE = 8;

/** Words of what a text says a value comes from: `Element reference from the page snapshot` → page, snapshot. */
export function sourcesIn(text: string): readonly string[] {
  if (text.length < MIN_SOURCE || !SOURCE_WORDS.test(text)) return NONE;
  return [...text.matchAll(SOURCE)].flatMap(([, thing = '']) =>
    // `The file from the current directory`: where it is, not what tells it.
    /^(?:current|working)\b/i.test(thing) ? [] : keyWordsOfText(thing),
  );
}

const NONE: readonly string[] = [];
