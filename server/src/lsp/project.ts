import { CONFIG_FILE, mergeSettings, type ProjectConfig, type RuleSettings } from '../rules/index.ts';
import {
  buildCatalog,
  type Catalog,
  contentOf,
  parseDocument,
  READING,
  type SignatureDocument,
  working,
} from '../signature/index.ts';
import { ProjectConfigs } from './configs.ts';
import { DiskFiles } from './disk.ts';
import { OpenDocument } from './documents.ts';
import { createMatcher, isDefaultName, isSkippedFolder, type PathMatcher } from './patterns.ts';
import type { FolderSettings, Settings } from './settings.ts';
import type { ContentChange } from './text.ts';
import { filePath, isInside, isSnapshot, relativePath, UriKeys } from './uris.ts';
import type { Watchdog } from './watchdog.ts';

/** Languages whose documents are signature files whatever their name. */
const OWN_LANGUAGES = new Set(['fsig', 'magnet-tools', 'magnet-tools-lines']);

const MAX_MATCHERS = 1_000;

/** Files named by globs that a client is told of. */
const MAX_NAMED = 5_000;

/** Linking the files of a workspace. */
const LINKING = { what: 'linking all files' };

/** Characters of a text that is read in no time. */
const SMALL = 64 * 1024;

/** Elements of a file from which reading is felt. */
const VERY_LARGE = 2_000;

/**
 * Everything the server knows of the workspace: open documents, files on disk, and the catalog linked from both. What
 * a client has open hides what is on disk.
 */
export class Project {
  readonly uris = new UriKeys();
  readonly disk: DiskFiles;
  readonly settings: FolderSettings;
  readonly watchdog: Watchdog;
  readonly configs: ProjectConfigs;
  readonly #rules = new WeakMap<ProjectConfig, { readonly config: ProjectConfig; readonly settings: RuleSettings }>();
  readonly #open = new Map<string, OpenDocument>();
  readonly #asked = new Set<string>();
  /** By folder and globs. */
  readonly #matchers = new Map<string, PathMatcher>();
  #folders: readonly string[] = [];
  #catalog: Catalog | undefined;
  #stale = true;
  #version = 0;

