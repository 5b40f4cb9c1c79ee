import { singularWord } from './number.ts';
import { eachWord, forgetNames } from './split.ts';

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

/**
 * Hands the words of `contentWords` to `take`, one after the other, for as long as it returns true.
 *
 * @returns whether `take` took them all
 */
export function eachContentWord(text: string, take: (word: string) => boolean): boolean {
  return eachWord(text, (word) => {
    const content = contentOf(word);
    return content === '' || take(content);
  });
}

const MAX_WORDS = 4_000;
/** Descriptions use the same few thousand words again and again. */
const contents = new Map<string, string>();

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

/** A light stemmer: the singular, without -ing and -ed, so that `lists flights` is seen to repeat `list_flight`. */
export function stem(word: string): string {
  if (word.length <= 3) return word;
  if (word.endsWith('s')) return singularWord(word);
  if (word.endsWith('ing') && word.length > 6) return undouble(word.slice(0, -3));
  if (word.endsWith('ed') && word.length > 5) return undouble(word.slice(0, -2));
  return word;
}

/** The stem without a silent e, which says whether two forms belong to one verb: `place`, `placed`, `placing` → `plac`. */
export function root(word: string): string {
  const stemmed = stem(word);
  return stemmed.length > 3 && stemmed.endsWith('e') ? stemmed.slice(0, -1) : stemmed;
}

function undouble(stemmed: string): string {
  return /([bdgklmnprt])\1$/.test(stemmed) ? stemmed.slice(0, -1) : stemmed;
}

/** Forgets the words remembered: they are made again in a moment, and a quiet program need not hold them. */
export function forgetWords(): void {
  forgetNames();
  contents.clear();
}
