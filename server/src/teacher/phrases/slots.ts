/** Names of places, by the last word of a parameter: its value follows "in". */
export const LOCATION_NOUNS: ReadonlySet<string> = new Set(
  'city country location region state place area town district continent origin destination zip zipcode'.split(' '),
);

/** Parameters whose value follows "in": an amount in euros, a text in French. */
export const LABEL_LIKE_IN: ReadonlySet<string> = new Set(
  'currency language lang locale unit units format timezone zone class cabin'.split(' '),
);

/** Names of fields that only wrap what a call gives. */
export const WRAPPERS: ReadonlySet<string> = new Set(
  'returns return result results data response output payload body'.split(' '),
);

/** Parts of an address, in any order: said together. */
export const ADDRESS_PARTS: ReadonlySet<string> = new Set(
  'address street city town state province region country zip zipcode postcode postal'.split(' '),
);

/** Verbs whose new value follows "to": set the volume to 5. */
export const SETTERS: ReadonlySet<string> = new Set(
  'set update change modify edit adjust switch rename increase decrease raise lower turn'.split(' '),
);

/** First words of a yes-or-no parameter that can be said as a verb. */
export const SWITCH_WORDS: ReadonlySet<string> = new Set(
  'include enable use show allow return add keep send require follow ignore skip apply save notify exclude with is has overwrite'.split(
    ' ',
  ),
);
