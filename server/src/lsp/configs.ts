import { readRegularText, UnreadableFile } from '../files/index.ts';
import { CONFIG_FILE, type ConfigProblem, MAX_CONFIG_BYTES, type ProjectConfig, parseConfig } from '../rules/index.ts';
import { filePath } from './uris.ts';

/** One object, so that nothing changed is seen to be nothing changed. */
const NOTHING: ProjectConfig = {};

/** Whether a URI is that of a project settings file. */
export function isConfig(uri: string): boolean {
  return uri.endsWith(`/${CONFIG_FILE}`);
}

/** A settings file as it was last read. */
export interface ReadConfig {
  readonly text: string;
  readonly config: ProjectConfig;
  readonly problems: readonly ConfigProblem[];
}

/** The `magnet.config.jsonc` files of the workspace: each holds for its folder and all below. */
export class ProjectConfigs {
  readonly #byFolder = new Map<string, ProjectConfig>();
  readonly #files = new Map<string, ReadConfig>();
  readonly #log: (message: string) => void;

  constructor(log: (message: string) => void) {
    this.#log = log;
  }

  /** Folders with a settings file, and what it says. */
  get folders(): ReadonlyMap<string, ProjectConfig> {
    return this.#byFolder;
  }

  /** Every settings file by its URI, with what is wrong in it. */
  get files(): ReadonlyMap<string, ReadConfig> {
    return this.#files;
  }

  /** Settings of the nearest folder upward; nothing where there is none. */
  of(uri: string): ProjectConfig {
    if (this.#byFolder.size === 0) return NOTHING;
    for (let folder = parent(uri); folder !== ''; folder = parent(folder)) {
      const config = this.#byFolder.get(folder);
      if (config !== undefined) return config;
    }
    return NOTHING;
  }

  /** Reads the settings files that hold for a document, up to its workspace folder: before the folder is searched. */
  async readAbove(uri: string, folder: string): Promise<void> {
    if (folder === '') return;
    for (let at = parent(uri); at.length >= folder.length; at = parent(at)) await this.read(`${at}/${CONFIG_FILE}`);
  }

  /** Reads a settings file again, or forgets it where it is gone. */
  async read(uri: string): Promise<void> {
    const text = await this.#text(uri);
    if (text === undefined) {
      this.#byFolder.delete(parent(uri));
      this.#files.delete(uri);
      return;
    }
    const { config, problems } = parseConfig(text);
    for (const problem of problems) this.#log(`${filePath(uri)}: ${problem.message}`);
    this.#byFolder.set(parent(uri), config);
    this.#files.set(uri, { text, config, problems });
  }

  async #text(uri: string): Promise<string | undefined> {
    const path = filePath(uri);
    if (path === undefined) return undefined;
    try {
      return await readRegularText(path, MAX_CONFIG_BYTES);
    } catch (error) {
      if (error instanceof UnreadableFile && error.code !== 'ENOENT')
        this.#log(`${path} ${error.message}; it is left out.`);
      return undefined;
    }
  }
}

function parent(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}
