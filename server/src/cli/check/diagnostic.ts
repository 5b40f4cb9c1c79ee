import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding, Severity } from '../../rules/index.ts';
import { type Catalog, type LineIndex, lineIndex, type Span } from '../../signature/index.ts';

/** A place in a file. Lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  /** Path relative to the working folder. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One finding as the command line reports it. */
export interface Diagnostic extends Place {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Other places it is about; absent where there is none. */
  readonly related?: readonly (Place & { readonly message: string })[];
}

/** Text and lines of the file that a place is in. */
export interface Source {
  readonly text: string;
  readonly lines: LineIndex;
}

/** Looks places up in the files of a catalog. Findings come file by file, so that one index of lines is kept. */
export class PositionMapper {
  readonly #catalog: Catalog;
  readonly #cwd: string;
  readonly #texts: ReadonlyMap<string, string>;
  #last: (Source & { readonly uri: string }) | undefined;

  /** @param texts of files whose findings are placed in another text than the catalog's: Python read as tools */
  constructor(catalog: Catalog, cwd: string, texts: ReadonlyMap<string, string> = new Map()) {
    this.#catalog = catalog;
    this.#texts = texts;
    this.#cwd = cwd;
  }

  sourceOf(uri: string): Source {
    if (this.#last?.uri !== uri) {
      const text = this.#texts.get(uri) ?? this.#catalog.documents.get(uri)?.text ?? '';
      this.#last = { uri, text, lines: lineIndex(text) };
    }
    return this.#last;
  }

  diagnosticOf(finding: Finding): Diagnostic {
    const { code, severity, message } = finding;
    const related = finding.related.map((other) => ({
      ...this.#placeOf(other.uri, other.span),
      message: other.message,
    }));
    const place = this.#placeOf(finding.uri, finding.span);
    return { ...place, code, severity, message, ...(related.length === 0 ? {} : { related }) };
  }

  /** A file as a person names it: its path relative to the working folder. */
  fileOf(uri: string): string {
    const file = uri.startsWith('file:') ? path.relative(this.#cwd, fileURLToPath(uri)) : uri;
    return file === '' ? uri : file;
  }

  #placeOf(uri: string, span: Span): Place {
    const { lines } = this.sourceOf(uri);
    const start = lines.positionAt(span.start);
    const end = lines.positionAt(span.end);
    return {
      file: this.fileOf(uri),
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
  }
}
