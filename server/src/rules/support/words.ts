const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;
const OTHER = 0;

function classOf(unit: number): number {
  if (unit >= 97 && unit <= 122) return LOWER;
  if (unit >= 65 && unit <= 90) return UPPER;
  return unit >= 48 && unit <= 57 ? DIGIT : OTHER;
}

/**
 * Words of an identifier or a sentence, lower case: `getHTTPUser_id2` gives get, http, user, id, 2. Every rule splits
 * texts, so this is one pass over the characters; only texts beyond ASCII take the general way.
 */
export function nameWords(name: string): string[] {
  const words: string[] = [];
  eachWord(name, (word) => {
    words.push(word);
    return true;
  });
  return words;
}

/** The words of `nameWords`, one after the other for as long as `take` says. @returns whether it took them all */
function eachWord(text: string, take: (word: string) => boolean): boolean {
  if (isBeyondAscii(text)) return wordsBeyondAscii(text).every(take);
  let start = 0;
  let before = OTHER;
  for (let at = 0; at <= text.length; at++) {
    const now = at < text.length ? classOf(text.charCodeAt(at)) : OTHER;
    const ends =
      now === OTHER ||
      (now === UPPER && before !== UPPER) ||
      (now === DIGIT && before !== DIGIT) ||
      (now === UPPER && classOf(text.charCodeAt(at + 1)) === LOWER);
    if (ends && start < at && !take(text.slice(start, at).toLowerCase())) return false;
    if (ends) start = now === OTHER ? at + 1 : at;
    before = now;
  }
  return true;
}

function isBeyondAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return true;
  return false;
}

const splitNames = new Map<string, readonly string[]>();
/** Names remembered: catalogs use the same few thousand again and again. */
const MAX_NAMES = 20_000;

/** The words of a property's or function's name, split once. */
export function wordsOfName(name: string): readonly string[] {
  let words = splitNames.get(name);
  if (words === undefined) {
    if (splitNames.size >= MAX_NAMES) splitNames.clear();
    words = nameWords(name);
    splitNames.set(name, words);
  }
  return words;
}

function wordsBeyondAscii(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/([a-zA-Z])([0-9])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Words that carry no content of their own in a description. */
const EMPTY = new Set(
  (
    'a an the of for to in on at by with from into as is are be been was were will would can could may might shall ' +
    'should must do does did this that these those it its their his her your our my which who whom whose what and or ' +
    'not no if then else than when where while so such any all each every some one ones other another given specified ' +
    'specific provided particular certain based used use using via per about value values parameter parameters ' +
    'argument arguments field function method tool api input'
  ).split(' '),
);

/** Content words of a sentence, lower case, plural and verb endings taken off. */
export function contentWords(text: string): string[] {
  const words: string[] = [];
  eachContentWord(text, (word) => {
    words.push(word);
    return true;
  });
  return words;
}

/** The words of `contentWords`, one after the other for as long as `take` says. @returns whether it took them all */
export function eachContentWord(text: string, take: (word: string) => boolean): boolean {
  return eachWord(text, (word) => {
    const content = contentOf(word);
    return content === '' || take(content);
  });
}

const contents = new Map<string, string>();
/** Words remembered: descriptions use the same few thousand again and again. */
const MAX_WORDS = 4_000;

/** The stem of a word; '' where it carries no content. */
function contentOf(word: string): string {
  let content = contents.get(word);
  if (content === undefined) {
    if (contents.size >= MAX_WORDS) contents.clear();
    content = EMPTY.has(word) ? '' : stem(word);
    contents.set(word, content);
  }
  return content;
}

/** A light stemmer: enough to see that `lists flights` repeats `list_flight`. */
export function stem(word: string): string {
  if (word.length <= 3) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (word.endsWith('s')) {
    if (word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word;
    return /(?:ch|sh|x|z|ss)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
  }
  if (word.endsWith('ing') && word.length > 6) return undouble(word.slice(0, -3));
  if (word.endsWith('ed') && word.length > 5) return undouble(word.slice(0, -2));
  return word;
}

function undouble(stemmed: string): string {
  return /([bdgklmnprt])\1$/.test(stemmed) ? stemmed.slice(0, -1) : stemmed;
}

/** Forgets the words remembered: they are made again in a moment, and a quiet program need not hold them. */
export function forgetWords(): void {
  splitNames.clear();
  contents.clear();
}

export type NameStyle = 'snake_case' | 'camelCase' | 'PascalCase' | 'kebab-case' | 'UPPER_CASE';

/** The style of a name of several words; undefined for one word, for a mixture and for names with other characters. */
export function nameStyle(name: string): NameStyle | undefined {
  if (/^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/.test(name)) return 'snake_case';
  if (/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(name)) return 'kebab-case';
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name)) return 'UPPER_CASE';
  if (/^[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)+$/.test(name)) return 'camelCase';
  if (/^(?:[A-Z][a-z0-9]+){2,}$/.test(name)) return 'PascalCase';
  return undefined;
}

/** A name in another style. */
export function restyle(name: string, style: NameStyle): string {
  const words = nameWords(name);
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  switch (style) {
    case 'snake_case':
      return words.join('_');
    case 'kebab-case':
      return words.join('-');
    case 'UPPER_CASE':
      return words.join('_').toUpperCase();
    case 'PascalCase':
      return words.map(capital).join('');
    case 'camelCase':
      return words.map((word, index) => (index === 0 ? word : capital(word))).join('');
  }
}

const IDENTIFIER_WORDS = new Set(['id', 'ids', 'uuid', 'guid', 'uid', 'sku', 'isbn', 'iban', 'vin']);

/** A name that says its value is a key issued somewhere: `order_id`, `userId`, `uuid`. */
export function identifierLike(name: string): boolean {
  const last = wordsOfName(name).at(-1);
  return last !== undefined && IDENTIFIER_WORDS.has(last);
}
