/** Control characters and overrides of the direction of writing; marks of direction that scripts need stay. */
const STEERS = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

/** A stranger's text of several lines: what would steer a terminal or turn a line around is written out, as JSON would. */
export function plainText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(STEERS, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same on one line, for trees and titles. */
export function plainLine(text: string): string {
  return plainText(text).replace(/[\n\u2028\u2029]/g, '\\n');
}

/** The same where the editor draws icons for `$(name)`: pickers, the status bar, the Test Explorer. */
export function plainLabel(text: string): string {
  return plainLine(text).replace(/\$(?=\([\w~-]+\))/g, '\\$');
}

/**
 * A text for a notification. VS Code makes links of `[words](address)` there, commands among them, and names, paths and
 * errors come from strangers: nothing in them is a link.
 */
export function plainNotice(text: string): string {
  return plainText(text)
    .replace(/\](?=\()/g, '] ')
    .replace(/[\n\u2028\u2029]+/g, ' ');
}
