import { splitWords, spoken } from '../../../english/index.ts';
import { isCarrier, ofStandardCode } from '../wish/noun.ts';
import { isReference } from './fields/field.ts';

/** What is known of a thing, and not what is in it. */
export const ABOUT_IT =
  /(?:info|information|metadata|details?|stats?|status|permissions?|size|attributes?|properties|versions?|tree)$/;

/** Whose a thing is and what it hangs on was known before something was done to it. */
export function saysWhose(key: string): boolean {
  const words = splitWords(key);
  return isReference(words) || /^(?:e ?mail|phone|email address|phone number)$/.test(words.join(' '));
}

/** What a key names: a short form such as "po" says less than what the function is about; a tracking number is one. */
export function nounOfKey(key: string, word: string, about: string, own = false): string {
  const standard = ofStandardCode(key);
  if (standard !== undefined) return standard;
  if (isCarrier(word) && own && about !== '' && !about.split(' ').includes(word)) return about;
  if (isCarrier(word)) return spoken(splitWords(key));
  return word.length <= 2 || /^(?:path|name|title|url|uri)$/.test(word) ? about : word;
}
