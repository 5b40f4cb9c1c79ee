import { Buffer } from 'node:buffer';
import type { SourceText } from './source-text.ts';

/** UTF-16 units of a piece; an edited one may hold up to twice as many. */
const PIECE = 16 * 1024;

/** Pieces that are put together as often as somebody asks. */
const FEW = 2;

/** A part of the text over many pieces. */
interface Joined {
  readonly low: number;
  readonly high: number;
  readonly text: string;
}

const BEYOND_LATIN1 = /[\u0100-\uffff]/;

/** Words that a text does not hold are remembered up to this many. */
const MAX_ABSENT = 8;

/**
 * A long text in pieces, immutable. An edit makes a new list that shares all pieces but those it touches.
 *
 * JavaScript stores a string in one byte a character, or in two as soon as a single character is beyond Latin-1: one
 * dash in a description doubles a file of twelve megabytes. In pieces, only those that hold such a character take two.
 */
export class PieceText implements SourceText {
  readonly length: number;
  readonly #pieces: readonly string[];
  /** Where each piece begins, and the end of the text. */
  readonly #starts: Uint32Array;
  /** The piece asked for last: texts are read character by character. */
  #last = 0;
  #joined: Joined | undefined;
  /** Words asked for that the text holds nowhere. */
  readonly #absent: Set<string>;

  private constructor(pieces: readonly string[], starts: Uint32Array, absent: Set<string>) {
    this.#pieces = pieces;
    this.#starts = starts;
    this.#absent = absent;
    this.length = starts[pieces.length] ?? 0;
  }

  static of(text: string): PieceText {
    const pieces = cut(text, BEYOND_LATIN1.test(text));
    const starts = new Uint32Array(pieces.length + 1);
    for (let index = 0; index < pieces.length; index++)
      starts[index + 1] = (starts[index] as number) + (pieces[index] as string).length;
    return new PieceText(pieces, starts, new Set());
  }

  edit(start: number, end: number, inserted: string): PieceText {
    const first = this.#pieceAt(start);
    const last = Math.max(first, this.#pieceAt(end));
    const from = this.#starts[first] ?? this.length;
    const to = this.#starts[last + 1] ?? this.length;
    const fresh = cut(this.slice(from, start) + inserted + this.slice(end, to), true);
    const behind = this.#pieces.length - Math.min(last + 1, this.#pieces.length);
    const pieces = [...this.#pieces.slice(0, first), ...fresh, ...this.#pieces.slice(this.#pieces.length - behind)];
    const starts = new Uint32Array(pieces.length + 1);
    starts.set(this.#starts.subarray(0, first));
    let at = from;
    for (let index = first; index < pieces.length; index++) {
      starts[index] = at;
      at += (pieces[index] as string).length;
    }
    starts[pieces.length] = at;
    const edited = new PieceText(pieces, starts, new Set());
    for (const words of this.#absent) {
      const near = edited.slice(Math.max(0, start - words.length), start + inserted.length + words.length);
      if (!near.includes(words)) edited.#absent.add(words);
    }
    return edited;
  }

  charCodeAt(index: number): number {
    const piece = this.#pieceAt(index);
    return this.#pieces[piece]?.charCodeAt(index - (this.#starts[piece] as number)) ?? Number.NaN;
  }

  slice(start = 0, end = this.length): string {
    const low = start < 0 ? Math.max(0, this.length + start) : Math.min(start, this.length);
    const high = end < 0 ? Math.max(0, this.length + end) : Math.min(end, this.length);
    if (high <= low) return '';
    const first = this.#pieceAt(low);
    const last = this.#pieceAt(high - 1);
    const from = low - (this.#starts[first] as number);
    const to = high - (this.#starts[last] as number);
    if (first === last) return (this.#pieces[first] as string).slice(from, to);
    const known = this.#joined;
    if (known?.low === low && known.high === high) return known.text;
    const between = this.#pieces.slice(first + 1, last).join('');
    const text = (this.#pieces[first] as string).slice(from) + between + (this.#pieces[last] as string).slice(0, to);
    if (last - first > FEW) this.#keep({ low, high, text });
    return text;
  }

  /** One piece of work asks for place after place in the same large element: it is put together once. */
  #keep(joined: Joined): void {
    this.#joined = joined;
    queueMicrotask(() => {
      if (this.#joined === joined) this.#joined = undefined;
    });
  }

  indexOf(words: string, from = 0): number {
    if (words === '' || words.length > PIECE) return this.toString().indexOf(words, from);
    if (this.#absent.has(words)) return -1;
    const low = Math.max(0, from);
    for (let index = this.#pieceAt(low); index < this.#pieces.length; index++) {
      const base = this.#starts[index] as number;
      const at = (this.#pieces[index] as string).indexOf(words, low - base);
      if (at >= 0) return base + at;
      // Words that begin in this piece may end in a later one.
      const border = this.#starts[index + 1] as number;
      const near = Math.max(low, border - words.length + 1);
      const across = this.slice(near, border + words.length - 1).indexOf(words);
      if (across >= 0) return near + across;
    }
    if (low === 0 && this.#absent.size < MAX_ABSENT) this.#absent.add(words);
    return -1;
  }

  startsWith(words: string, at = 0): boolean {
    return this.slice(at, at + words.length) === words;
  }

  /** The whole text, put together anew each time. */
  toString(): string {
    return this.#pieces.join('');
  }

  /** Index of the piece that holds a character; the last one's for places behind the text, -1 or 0 before it. */
  #pieceAt(index: number): number {
    const starts = this.#starts;
    const known = this.#last;
    if (index >= (starts[known] as number) && index < (starts[known + 1] ?? 0)) return known;
    let low = 0;
    let high = this.#pieces.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] as number) > index) high = middle;
      else low = middle;
    }
    this.#last = low;
    return low;
  }
}

/** Pieces of a text; `apart` when they must not keep it alive. */
function cut(text: string, apart: boolean): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    // A rest that is hardly longer than a piece stays one.
    const end = text.length - at < 2 * PIECE ? text.length : at + PIECE;
    const piece = text.slice(at, end);
    pieces.push(apart ? narrow(piece) : piece);
    at = end;
  }
  return pieces;
}

/** The same text, apart from the one it was cut from, in one byte a character where that can be. */
function narrow(piece: string): string {
  const encoding = BEYOND_LATIN1.test(piece) ? 'utf16le' : 'latin1';
  return Buffer.from(piece, encoding).toString(encoding);
}
