export { checkPhrasing } from './check.ts';
export { type Collected, collectPhrasings } from './collect.ts';
export { type PhraseFile, phrasingsHash, readPhraseFile, usablePhrasings, withPhrasing } from './file.ts';
export { PHRASES_FILE, type Phrasing, type Phrasings, type RefusedPhrase } from './types.ts';
