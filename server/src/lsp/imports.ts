import { importedFiles } from '../language/index.ts';
import type { Project } from './project.ts';
import { filePath } from './uris.ts';
import { WorkEnded } from './watchdog.ts';

/** Files brought in at most, over all open documents. */
const MAX_FILES = 500;

/**
 * Brings in the files that open documents import, and those import in turn, where no search found them: a file may be
 * opened without its folder, or lead out of it.
 */
export class ImportFollower {
  readonly #project: Project;
  /** Files that are here only because something open imports them. */
  #brought = new Set<string>();
  #stale = true;
  #following: Promise<void> | undefined;

  constructor(project: Project) {
    this.#project = project;
  }

  /** Says that other files may be imported by now. They are looked for when somebody asks, so that typing costs nothing. */
  changed(): void {
    this.#stale = true;
  }

  /** Resolves when everything imported has been read. */
  async settled(): Promise<void> {
    while (this.#stale || this.#following !== undefined) {
      this.#following ??= this.#follow();
      await this.#following;
    }
  }

  async #follow(): Promise<void> {
    await Promise.resolve();
    try {
      this.#stale = false;
      // What has just been read imports further files.
      while (this.#step()) await this.#project.disk.settled();
    } finally {
      this.#following = undefined;
    }
  }

  /** @returns whether something is being read */
  #step(): boolean {
    const { disk, openDocuments, uris } = this.#project;
    for (const { uri } of openDocuments) this.#brought.delete(uri);
    const wanted = new Set<string>();
    const missing = new Set<string>();
    const waiting = openDocuments.map(({ uri }) => uri);
    for (let of = waiting.pop(); of !== undefined; of = waiting.pop()) {
      for (const imported of this.#importedBy(of)) {
        const uri = uris.key(imported);
        if (wanted.has(uri) || wanted.size >= MAX_FILES) continue;
        wanted.add(uri);
        const known = this.#project.opened(uri) ?? this.#project.disk.documents.get(uri);
        if (known !== undefined) waiting.push(uri);
        else if (!this.#brought.has(uri) && filePath(uri) !== undefined) missing.add(uri);
      }
    }
    this.#forgetUnless(wanted);
    for (const uri of missing) this.#brought.add(uri);
    disk.refresh(missing);
    return missing.size > 0;
  }

  /** Files that one names; none where reading it was ended. */
  #importedBy(uri: string): readonly string[] {
    try {
      return this.#project.reading(uri, (document) => importedFiles(document)) ?? [];
    } catch (error) {
      if (error instanceof WorkEnded) return [];
      throw error;
    }
  }

  #forgetUnless(wanted: ReadonlySet<string>): void {
    const gone = [...this.#brought].filter((uri) => !wanted.has(uri));
    for (const uri of gone) this.#brought.delete(uri);
    const strange = gone.filter((uri) => !this.#project.matches(uri) && this.#project.opened(uri) === undefined);
    if (strange.length > 0) this.#project.forgetFiles(strange);
  }
}
