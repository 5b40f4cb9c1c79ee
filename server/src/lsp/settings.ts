import { editorSettings, type ProjectConfig } from '../rules/index.ts';
import { settingIn } from '../settings/index.ts';

/** What a person can set; per folder (VS Code's `magnet.*`, or `settings.magnet` of any other client). */
export interface Settings {
  /** Globs of further files that hold tool schemas, relative to the folder. */
  readonly files: readonly string[];
  /** Severities by rule code, and the providers the signatures must be fit for; laid over the project's own. */
  readonly rules: ProjectConfig;
  readonly codeLens: boolean;
  readonly inlayHints: { readonly types: boolean; readonly tokens: boolean };
  /** Findings shown per file at most; a closing notice says how many more there are. */
  readonly maxProblems: number;
  /** Folder for runs, relative to the workspace folder. */
  readonly runFolder: string;
}

/** Reads settings as any client may send them: what has the wrong type counts as not set. */
export function readSettings(raw: unknown): Settings {
  return {
    files: settingIn(raw, 'files'),
    rules: editorSettings(raw),
    codeLens: settingIn(raw, 'codeLens.enabled'),
    inlayHints: { types: settingIn(raw, 'inlayHints.types'), tokens: settingIn(raw, 'inlayHints.tokens') },
    maxProblems: settingIn(raw, 'diagnostics.maxPerFile'),
    runFolder: settingIn(raw, 'generate.folder'),
  };
}

/**
 * Settings by folder, asked for when first needed and again after a change. A folder whose answer is late or missing
 * keeps what it had.
 */
export class FolderSettings {
  readonly #known = new Map<string, Settings>();
  readonly #ask: ((scopeUri: string | undefined) => Promise<unknown>) | undefined;
  #pushed: Settings = readSettings(undefined);

  /** @param ask `workspace/configuration` for one folder; absent where the client cannot answer it */
  constructor(ask?: (scopeUri: string | undefined) => Promise<unknown>) {
    this.#ask = ask;
  }

  /** What is known now, without asking. `folder` is '' for documents outside every folder. */
  get(folder: string): Settings {
    return this.#known.get(folder) ?? this.#pushed;
  }

  /** Takes settings that a client sends by itself. */
  push(raw: unknown): void {
    this.#pushed = readSettings(raw);
  }

  /** Asks for the settings of these folders. @returns whether any changed */
  async load(folders: readonly string[]): Promise<boolean> {
    const ask = this.#ask;
    if (ask === undefined) return true;
    const answers = await Promise.all(
      folders.map((folder) => ask(folder === '' ? undefined : folder).catch(() => undefined)),
    );
    let changed = false;
    for (const [index, folder] of folders.entries()) {
      if (answers[index] === undefined || answers[index] === null) continue;
      const settings = readSettings(answers[index]);
      changed ||= JSON.stringify(this.get(folder)) !== JSON.stringify(settings);
      this.#known.set(folder, settings);
    }
    for (const folder of this.#known.keys()) if (!folders.includes(folder)) this.#known.delete(folder);
    return changed;
  }
}
