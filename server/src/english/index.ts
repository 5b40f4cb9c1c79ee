/**
 * What the product knows of English words: splitting names, number, articles, verbs, short forms, units and money,
 * dates in words. It imports nothing of the product, and every stage that reads or writes words uses it.
 */

export { fullVerb, mayBeShort, standsFor } from './abbreviation.ts';
export { article, withArticle } from './article.ts';
export { codesNamedBy, countryOfCode, isSpeltOut, languageOfCode, weekdayOfCode } from './codes.ts';
export { contentWords, eachContentWord, forgetWords, root, stem } from './content.ts';
export { dateInWords, MONTHS, WEEKDAYS, withIsoDates } from './dates.ts';
export { keyWords, keyWordsOfText, numberOf, numbersOf } from './key-words.ts';
export { LEAVES_OUT } from './left-out.ts';
export { counted, isPlural, isUncounted, plural, singular, singularWord } from './number.ts';
export { isPhrasal } from './phrasal.ts';
export { isPlumbing } from './plumbing.ts';
export { PREPOSITIONS } from './prepositions.ts';
export { type RangeEnds, rangesAmong } from './ranges.ts';
export { expand, isShortForm } from './short-forms.ts';
export { spelledBy, spellOut } from './spelling.ts';
export { eachWord, splitWords, wordsOfName } from './split.ts';
export { capitalize, joinList, type NameStyle, nameStyle, ordinal, restyle, spoken } from './text.ts';
export {
  CURRENCY_CODES,
  CURRENCY_SIGNS,
  type Dimension,
  isCurrencyCode,
  isMoneyWord,
  type Unit,
  unitAmong,
  unitAtEnd,
  unitOf,
  unitOrSymbolOf,
} from './units.ts';
export { isAlsoNoun, type VerbClass, verbClassOf } from './verb-classes.ts';
export { baseForm, fromGerund, gerund, isThirdPerson, isVerb, participle } from './verbs.ts';
