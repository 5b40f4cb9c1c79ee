/** Names of places, by the last word of a parameter: its value follows "in". */
export const LOCATION_NOUNS: ReadonlySet<string> = new Set(
  'city country location region state place area town district continent origin destination zip zipcode'.split(' '),
);

/** Parameters whose value follows "in": an amount in euros, a text in French. */
export const LABEL_LIKE_IN: ReadonlySet<string> = new Set(
  'currency language lang locale unit units format timezone zone class cabin env environment'.split(' '),
);

/** Names of fields that only wrap what a call gives. */
export const WRAPPERS: ReadonlySet<string> = new Set(
  'returns return result results data response output payload body'.split(' '),
);

/** Parts of an address, in any order: said together. */
export const ADDRESS_PARTS: ReadonlySet<string> = new Set(
  'address street city town state province region country zip zipcode postcode postal'.split(' '),
);
