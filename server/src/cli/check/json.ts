import type { Finding } from '../../rules/index.ts';
import type { PositionMapper } from './diagnostic.ts';
import type { FindingWriter, Totals } from './report.ts';

/** Stands in a value for the list that is written piece by piece. */
const LIST = '@list';

/** Text of a value around its list, as `JSON.stringify` with two spaces lays it out. */
function around(value: object): readonly [string, string] {
  const text = JSON.stringify(value, null, 2);
  const at = text.indexOf(JSON.stringify(LIST));
  return [text.slice(0, at), text.slice(at + LIST.length + 2)];
}

/** Characters gathered before they are printed. */
const CHUNK = 1 << 16;

/**
 * Writes one JSON value whose one long list never stands in memory as a whole: a million findings would not fit into one
 * text. The result is what `JSON.stringify(value, null, 2)` gives.
 */
export class JsonList {
  readonly #print: (text: string) => void;
  readonly #indent: string;
  #pending = '';
  #empty = true;

  /**
   * @param value makes the value around a list; called at the start and, for what is only known then, at the end
   * @param print prints lines, and ends the last of them
   */
  constructor(
    private readonly value: (list: string) => object,
    print: (text: string) => void,
  ) {
    this.#print = print;
    const [before] = around(value(LIST));
    const line = before.slice(before.lastIndexOf('\n') + 1);
    this.#indent = `${/^ */.exec(line)?.[0] ?? ''}  `;
    this.#write(`${before}[`);
  }

  add(element: object): void {
    const text = JSON.stringify(element, null, 2).replaceAll('\n', `\n${this.#indent}`);
    this.#write(`${this.#empty ? '' : ','}\n${this.#indent}${text}`);
    this.#empty = false;
  }

  end(): void {
    const [, after] = around(this.value(LIST));
    this.#write(this.#empty ? `]${after}` : `\n${this.#indent.slice(2)}]${after}`);
    this.#print(this.#pending);
  }

  #write(text: string): void {
    this.#pending += text;
    if (this.#pending.length < CHUNK) return;
    // Whole lines: each print ends one.
    const at = this.#pending.lastIndexOf('\n');
    this.#print(this.#pending.slice(0, at));
    this.#pending = this.#pending.slice(at + 1);
  }
}

/** `{files, functions, diagnostics}`, and `notShown` where a limit left some out. */
export class JsonWriter implements FindingWriter {
  readonly #places: PositionMapper;
  readonly #list: JsonList;
  #notShown = 0;

  constructor(places: PositionMapper, counts: { files: number; functions: number }, print: (text: string) => void) {
    this.#places = places;
    this.#list = new JsonList(
      (diagnostics) => ({ ...counts, diagnostics, ...(this.#notShown === 0 ? {} : { notShown: this.#notShown }) }),
      print,
    );
  }

  add(finding: Finding): void {
    this.#list.add(this.#places.diagnosticOf(finding));
  }

  end({ beyond }: Totals): void {
    this.#notShown = beyond;
    this.#list.end();
  }
}
