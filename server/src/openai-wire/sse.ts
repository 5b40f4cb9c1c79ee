/** Longest line kept; a longer one is no event of ours. */
const MAX_LINE = 8 * 1024 * 1024;

/**
 * Takes server-sent events apart as they arrive: chunks may end anywhere, lines end with LF, CRLF or CR; comments and
 * fields other than `data` are passed over.
 */
export class EventReader {
  #pending = '';
  #data: string[] = [];

  /** Data of the events that are complete with this chunk. */
  push(chunk: string): string[] {
    const text = this.#pending + chunk;
    // A lone CR at the very end may be half of a CRLF.
    const usable = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = usable.split(/\r\n|\n|\r/);
    this.#pending = (lines.pop() ?? '') + text.slice(usable.length);
    if (this.#pending.length > MAX_LINE) this.#pending = '';
    return lines.flatMap((line) => this.#line(line));
  }

  /** Data of an event that the end of the stream cut off from its blank line. */
  end(): string[] {
    const last = this.#pending === '' ? [] : this.#line(this.#pending.replace(/\r$/, ''));
    this.#pending = '';
    return [...last, ...this.#line('')];
  }

  #line(line: string): string[] {
    if (line === '') {
      const event = this.#data.join('\n');
      const had = this.#data.length > 0;
      this.#data = [];
      return had ? [event] : [];
    }
    if (line.startsWith('data:')) this.#data.push(line.slice(line[5] === ' ' ? 6 : 5));
    return [];
  }
}
