import { keyWords } from '../../english/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import type { Deed } from '../types.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { isSecretName } from './value-names.ts';

/** What descriptions tell of the state of the world a call needs or brings about. */

/** The text opens by saying that somebody logs in; further on it speaks of who may call. */
const LETS_IN = /^\W*(?:\w+\W+){0,3}?(?:logs? ?in|signs? ?in|authenticates?)\b/i;

/** Whether a function lets somebody in: by its deed, or by a text that says so beside a secret that it takes. */
export function letsIn({ name, description, parameters }: FunctionSignature, { action }: Deed): boolean {
  const words = keyWords(name);
  if (words.includes('status') || words.includes('get') || words.includes('check') || action === 'logout') return false;
  if (action === 'login') return true;
  return Object.keys(parameters.properties ?? {}).some(isSecretName) && LETS_IN.test(description.slice(0, 200));
}

const LOGIN_TEXT =
  /\b(?:authenticated (?:user|account|session)|(?:requires?|after|needs?) (?:a )?(?:login|log ?in|authentication|being logged in)|(?:must|has to|have to|needs? to) be (?:logged in|authenticated|signed in)|(?:logged|signed)[- ]in user|currently (?:logged|signed)[- ]in|login required)/i;

/** Speaks of whoever is logged in, without saying that somebody must be. */
const OWN_TEXT = /\b(?:(?:current|present) (?:user|account|customer|member)|(?:user|account|customer)'s own)\b/i;

/** What a text says of a login before the call: that there must be one, or only that somebody is there. */
export function loginTold(description: string): 'stated' | 'own' | undefined {
  if (LOGIN_TEXT.test(description)) return 'stated';
  return OWN_TEXT.test(description) ? 'own' : undefined;
}

const CHOOSES =
  /\b(?:chang|set|switch|select|open|navigat|mov|start)\w*(?: to)? (?:the |a |an )?(?:current|working|active|selected) (\w+)/i;

/** `Change the current directory`: what later calls work on from then on. */
export function chosenIn(description: string): string | undefined {
  const thing = CHOOSES.exec(description)?.[1];
  return thing === undefined ? undefined : keyWords(thing)[0];
}

const CURRENT = /current|active|selected|working/i;
const MAX_CURRENT = 3;
const NOTHING: readonly string[] = [];

/** Things the texts of a signature call current: `Name of the file in the current directory` → directory. */
export function currentIn({ description, parameters }: FunctionSignature): readonly string[] {
  let things: string[] | undefined;
  const texts = [description.slice(0, 1000)];
  for (const schema of Object.values(parameters.properties ?? {}).slice(0, 20))
    if (typeof schema?.description === 'string') texts.push(schema.description.slice(0, 300));
  for (const text of texts) {
    if (!CURRENT.test(text)) continue;
    for (const match of text.matchAll(/\b(?:current|active|selected|working) (?:working )?([a-z]+)/gi)) {
      const thing = keyWords(match[1] ?? '')[0];
      things ??= [];
      if (thing !== undefined && things.length < MAX_CURRENT && !things.includes(thing)) things.push(thing);
    }
  }
  return things ?? NOTHING;
}

const ORDERING = /\b(?:first|before|after|requires?|must|prior|previously|beforehand|obtain)\b/i;
const NO_MENTIONS: readonly Mention[] = [];

/** Functions that a description says come before: those named in its sentences about order. */
export function mentionedBefore(description: string): readonly Mention[] {
  if (!ORDERING.test(description)) return NO_MENTIONS;
  const sentences = description
    .slice(0, 1500)
    .split(/(?<=[.;\n])\s/)
    .filter((sentence) => ORDERING.test(sentence));
  return mentionsIn(sentences.join(' '));
}

const BINARY = /\bbase64\b|\bbinary\b/i;

/** Whether a text says that the answer is no text but bytes. */
export function givesBytes(description: string): boolean {
  return BINARY.test(description.slice(0, 300));
}
