/** A clause of the user as the assistant says it: "transfer me" is "transfer you". */
export function toSpeaker(clause: string): string {
  return clause
    .replace(/\bme\b/g, 'you')
    .replace(/\b(?:my|our)\b/g, 'your')
    .replace(/\b(\p{L}+) of mine\b/gu, '$1 of yours')
    .replace(/\bthe (\p{L}+(?: \p{L}+)?) I have in mind\b/gu, 'that $1');
}
