/** A thing behind a "for": "for plot 7", "for that member". */
const FOR_THING = /^for ((?:(?:that|this|those|these|the) .+)|(?:\p{Ll}+ ){1,3}[\p{Lu}\d]\S*\d\S*)$/u;
const ENDS_FOR_THING = / for (?:(?:that|this) \p{Ll}+(?: \p{Ll}+)?|(?:\p{Ll}+ ){1,3}[\p{Lu}\d]\S*\d\S*)$/u;

/** "a lease for plot 7 and member 2": what two things are for is said with one preposition. */
export function withOneFor(clause: string, phrases: readonly string[]): string {
  return phrases.reduce((said, phrase) => {
    const thing = FOR_THING.exec(phrase)?.[1];
    return thing !== undefined && ENDS_FOR_THING.test(said) ? `${said} and ${thing}` : `${said} ${phrase}`;
  }, clause);
}
