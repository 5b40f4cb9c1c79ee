/**
 * The gate between what files, models and servers say and a person's terminal. Everything that the command line prints
 * passes it: a terminal obeys control characters (titles, the clipboard, cleared screens), and overrides of the direction
 * of writing show a text as another.
 */

/** C0 but tab and line feed, DEL, C1, and the marks that turn the direction of writing. */
const OBEYED = /(?![\t\n])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text of several lines with everything that a terminal would obey written out, in a form that JSON reads as the same. */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(OBEYED, written);
}

/** The same for what must stay on one line: a line feed in a name can forge no line of ours. */
export function oneLine(text: string): string {
  return printable(text).replaceAll('\n', '\\n');
}

/** A report: each text on one line of its own. */
export function joinLines(texts: readonly string[]): string {
  return texts.map(oneLine).join('\n');
}

/** The same for a frame of source text, where each character keeps its one place. */
export function inPlace(text: string): string {
  return text.replace(OBEYED, '·');
}

function written(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
