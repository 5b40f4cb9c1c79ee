import { keyWords, numberOf } from '../../english/index.ts';

/** What the names of single values tell beside the thing they name. */

/** The last word of a name, as names are compared; '' where it holds none. */
export function headOf(name: string): string {
  return keyWords(name).at(-1) ?? '';
}

/** A thing named by an entity or by the property that holds a value: its words, and what tells it from its like. */
export function thingNamed(name: string): { readonly words: readonly string[]; readonly number: string } {
  return { words: keyWords(name), number: numberOf(name) };
}

/** The name of a function as texts write it, where it has words enough not to be met by chance: `get_orders`. */
export function mentionedAs(name: string): { readonly words: readonly string[]; readonly number: string } | undefined {
  const words = keyWords(name);
  return words.length >= 2 && words.length <= 6 ? { words, number: numberOf(name) } : undefined;
}

const SECRET = /password|passcode|passwd|credential|api_?key|secret$|\bpin\b|\botp\b/i;

/** What only its owner knows. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}

const BOUND = /^(?:min|max)(?:imum)?(?=[_A-Z-])|threshold/;

/** `max_price`, `minAge`: how much is still good enough is for the person to say. */
export function isBoundName(name: string): boolean {
  return BOUND.test(name);
}

const REFERRING = /^(?:current|existing|source|target|base|parent|old|from)(?=[_A-Z-])/;

/** `current_time`, `source_branch`: the name says that the value is there already. */
export function isReferringName(name: string): boolean {
  return REFERRING.test(name);
}

const NEW = /^new(?=[_A-Z-])/;

/** `new_name`: what is to be from now on. */
export function isNewName(name: string): boolean {
  return NEW.test(name);
}

const CURRENT = /^current(?=[_A-Z-])/;

/** `current_page`: where one is. */
export function isCurrentName(name: string): boolean {
  return CURRENT.test(name);
}

const RECIPIENT = /^(?:to|cc|bcc|recipients?|receivers?)$/i;

/** To whom something goes. */
export function isRecipientName(name: string): boolean {
  return RECIPIENT.test(name);
}

const SESSION_TOKEN = /^(?:access|auth|session)_?token$/i;

/** What a login gives and later calls show. */
export function isSessionToken(name: string): boolean {
  return SESSION_TOKEN.test(name);
}
