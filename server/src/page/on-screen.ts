/**
 * What a stranger wrote, as an editor shows it: control characters and overrides of the direction of writing are written
 * out, so that a text looks like what it is and steers nothing on its way (a terminal inside the editor obeys it too).
 * Marks of direction that scripts need (U+061C, U+200E, U+200F) stay: an editor lays out both directions itself.
 */
const STEERS = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;
const MAY_STEER = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

/** A text of several lines, each such character as JSON would write it. */
export function onScreen(text: string): string {
  if (!MAY_STEER.test(text)) return text;
  return text
    .replaceAll('\r\n', '\n')
    .replace(STEERS, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same for names and titles, which have one line. */
export function onScreenLine(text: string): string {
  return onScreen(text).replace(/[\n\u2028\u2029]/g, '\\n');
}

/** The same where places in the text are counted: each character keeps its one. */
export function onScreenInPlace(text: string): string {
  return MAY_STEER.test(text) ? text.replace(STEERS, '\uFFFD') : text;
}
