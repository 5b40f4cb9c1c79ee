import { contentOf, editDocument, parseDocument, type SignatureDocument, type TextChange } from '../signature/index.ts';
import { type ContentChange, TextBuffer } from './text.ts';

/**
 * One document that the client has open. Edits are taken at once; the parsed document follows when somebody asks, so
 * that a burst of typing is read once.
 */
export class OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  version: number;
  readonly buffer: TextBuffer;
  #document: SignatureDocument | undefined;
  /** The text as it came, until it is read for the first time: in pieces it would have to be put together for that. */
  #whole: string | undefined;
  #pending: TextChange[] | 'all' = [];

  /** @param seed the same file as read from disk, taken over where its text is the same */
  constructor(uri: string, languageId: string, version: number, text: string, seed?: SignatureDocument) {
    this.uri = uri;
    this.languageId = languageId;
    this.version = version;
    const same = seed?.text === text ? seed : undefined;
    this.buffer = new TextBuffer(text, same === undefined ? undefined : contentOf(same));
    this.#document = same;
    if (same === undefined) this.#whole = text;
  }

  change(changes: readonly ContentChange[], version: number): void {
    this.#whole = undefined;
    const applied = this.buffer.apply(changes);
    this.version = version;
    if (applied === undefined) this.#pending = 'all';
    else if (this.#pending !== 'all') this.#pending.push(...applied);
  }

  /** The parsed document of the current text. */
  get document(): SignatureDocument {
    const pending = this.#pending;
    if (this.#document === undefined) this.#document = this.#parse();
    else if (pending === 'all') this.#document = this.#replace(this.#document);
    else if (pending.length > 0) this.#document = editDocument(this.#document, pending, this.buffer.content);
    this.#pending = [];
    return this.#document;
  }

  /** The parsed document where the current text was read already. */
  get known(): SignatureDocument | undefined {
    return this.#pending.length === 0 ? this.#document : undefined;
  }

  /** Whether `document` is the parsed form of the text as it is now. */
  holds(document: SignatureDocument): boolean {
    return this.#document === document && this.#pending.length === 0;
  }

  #parse(): SignatureDocument {
    const text = this.#whole ?? this.buffer.text;
    this.#whole = undefined;
    const kept = this.buffer.content;
    return parseDocument(this.uri, text, this.languageId === 'fsig' ? { kind: 'fsig', kept } : { kept });
  }

  /** A client that sends whole texts still edits: only what lies between the common start and end has changed. */
  #replace(before: SignatureDocument): SignatureDocument {
    const change = difference(before.text, this.buffer.text);
    return change === undefined ? before : editDocument(before, [change], this.buffer.text);
  }
}

/** The smallest single change that makes `after` of `before`; undefined when they are equal. */
export function difference(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return { span: { start, end: before.length - tail }, text: after.slice(start, after.length - tail) };
}
