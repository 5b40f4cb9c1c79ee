/** First words of a name that say what is left out: `without_allergen`, `exclude_tag`. */
export const LEAVES_OUT: ReadonlySet<string> = new Set(['without', 'exclude', 'excluding', 'except', 'omit', 'skip']);
