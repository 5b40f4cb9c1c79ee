import { buildCatalog, type Catalog, type SignatureDocument } from '../signature/index.ts';
import { DiskFiles } from './disk.ts';
import { OpenDocument } from './documents.ts';
import { createMatcher, type PathMatcher } from './patterns.ts';
import type { FolderSettings, Settings } from './settings.ts';
import type { ContentChange } from './text.ts';
import { filePath, isInside, relativePath, UriKeys } from './uris.ts';

/** Languages whose documents are signature files whatever their name. */
const OWN_LANGUAGES = new Set(['fsig', 'magnet-tools', 'magnet-tools-lines']);

/**
 * Everything the server knows of the workspace: open documents, files on disk, and the catalog linked from both. What
 * a client has open hides what is on disk.
 */
export class Project {
  readonly uris = new UriKeys();
  readonly disk: DiskFiles;
  readonly settings: FolderSettings;
  readonly #open = new Map<string, OpenDocument>();
  readonly #asked = new Set<string>();
  readonly #matchers = new Map<string, { readonly files: string; readonly matches: PathMatcher }>();
  #folders: readonly string[] = [];
  #catalog: Catalog | undefined;
  #stale = true;
  #version = 0;

  constructor(settings: FolderSettings, changed: () => void, log: (message: string) => void) {
    this.settings = settings;
    this.disk = new DiskFiles(() => {
      this.#stale = true;
      changed();
    }, log);
  }

  /** Workspace folders as keys, longest first, so that the first match is the innermost. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  set folders(folders: readonly string[]) {
    this.#folders = [...new Set(folders.map((uri) => this.uris.key(uri).replace(/\/+$/, '')))].sort(
      (a, b) => b.length - a.length,
    );
  }

  /** The innermost folder that holds `uri`; '' for none. */
  folderOf(uri: string): string {
    return this.#folders.find((folder) => isInside(uri, folder)) ?? '';
  }

  settingsOf(uri: string): Settings {
    return this.settings.get(this.folderOf(uri));
  }

  /** Counts up with every change of the catalog. */
  get version(): number {
    return this.#version;
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    const key = this.uris.opened(uri);
    this.#open.set(key, new OpenDocument(key, languageId, version, text, this.disk.documents.get(key)));
    // One copy is enough; closing reads the file again.
    this.disk.forget([key]);
    this.#stale = true;
  }

  change(uri: string, version: number, changes: readonly ContentChange[]): void {
    const document = this.#open.get(this.uris.key(uri));
    if (document === undefined) return;
    document.change(changes, version);
    this.#stale = true;
  }

  close(uri: string): void {
    const key = this.uris.key(uri);
    this.#open.delete(key);
    this.uris.closed(key);
    this.#stale = true;
    if (this.matches(key)) this.disk.refresh([key]);
  }

  /** Takes the client's report that files changed on disk. What is open stays as the client has it. */
  filesChanged(uris: readonly string[]): void {
    this.disk.refresh(uris.map((uri) => this.uris.key(uri)).filter((key) => !this.#open.has(key) && this.matches(key)));
  }

  opened(key: string): OpenDocument | undefined {
    const document = this.#open.get(key);
    return document !== undefined && this.#serves(document) ? document : undefined;
  }

  get openDocuments(): readonly OpenDocument[] {
    return [...this.#open.values()].filter((document) => this.#serves(document));
  }

  /** Takes a file as tool schemas because a person said so. */
  treatAsToolSchema(uri: string): void {
    const key = this.uris.key(uri);
    this.#asked.add(key);
    this.#stale = true;
    if (filePath(key) !== undefined) this.disk.refresh([key]);
  }

  /** Whether a file on disk belongs to the workspace: by pattern in its folder, or because a person said so. */
  matches(key: string): boolean {
    if (this.#asked.has(key)) return true;
    const folder = this.folderOf(key);
    if (folder === '') return false;
    return this.matcher(folder)(relativePath(key, folder));
  }

  matcher(folder: string): PathMatcher {
    const { files } = this.settings.get(folder);
    const known = this.#matchers.get(folder);
    const wanted = files.join('\n');
    if (known?.files === wanted) return known.matches;
    const matches = createMatcher(files);
    this.#matchers.set(folder, { files: wanted, matches });
    return matches;
  }

  /** All functions of all signature files, linked; made again only after a change. */
  get catalog(): Catalog {
    if (this.#catalog !== undefined && !this.#stale) return this.#catalog;
    const documents = new Map<string, SignatureDocument>(this.disk.documents);
    for (const open of this.#open.values()) if (this.#serves(open)) documents.set(open.uri, open.document);
    const sorted = [...documents.keys()].sort().flatMap((uri) => documents.get(uri) ?? []);
    this.#catalog = buildCatalog(sorted, this.#catalog);
    this.#stale = false;
    this.#version++;
    return this.#catalog;
  }

  document(key: string): SignatureDocument | undefined {
    return this.opened(key)?.document ?? this.disk.documents.get(key);
  }

  /** A JSON file with no pattern is somebody else's; our own language and a person's word always count. */
  #serves(document: OpenDocument): boolean {
    if (OWN_LANGUAGES.has(document.languageId) || this.matches(document.uri)) return true;
    return looseName(document.uri);
  }
}

/** Names that are ours even outside every folder. */
function looseName(uri: string): boolean {
  return /\.(?:fsig|tools\.jsonl?)$/.test(uri);
}
