import type { Connection, DidChangeWatchedFilesParams, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import { filesInFolders, MAX_ARRIVALS } from './arrivals.ts';
import type { ClientAbilities } from './capabilities.ts';
import { isConfig } from './configs.ts';
import { FolderSearch, SEARCH_LIMITS } from './folder-search.ts';
import { Gate } from './gate.ts';
import { isCuration } from './graph.ts';
import { guardNotification, type Log } from './guard.ts';
import { FileChangeType } from './languageserver.ts';
import type { Project } from './project.ts';

/** How long a request waits for the first search before it answers with what is there. */
const FIRST_SEARCH_MS = 10_000;

/** Told what a scan changed. */
export interface ScanListener {
  /** The files or settings of the project changed. */
  changed(): void;
  /** A curation file may have changed. */
  curationChanged(): void;
}

/**
 * Keeps the project's folders, settings and files in step with the client: searches the folders once, then follows what
 * the client reports.
 */
export class WorkspaceScan {
  readonly #connection: Connection;
  readonly #project: Project;
  readonly #client: ClientAbilities;
  readonly #log: Log;
  readonly #listener: ScanListener;
  readonly #search: FolderSearch;
  readonly #settingsRead = new Gate();
  readonly #firstSearch = new Gate();

  constructor(connection: Connection, project: Project, client: ClientAbilities, log: Log, listener: ScanListener) {
    this.#connection = connection;
    this.#project = project;
    this.#client = client;
    this.#log = log;
    this.#listener = listener;
    this.#search = new FolderSearch(project, log);
    this.#followReports();
  }

  /** Reads the settings, searches the folders, and follows folders that come and go. */
  async start(): Promise<void> {
    try {
      if (this.#client.workspaceFolders) this.#followFolders();
      await this.#restart();
      this.#listener.curationChanged();
    } finally {
      this.#settingsRead.open();
      this.#firstSearch.open();
    }
  }

  /** Waits for the first search, but not for long: a request answers with what is there. */
  ready(): Promise<void> {
    return this.#firstSearch.openedWithin(FIRST_SEARCH_MS);
  }

  /** Whether the first search has ended. */
  searched(): boolean {
    return this.#firstSearch.isOpen;
  }

  /** Waits until the client has said its settings. */
  configured(): Promise<void> {
    return this.#settingsRead.opened;
  }

  async #restart(): Promise<void> {
    await this.#project.settings.load([...this.#project.folders, '']);
    this.#settingsRead.open();
    await this.#search.run();
    this.#listener.changed();
  }

  #followReports(): void {
    this.#connection.onDidChangeConfiguration(
      guardNotification(this.#log, 'didChangeConfiguration', ({ settings }) => this.#settingsChanged(settings)),
    );
    this.#connection.onDidChangeWatchedFiles(
      guardNotification(this.#log, 'didChangeWatchedFiles', ({ changes }) => this.#filesChanged(changes)),
    );
  }

  #followFolders(): void {
    this.#connection.workspace.onDidChangeWorkspaceFolders((event) => {
      this.#foldersChanged(event);
      void this.#restart().catch((error: unknown) => this.#log.error(`Searching the folders failed: ${String(error)}`));
    });
  }

  #foldersChanged({ added, removed }: WorkspaceFoldersChangeEvent): void {
    const gone = new Set(removed.map(({ uri }) => this.#project.uris.key(uri)));
    const kept = this.#project.folders.filter((folder) => !gone.has(folder));
    this.#project.folders = [...kept, ...added.map(({ uri }) => uri)];
  }

  async #settingsChanged(settings: unknown): Promise<void> {
    const pushed = (settings as { magnet?: unknown } | null | undefined)?.magnet;
    if (pushed !== undefined && !this.#client.configuration) this.#project.settings.push(pushed);
    await this.#restart();
  }

  async #filesChanged(changes: DidChangeWatchedFilesParams['changes']): Promise<void> {
    const { uris, folders } = await this.#filesOf(changes);
    this.#search.found(uris.filter((uri) => this.#project.matches(uri)));
    this.#project.filesChanged(uris);
    const configs = uris.filter(isConfig);
    for (const uri of configs) await this.#project.configs.read(uri);
    if (configs.length > 0) await this.#restart();
    if (folders || uris.some(isCuration)) this.#listener.curationChanged();
  }

  /** The files behind reported changes. A folder that goes or comes is one report, whatever it holds. */
  async #filesOf(changes: DidChangeWatchedFilesParams['changes']): Promise<{ uris: string[]; folders: boolean }> {
    const ours = changes.map(({ uri, type }) => ({ key: this.#project.uris.key(uri), type }));
    const reported = ours.filter(({ key }) => !this.#project.isSkipped(key));
    const deleted = ours.filter(({ type }) => type === FileChangeType.Deleted);
    const below = this.#project.filesBelow(deleted.map(({ key }) => key));
    const strange = reported.filter(({ key, type }) => type === FileChangeType.Created && !this.#isWanted(key));
    const inside = await this.#filesInside(strange.map(({ key }) => key));
    const uris = [...new Set([...reported.map(({ key }) => key), ...below, ...inside])];
    return { uris, folders: below.length + inside.length > 0 };
  }

  /** What folders among new files hold. Where very much is new, all is searched again instead. */
  async #filesInside(uris: readonly string[]): Promise<string[]> {
    if (uris.length <= MAX_ARRIVALS)
      return filesInFolders(uris, (uri) => this.#isWanted(uri), SEARCH_LIMITS, this.#search.signal);
    await this.#search.run();
    return [];
  }

  #isWanted(uri: string): boolean {
    return this.#project.matches(uri) || isConfig(uri) || isCuration(uri);
  }
}