  constructor(settings: FolderSettings, watchdog: Watchdog, changed: () => void, log: (message: string) => void) {
    this.settings = settings;
    this.watchdog = watchdog;
    this.configs = new ProjectConfigs(log);
    this.disk = new DiskFiles(
      (uri, text) => this.#cut(uri, null, text.length, () => parseDocument(uri, text)),
      () => {
        this.#stale = true;
        changed();
      },
      log,
    );
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

  /** Levels and targets for a document: the project's file, and a person's own settings over it. */
  rulesOf(uri: string): RuleSettings {
    const config = this.configs.of(uri);
    const own = this.settingsOf(uri).rules;
    const known = this.#rules.get(own);
    if (known?.config === config) return known.settings;
    const settings = mergeSettings(config, own);
    this.#rules.set(own, { config, settings });
    return settings;
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
    this.watchdog.forget(key);
    this.uris.closed(key);
    this.#stale = true;
    if (this.matches(key)) this.disk.refresh([key]);
  }

  /** Takes the client's report that files changed on disk. What is open stays as the client has it. */
  filesChanged(uris: readonly string[]): void {
    this.disk.refresh(uris.map((uri) => this.uris.key(uri)).filter((key) => !this.#open.has(key) && this.matches(key)));
  }

  /** Whether a file lies in a folder that is never searched. */
  isSkipped(key: string): boolean {
    const folder = this.folderOf(key);
    const path = folder === '' ? '' : relativePath(key, folder);
    return path.split('/').slice(0, -1).some(isSkippedFolder);
  }

  /** Files known below folders: signature files on disk, and settings files. The cost follows the files known, not the folders. */
  filesBelow(folders: readonly string[]): string[] {
    const wanted = new Set(folders.filter((folder) => !this.disk.documents.has(folder)));
    if (wanted.size === 0) return [];
    const inside = (uri: string): boolean => {
      for (let at = uri.lastIndexOf('/'); at > 0; at = uri.lastIndexOf('/', at - 1))
        if (wanted.has(uri.slice(0, at))) return true;
      return false;
    };
    const configs = [...this.configs.folders.keys()].map((folder) => `${folder}/${CONFIG_FILE}`);
    return [...this.disk.documents.keys(), ...configs].filter(inside);
  }

  /** Drops files that belong to the workspace no more. */
  forgetFiles(keys: readonly string[]): void {
    this.disk.forget(keys);
    this.#stale = true;
  }

  opened(key: string): OpenDocument | undefined {
    const document = this.#open.get(key);
    return document !== undefined && this.#serves(document) ? document : undefined;
  }

  /** Text of a file that the client has open, whatever it is. */
  openText(key: string): string | undefined {
    return this.#open.get(key)?.buffer.text;
  }

  /** Version of a file that the client has open, whatever it is; null for any other. */
  openVersion(key: string): number | null {
    return this.#open.get(key)?.version ?? null;
  }

  get openDocuments(): readonly OpenDocument[] {
    return [...this.#open.values()].filter((document) => this.#serves(document));
  }

  /** Characters of all documents known. */
  get textLength(): number {
    let length = 0;
    for (const document of this.disk.documents.values()) length += contentOf(document).length;
    for (const { buffer } of this.#open.values()) length += buffer.content.length;
    return length;
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
    if (folder !== '' && this.matcher(folder)(relativePath(key, folder))) return true;
    for (const [configured, { files }] of this.configs.folders) {
      if (files === undefined || !isInside(key, configured)) continue;
      if (this.matcherOf(configured, files)(relativePath(key, configured))) return true;
    }
    return false;
  }

  /** Globs of further signature files, of all folders and settings files. */
  get globs(): readonly string[] {
    const set = this.#folders.flatMap((folder) => this.settings.get(folder).files);
    return [...set, ...[...this.configs.folders.values()].flatMap(({ files }) => files ?? [])];
  }

  /** Globs of the settings files by their folders, and the files read because some glob names them; in no other case a walk. */
  get named(): { readonly globs: readonly { folder: string; glob: string }[]; readonly uris: readonly string[] } {
    const globs = [...this.configs.folders].flatMap(([folder, { files = [] }]) =>
      files.map((glob) => ({ folder: this.uris.toClient(folder), glob })),
    );
    if (this.globs.length === 0) return { globs, uris: [] };
    const known = new Set([...this.disk.documents.keys(), ...this.openDocuments.map(({ uri }) => uri)]);
    const uris = [...known].filter((key) => !isDefaultName(key) && !this.#asked.has(key));
    return { globs, uris: uris.slice(0, MAX_NAMED).map((key) => this.uris.toClient(key)) };
  }

  matcher(folder: string): PathMatcher {
    return this.matcherOf(folder, this.settings.get(folder).files);
  }

  /** Matches paths in a folder: the default patterns and these globs. */
  matcherOf(folder: string, files: readonly string[]): PathMatcher {
    const wanted = [folder, ...files].join('\n');
    const known = this.#matchers.get(wanted);
    if (known !== undefined) return known;
    const matches = createMatcher(files);
    if (this.#matchers.size > MAX_MATCHERS) this.#matchers.clear();
    this.#matchers.set(wanted, matches);
    return matches;
  }

  /** All functions of all signature files, linked; made again only after a change. */
  get catalog(): Catalog {
    if (this.#catalog !== undefined && !this.#stale) return this.#catalog;
    this.#catalog = this.#link(this.#catalog);
    this.#stale = false;
    this.#version++;
    return this.#catalog;
  }

  /** Where linking all files was ended, the catalog before it goes on. */
  #link(previous: Catalog | undefined): Catalog {
    const version = this.#version;
    if (this.watchdog.isSetAside(LINKING, version)) return previous ?? buildCatalog([]);
    return this.watchdog.watch(LINKING, version, () => buildCatalog(this.#documents(), previous));
  }

  #documents(): SignatureDocument[] {
    const documents = new Map<string, SignatureDocument>(this.disk.documents);
    for (const open of this.#open.values()) if (this.#serves(open)) documents.set(open.uri, this.#read(open));
    for (const uri of this.watchdog.setAside())
      if (documents.has(uri) && this.#isSetAside(uri)) documents.set(uri, parseDocument(uri, ''));
    return [...documents.keys()].sort().flatMap((uri) => documents.get(uri) ?? []);
  }

  /** URI of the first file that holds anything, '' for none; found without reading it. */
  get firstFile(): string {
    return this.#documents().find(({ segments }) => segments.length > 0)?.uri ?? '';
  }

  /** A very large document that no catalog has held yet: reading it all takes its time. */
  unread(key: string): SignatureDocument | undefined {
    if (this.#catalog?.documents.has(key) === true) return undefined;
    const document = this.document(key);
    return document !== undefined && document.segments.length > VERY_LARGE ? document : undefined;
  }

  /** All documents, of those not read yet the first functions alone. */
  firstOf(functions: number): Catalog {
    return buildCatalog(this.#documents(), this.#catalog, { most: functions });
  }

  document(key: string): SignatureDocument | undefined {
    const open = this.opened(key);
    return open === undefined ? this.disk.documents.get(key) : this.#read(open);
  }

  /** Reads something out of a document; undefined where there is none. @throws WorkEnded */
  reading<T>(key: string, read: (document: SignatureDocument) => T): T | undefined {
    const work = () => {
      const document = this.document(key);
      return document === undefined ? undefined : read(document);
    };
    return this.watchdog.watch({ uri: key, what: READING }, this.openVersion(key), work);
  }

  /** An open document as it is read; one whose reading was ended counts as empty. */
  #read(open: OpenDocument): SignatureDocument {
    if (this.#isSetAside(open.uri)) return parseDocument(open.uri, '');
    return open.known ?? this.#cut(open.uri, open.version, open.buffer.content.length, () => open.document);
  }

  /** Cuts a text into its parts. A small one cannot take long, and a deadline costs more than it does. */
  #cut(uri: string, version: number | null, length: number, work: () => SignatureDocument): SignatureDocument {
    const at = { uri, what: READING };
    return length < SMALL ? working(at, work) : this.watchdog.watch(at, version, work);
  }

  #isSetAside(uri: string): boolean {
    return this.watchdog.isSetAside({ uri, what: READING }, this.openVersion(uri));
  }

  /** A JSON file with no pattern is somebody else's; our own language and a person's word always count. */
  #serves(document: OpenDocument): boolean {
    if (isSnapshot(document.uri)) return false;
    if (OWN_LANGUAGES.has(document.languageId) || this.matches(document.uri)) return true;
    return looseName(document.uri);
  }
}

/** Names that are ours even outside every folder. */
function looseName(uri: string): boolean {
  return /\.(?:fsig|tools\.jsonl?)$/.test(uri);
}
