import { URI } from 'vscode-uri';

/**
 * One spelling per resource: clients escape differently (`%5B` or `[`, `c%3A` or `c:`), and two spellings of one file
 * would be two files. The key is how VS Code spells it.
 */
export class UriKeys {
  readonly #keys = new Map<string, string>();
  /** How the client spelled the documents it opened; answers use that. */
  readonly #spelled = new Map<string, string>();

  key(uri: string): string {
    const known = this.#keys.get(uri);
    if (known !== undefined) return known;
    const key = normalize(uri);
    if (this.#keys.size > 50_000) this.#keys.clear();
    this.#keys.set(uri, key);
    return key;
  }

  /** Remembers the client's spelling and gives the key. */
  opened(uri: string): string {
    const key = this.key(uri);
    this.#spelled.set(key, uri);
    return key;
  }

  closed(key: string): void {
    this.#spelled.delete(key);
  }

  toClient(key: string): string {
    return this.#spelled.get(key) ?? key;
  }
}

function normalize(uri: string): string {
  try {
    return URI.parse(uri, true).toString();
  } catch {
    return uri;
  }
}

/** Absolute path of a `file:` URI, undefined for any other scheme. */
export function filePath(uri: string): string | undefined {
  try {
    const parsed = URI.parse(uri, true);
    return parsed.scheme === 'file' ? parsed.fsPath : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether a URI names another state of a file: of version control, of a review, of the editor's history. Such documents
 * have the functions of that file once more, and are looked at, not worked on. Editors put which state it is into the
 * query, or name the place in the version store.
 */
export function isSnapshot(uri: string): boolean {
  try {
    const { scheme, query, path } = URI.parse(uri, true);
    return scheme !== 'file' && (query !== '' || path.includes('/.git/'));
  } catch {
    return false;
  }
}

export function fileUri(path: string): string {
  return URI.file(path).toString();
}

/** Whether `uri` lies in the folder `folder` (both keys). */
export function isInside(uri: string, folder: string): boolean {
  return uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** Path of `uri` below `folder`, unescaped, with `/`. */
export function relativePath(uri: string, folder: string): string {
  const escaped = uri.slice(folder.length + 1);
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}
