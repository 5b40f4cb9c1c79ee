import type { Json } from '../../../json/index.ts';
import { escapeCharacters, parseDoc, textValue } from '../doc.ts';

/** Longest documentation kept on one line. */
const LINE_WIDTH = 112;

/** Documentation to be written: a description and tags, each `@name value`. */
export interface DocText {
  /** As it may stand in a comment, '' for none. */
  readonly description: string;
  readonly tags: readonly string[];
}

export const NO_DOC: DocText = { description: '', tags: [] };

export const isEmptyDoc = (doc: DocText): boolean => doc.description === '' && doc.tags.length === 0;

/** Text that reads back as `text` where a description stands; undefined where only `@description` can hold it. */
export function descriptionText(text: string): string | undefined {
  const escaped = escapeCharacters(text)
    .replace(/(^|\s)@(?=[A-Za-z])/g, '$1\\@')
    .replaceAll('*/', '*\\/')
    .replace(BY_NUMBER, (character) => `&#${character.charCodeAt(0)};`);
  const multi = `/**\n${escaped.replace(/^/gm, ' * ')}\n */`;
  const read = parseDoc(multi, { start: 0, end: multi.length });
  return read.description === text && read.tags.length === 0 ? escaped : undefined;
}

/**
 * What a comment does not keep as it is: white space at either end of the text or at the end of a line, line breaks
 * other than one line feed, and at the very beginning a dash or a quote, which a tag's value would lose.
 */
const BY_NUMBER = /^\s|\s$|[^\S\n](?=\n)|[\r\u2028\u2029\0]|^-(?= )|^"/g;

/** JSON that may stand in a comment and holds nothing that reads as a tag. */
export function jsonText(value: Json): string {
  return JSON.stringify(value).replaceAll('*/', '*\\/').replace(/(\s)@/g, '$1\\u0040');
}

/** Value of a text tag: plain where that reads back, else a JSON string. */
export function tagText(text: string): string {
  const plain =
    text !== '' &&
    text === text.trim() &&
    !/[\r\n\u2028\u2029\0]|\*\/|(?:^|\s)@/.test(text) &&
    textValue(text) === text;
  return plain ? text : jsonText(text);
}

/** Documentation of a value from its description and its other tags. */
export function docOf(description: string | undefined, tags: readonly string[]): DocText {
  if (description === undefined) return { description: '', tags };
  const text = description === '' ? undefined : descriptionText(description);
  if (text !== undefined) return { description: text, tags };
  return { description: '', tags: [`@description ${jsonText(description)}`, ...tags] };
}

/** Description and tags behind each other, as they follow `@param name`. */
export function inlineDoc(doc: DocText): string {
  return [doc.description, ...doc.tags].filter((part) => part !== '').join(' ');
}

/** The comment, on one line where it fits, else a line a part. Ends without a line break. */
export function writeDoc(doc: DocText, indent: string): string {
  const inline = inlineDoc(doc);
  const fits = !inline.includes('\n') && inline.length + indent.length <= LINE_WIDTH;
  return fits ? `/** ${inline} */` : documentLines(doc, indent);
}

/** The comment, a line a part. */
export function documentLines(doc: DocText, indent: string): string {
  const lines = [
    ...(doc.description === '' ? [] : doc.description.split('\n')),
    ...doc.tags.flatMap((tag) => tag.split('\n')),
  ];
  return `/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */`;
}
