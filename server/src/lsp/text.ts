import { editText, keptText, lineStarts, type SourceText, type TextChange } from '../signature/index.ts';

/** 0-based line and UTF-16 character, as the protocol counts. */
export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

/** One content change of `textDocument/didChange`; without a range it replaces the whole text. */
export interface ContentChange {
  readonly range?: Range;
  readonly text: string;
}

/** From here on, one pass over the whole text is cheaper than an edit at a time. */
const MANY_CHANGES = 8;

/**
 * The text of an open document with its line starts. An edit moves the line starts behind it instead of looking for
 * them again, and keystrokes near each other copy nothing but their surroundings.
 */
export class TextBuffer {
  #text: SourceText;
  #starts: Uint32Array;
  #count: number;

  /** @param kept the same text in the form in which it is kept, where there is one */
  constructor(text: string, kept: SourceText = keptText(text)) {
    this.#text = kept;
    this.#starts = lineStarts(text);
    this.#count = this.#starts.length;
  }

  /** The whole text, put together where it was edited. */
  get text(): string {
    return this.#text.toString();
  }

  /** The same for those who need a part of it. */
  get content(): SourceText {
    return this.#text;
  }

  get lineCount(): number {
    return this.#count;
  }

  /** Offset of a position; places beyond a line's or the text's end are moved back to it. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.#count) return this.#text.length;
    const start = this.#lineStart(position.line);
    const next = position.line + 1 < this.#count ? this.#lineStart(position.line + 1) : this.#text.length;
    const offset = Math.min(start + Math.max(0, position.character), next);
    return offset === next ? this.#beforeLineBreak(start, next) : offset;
  }

  positionAt(offset: number): Position {
    const wanted = Math.max(0, Math.min(offset, this.#text.length));
    const line = this.#lineOf(wanted);
    return { line, character: wanted - this.#lineStart(line) };
  }

  /**
   * Applies the content changes of one notification in order.
   * @returns the same changes as offsets, each into the text that the one before it left; undefined where the whole text was replaced.
   */
  apply(changes: readonly ContentChange[]): TextChange[] | undefined {
    const many = changes.length > MANY_CHANGES ? this.#applyTogether(changes) : undefined;
    if (many !== undefined) return many;
    const applied: TextChange[] = [];
    let replaced = false;
    for (const change of changes) {
      if (change.range === undefined) {
        this.#replaceAll(change.text);
        replaced = true;
        continue;
      }
      const first = this.offsetAt(change.range.start);
      const second = this.offsetAt(change.range.end);
      const span = { start: Math.min(first, second), end: Math.max(first, second) };
      this.#splice(span.start, span.end, change.text);
      applied.push({ span, text: change.text });
    }
    return replaced ? undefined : applied;
  }

  #lineStart(line: number): number {
    return this.#starts[line] ?? 0;
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#count;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#lineStart(middle) > offset) high = middle;
      else low = middle;
    }
    return low;
  }

  #beforeLineBreak(start: number, next: number): number {
    let end = next;
    if (end > start && this.#text.charCodeAt(end - 1) === 10) end--;
    if (end > start && this.#text.charCodeAt(end - 1) === 13) end--;
    return end;
  }

  /** Edits of many cursors come from the end of the text to its start: then one pass over the text makes them all. */
  #applyTogether(changes: readonly ContentChange[]): TextChange[] | undefined {
    const applied: TextChange[] = [];
    const pieces: string[] = [];
    let behind = this.#text.length;
    for (const change of changes) {
      if (change.range === undefined) return undefined;
      const span = { start: this.offsetAt(change.range.start), end: this.offsetAt(change.range.end) };
      if (span.start > span.end || span.end > behind) return undefined;
      pieces.push(this.#text.slice(span.end, behind), change.text);
      applied.push({ span, text: change.text });
      behind = span.start;
    }
    pieces.push(this.#text.slice(0, behind));
    this.#replaceAll(pieces.reverse().join(''));
    return applied;
  }

  #replaceAll(text: string): void {
    const fresh = new TextBuffer(text);
    this.#text = fresh.#text;
    this.#starts = fresh.#starts;
    this.#count = fresh.#count;
  }

  #splice(start: number, end: number, inserted: string): void {
    const before = this.#text;
    this.#text = editText(before, start, end, inserted);
    // Line breaks of two characters can be made or torn at both ends of the edit: look again at its whole lines.
    const firstLine = Math.max(0, this.#lineOf(start) - 1);
    const lastLine = Math.min(this.#count - 1, this.#lineOf(end) + 1);
    const from = this.#lineStart(firstLine);
    const shift = inserted.length - (end - start);
    const oldStop = lastLine + 1 < this.#count ? this.#lineStart(lastLine + 1) : before.length;
    const fresh = lineStarts(this.#text.slice(from, oldStop + shift))
      .subarray(1)
      .map((start) => from + start);
    const tailFrom = lastLine + 1 < this.#count ? lastLine + 2 : this.#count;
    this.#replaceStarts(firstLine + 1, tailFrom, fresh, shift);
  }

  #replaceStarts(from: number, to: number, fresh: Uint32Array, shift: number): void {
    const tail = this.#count - to;
    const count = from + fresh.length + tail;
    let starts = this.#starts;
    if (count > starts.length) {
      starts = new Uint32Array(count + (count >>> 3) + 64);
      starts.set(this.#starts.subarray(0, from));
      starts.set(this.#starts.subarray(to, this.#count), from + fresh.length);
    } else {
      starts.copyWithin(from + fresh.length, to, this.#count);
    }
    starts.set(fresh, from);
    if (shift !== 0)
      for (let line = from + fresh.length; line < count; line++) starts[line] = (starts[line] ?? 0) + shift;
    this.#starts = starts;
    this.#count = count;
  }
}
