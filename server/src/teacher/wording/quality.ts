const ENDING = /(?:ive|ed|al|ary|ory|ic|able|ible|ent|ful|less|ant|ous)$/;

/** Adjectives that switches are named by and that no ending tells. */
const QUALITIES: ReadonlySet<string> = new Set(
  `open full ready valid free new public private explicit implicit hidden secret low high hot cold empty strict direct exact
  complete correct remote safe secure fragile frozen broken clean dirty healthy busy early late fresh online offline live
  adult dry wet mute mandatory due closed shut taken known unknown done paid unpaid sold sent lost urgent express anonymous
  raw deep silent`.split(/\s+/),
);
/** Nouns that end as adjectives do. */
const NOUNS =
  /(?:signal|rental|meal|terminal|manual|feed|bed|seed|tent|event|comment|document|attachment|payment|shipment|animal|journal|hospital|portal|proposal|approval|removal|topic|music|traffic|plant|client|agent|student|assistant|discount|account|archive|drive|adhesive|directory|history|category|story|memory|library|summary|salary|table|cable|variable)$/;

/** Whether a switch of this name says how a thing is: explicit, archived, hazardous. */
export function isQuality(word: string): boolean {
  return QUALITIES.has(word) || (ENDING.test(word) && !NOUNS.test(word));
}
