/** Names of places, by the last word of a parameter: its value follows "in". */
export const LOCATION_NOUNS: ReadonlySet<string> = new Set(
  'city country location region state place area town district continent origin destination zip zipcode'.split(' '),
);

/** Parameters whose value follows "in": an amount in euros, a text in French. */
export const LABEL_LIKE_IN: ReadonlySet<string> = new Set(
  'currency language lang locale unit units format timezone zone class cabin'.split(' '),
);

/** First words of a yes-or-no parameter that can be said as a verb. */
export const SWITCH_WORDS: ReadonlySet<string> = new Set(
  'include enable use show allow return add keep send require follow ignore skip apply save notify exclude with is has overwrite'.split(
    ' ',
  ),
);
