/** What the words of an answer do, whatever they state: ask, refuse, admit that something did not work. */

/** Words by which a text admits that something did not work, whoever said them first. */
const DENIES =
  /n['’]t\b|\b(?:not|no|none|never|unable|cannot|unless|impossible|sorry|unfortunately|apolog\w+|instead|however|but|try again)\b/i;
/** Words that do so too, unless they are the words of what was asked for: a reported problem, a refused parcel. */
const TROUBLE =
  /\b(?:fail\w*|error\w*|problem\w*|issues?|invalid|incorrect|wrong|unavailable|unknown|denied|refused|rejected|declined|unsuccessful\w*|missing|without)\b/gi;
/** What is said at the end of any answer, right or wrong. */
const COURTESY =
  /\b(?:anything|something|what) else\b|\b(?:feel free|don['’]t hesitate|do not hesitate|happy to help|glad to help|here to help|(?:any|have) (?:other |further |more )?(?:questions?|issues?|problems?|concerns?)|need (?:any )?(?:more |further )?(?:help|assistance))\b|^no problem\b/i;

/** A text without the sentences that end any answer. */
function withoutCourtesy(text: string): string {
  return text
    .split(/(?<=[.!?])\s+/)
    .filter((sentence) => !COURTESY.test(sentence))
    .join(' ');
}

/** Says that something did not work, or asks on; what only repeats the words of the query says neither. */
export function admits(text: string, query: string): boolean {
  const said = withoutCourtesy(text);
  if (said.includes('?') || DENIES.test(said)) return true;
  const asked = new Set((query.match(TROUBLE) ?? []).map(stem));
  return (said.match(TROUBLE) ?? []).some((word) => !asked.has(stem(word)));
}

/** Words of one family begin alike. */
function stem(word: string): string {
  return word.toLowerCase().slice(0, 5);
}

/** Ends with a question. */
export function asks(text: string): boolean {
  return /\?\s*$|\?\s/.test(withoutCourtesy(text));
}

/** Asks the user for something, or says that it cannot be done. */
export function asksOrRefuses(text: string, query = ''): boolean {
  return (
    admits(text, query) ||
    /\b(?:please|need|require[sd]?|could you|let me know|tell me|provide|specify|outside|beyond|lack)\b/i.test(
      withoutCourtesy(text),
    )
  );
}
