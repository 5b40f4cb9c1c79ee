import { realpath } from 'node:fs/promises';
import { readRegularText, UnreadableFile } from '../files/index.ts';
import type { SignatureDocument } from '../signature/index.ts';
import { filePath, fileUri } from './uris.ts';

/** Larger files are left out of the workspace; opening one in the editor still serves it. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Files read at the same time. */
const CONCURRENCY = 8;

/** How long reading may hold the thread before waiting messages get their turn. */
const SLICE_MS = 20;

/**
 * The signature files on disk, parsed. Reports of changes are collected per file and worked off in the background, the
 * newest state wins, and what nobody asked for any more is dropped.
 */
export class DiskFiles {
  readonly #documents = new Map<string, SignatureDocument>();
  readonly #waiting = new Set<string>();
  readonly #parse: (uri: string, text: string) => SignatureDocument;
  readonly #changed: () => void;
  readonly #skipped: (message: string) => void;
  #working: Promise<void> | undefined;

  /**
   * @param parse may throw: the file is left out then
   * @param changed told after each batch that changed something
   * @param skipped told why a file was left out
   */
  constructor(
    parse: (uri: string, text: string) => SignatureDocument,
    changed: () => void,
    skipped: (message: string) => void,
  ) {
    this.#parse = parse;
    this.#changed = changed;
    this.#skipped = skipped;
  }

  get documents(): ReadonlyMap<string, SignatureDocument> {
    return this.#documents;
  }

  /** Reads these files again, or forgets them where they are gone. */
  refresh(uris: Iterable<string>): void {
    for (const uri of uris) this.#waiting.add(uri);
    if (this.#waiting.size > 0) this.#working ??= this.#work();
  }

  /** Forgets files without looking at the disk. */
  forget(uris: Iterable<string>): void {
    for (const uri of uris) {
      this.#waiting.delete(uri);
      this.#documents.delete(uri);
    }
  }

  /** Resolves when nothing is waiting to be read. */
  async settled(): Promise<void> {
    while (this.#working !== undefined) await this.#working;
  }

  async #work(): Promise<void> {
    await Promise.resolve();
    try {
      const workers = Array.from({ length: CONCURRENCY }, () => this.#worker());
      await Promise.all(workers);
    } finally {
      this.#working = undefined;
      this.#changed();
    }
    if (this.#waiting.size > 0) this.#working ??= this.#work();
  }

  async #worker(): Promise<void> {
    let sliceEnd = performance.now() + SLICE_MS;
    for (const uri of this.#waiting) {
      this.#waiting.delete(uri);
      const text = await this.#read(uri);
      // A newer report for the same file makes this reading stale: the next round reads it again.
      if (this.#waiting.has(uri)) continue;
      if (text === undefined) this.#documents.delete(uri);
      else if (this.#documents.get(uri)?.text !== text) this.#take(uri, text);
      if (performance.now() > sliceEnd) {
        await new Promise<void>((resolve) => setImmediate(resolve));
        sliceEnd = performance.now() + SLICE_MS;
      }
    }
  }

  #take(uri: string, text: string): void {
    try {
      this.#documents.set(uri, this.#parse(uri, text));
    } catch (error) {
      this.#documents.delete(uri);
      this.#skipped(`${uri} is left out: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }

  async #read(uri: string): Promise<string | undefined> {
    const path = filePath(uri);
    if (path === undefined) return undefined;
    try {
      // After a rename by case only, the old name still opens the file on some systems: the real name is the file's own.
      if (fileUri(await realpath(path)) !== uri && (await differsByCaseOnly(path))) return undefined;
      return await readRegularText(path, MAX_FILE_BYTES);
    } catch (error) {
      if (error instanceof UnreadableFile && error.code === undefined)
        this.#skipped(`${path} ${error.message}; it is left out.`);
      return undefined;
    }
  }
}

async function differsByCaseOnly(path: string): Promise<boolean> {
  const real = await realpath(path);
  return real !== path && real.toLowerCase() === path.toLowerCase();
}
