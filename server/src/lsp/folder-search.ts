import { findFiles, type WalkOptions } from '../files/index.ts';
import { isConfig } from './configs.ts';
import type { Log } from './guard.ts';
import { isSkippedFolder, type PathMatcher } from './patterns.ts';
import type { Project } from './project.ts';
import { filePath, fileUri } from './uris.ts';

/** What one workspace folder may cost to search. */
export const SEARCH_LIMITS: Pick<WalkOptions, 'maxFiles' | 'maxEntries'> = { maxFiles: 20_000, maxEntries: 500_000 };

/** Finds the files of the project's folders, and tells the project which came and went. A newer search ends an older one. */
export class FolderSearch {
  readonly #project: Project;
  readonly #log: Log;
  /** Files that were found or reported, and have not gone since. */
  readonly #known = new Set<string>();
  #running = new AbortController();
  #newest: Promise<void> = Promise.resolve();

  constructor(project: Project, log: Log) {
    this.#project = project;
    this.#log = log;
  }

  /** Ends when a newer search takes the place of the running one. */
  get signal(): AbortSignal {
    return this.#running.signal;
  }

  /** Searches all folders; resolves when the newest search is done and its files are read. */
  run(): Promise<void> {
    this.#newest = this.#searchAll();
    return this.#newest;
  }

  /** Files that were reported rather than searched. */
  found(uris: readonly string[]): void {
    for (const uri of uris) this.#known.add(uri);
  }

  async #searchAll(): Promise<void> {
    this.#running.abort();
    this.#running = new AbortController();
    const { signal } = this.#running;
    const found = await this.#filesOfFolders(signal);
    // Whoever waits for this search waits for the one that took its place.
    if (signal.aborted) return this.#newest;
    this.#report(found);
    await this.#project.disk.settled();
  }

  /** What the settings of the folders match, then what settings files in them add. */
  async #filesOfFolders(signal: AbortSignal): Promise<Set<string>> {
    const found = new Set<string>();
    const search = async (folder: string, matches: PathMatcher) => {
      for (const uri of await this.#filesOf(folder, matches, signal)) found.add(uri);
    };
    for (const folder of this.#project.folders) await search(folder, this.#project.matcher(folder));
    for (const [folder, { files }] of this.#project.configs.folders)
      if (files !== undefined) await search(folder, this.#project.matcherOf(folder, files));
    return found;
  }

  /** Files under a folder that its globs match; settings files are read on the way. */
  async #filesOf(folder: string, matches: PathMatcher, signal: AbortSignal): Promise<string[]> {
    const root = filePath(folder);
    if (root === undefined) return [];
    const isWanted = (path: string) => matches(path) || isConfig(`/${path}`);
    const { files, cut } = await findFiles(root, {
      ...SEARCH_LIMITS,
      matches: isWanted,
      skips: isSkippedFolder,
      signal,
    });
    if (cut) this.#log.info(`${root} holds more than can be searched; files beyond ${files.length} are left out.`);
    const uris = files.map((file) => fileUri(file));
    for (const uri of uris) if (isConfig(uri)) await this.#project.configs.read(uri);
    return uris.filter((uri) => !isConfig(uri));
  }

  #report(found: ReadonlySet<string>): void {
    const gone = [...this.#known].filter((uri) => !found.has(uri));
    const fresh = [...found].filter((uri) => !this.#known.has(uri));
    for (const uri of gone) this.#known.delete(uri);
    for (const uri of fresh) this.#known.add(uri);
    this.#project.forgetFiles(gone.filter((uri) => !this.#project.matches(uri)));
    this.#project.filesChanged(fresh);
  }
}
