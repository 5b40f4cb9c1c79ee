import type { Finding } from '../../rules/index.ts';
import type { Span } from '../../signature/index.ts';

/** A program that was read as a list of tools. */
export interface ProgramSource {
  readonly uri: string;
  /** The text of the program. */
  readonly text: string;
  /** Where in the program a place of that list is. */
  spanOf(span: Span): Span;
}

/** Findings of lists of tools as findings of the programs that they were read from. */
export class ProgramPlaces {
  readonly #sources = new Map<string, ProgramSource>();

  add(source: ProgramSource): void {
    this.#sources.set(source.uri, source);
  }

  /** The texts that places are counted in, by the address of the file. */
  get texts(): ReadonlyMap<string, string> {
    return new Map([...this.#sources].map(([uri, { text }]) => [uri, text]));
  }

  translate(finding: Finding): Finding {
    const related = finding.related.map((other) => ({ ...other, span: this.#spanOf(other.uri, other.span) }));
    return { ...finding, span: this.#spanOf(finding.uri, finding.span), related };
  }

  #spanOf(uri: string, span: Span): Span {
    return this.#sources.get(uri)?.spanOf(span) ?? span;
  }
}
