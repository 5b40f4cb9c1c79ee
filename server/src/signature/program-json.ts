import { isObject, type Json } from '../json/index.ts';
import { type LineIndex, lineIndex } from './lines.ts';
import type { Literals } from './literals.ts';

/**
 * A list of literals of a program as JSON in which each stands on the line that it has in the program, and in the same
 * column where there is room: what is said about a place in the JSON is so said about the program.
 */
export function jsonInPlace(program: string, list: readonly Json[], places: Literals['places']): string {
  const writer = new Writer(lineIndex(program), places);
  list.forEach((value, index) => {
    writer.write(index === 0 ? '[' : ',');
    writer.value(value);
  });
  return `${writer.text}]\n`;
}

class Writer {
  readonly #lines: LineIndex;
  readonly #places: Literals['places'];
  #parts: string[] = [];
  #line = 0;
  #column = 0;

  constructor(lines: LineIndex, places: Literals['places']) {
    this.#lines = lines;
    this.#places = places;
  }

  get text(): string {
    return this.#parts.join('');
  }

  write(text: string): void {
    this.#parts.push(text);
    this.#column += text.length;
  }

  value(value: Json): void {
    if (typeof value === 'object' && value !== null) this.#container(value);
    else this.write(JSON.stringify(value));
  }

  #container(value: Exclude<Json, string | number | boolean | null>): void {
    const [open, close] = Array.isArray(value) ? '[]' : '{}';
    const places = this.#places.get(value);
    let before = open ?? '';
    for (const [key, child] of Object.entries(value) as [string, Json][]) {
      this.write(before);
      before = ',';
      const place = places?.get(key);
      if (isObject(value)) {
        this.#go(place?.key);
        this.write(`${JSON.stringify(key)}:`);
      }
      this.#go(place?.value);
      this.value(child);
    }
    this.write(before === ',' ? (close ?? '') : `${open}${close}`);
  }

  /** Forward to a place of the program; never back. */
  #go(offset: number | undefined): void {
    if (offset === undefined) return;
    const { line, character } = this.#lines.positionAt(offset);
    if (line > this.#line) {
      this.#parts.push('\n'.repeat(line - this.#line));
      this.#line = line;
      this.#column = 0;
    }
    if (line === this.#line && character > this.#column) this.write(' '.repeat(character - this.#column));
  }
}
