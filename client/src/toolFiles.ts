import {
  commands,
  type Disposable,
  type DocumentFilter,
  EventEmitter,
  languages,
  type Memento,
  RelativePattern,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import type { ServerNotifications } from '../../server/src/lsp/protocol.ts';
import { settingValue } from '../../server/src/settings/index.ts';
import { menuNames } from './menuNames.ts';

/** Read without being asked, besides `.fsig`. */
export const TOOL_FILE_GLOB = '**/*.{tools.json,tools.jsonl}';
/** A person's word on edges, beside the signature files. */
export const CURATION_FILE = 'magnet.graph.json';

const STORE = 'magnet.toolFiles';
/** Globs of the `magnet.config.jsonc` files, as the server last told them: known before it has started. */
const GLOBS = 'magnet.configGlobs';

/** A glob with the folder that it belongs to. */
export interface FolderGlob {
  readonly folder: Uri;
  readonly glob: string;
}

type NamedFiles = ServerNotifications['magnet/filesNamed'];

/** Files that are read as tool schemas under other names: a person said so, or a glob of settings or `magnet.config.jsonc`. */
export class ToolFiles implements Disposable {
  readonly #memento: Memento;
  readonly #changed = new EventEmitter<void>();
  /** The language client has to begin anew, with other documents. */
  readonly onChanged = this.#changed.event;
  readonly #published = new EventEmitter<void>();
  /** Menus and status show on other files. */
  readonly onPublished = this.#published.event;
  readonly #opening: Disposable;
  #named: readonly string[] = [];
  /** Globs of the client that is running. */
  #served: ReadonlySet<string> = new Set();

  constructor(memento: Memento) {
    this.#memento = memento;
    this.#opening = workspace.onDidOpenTextDocument((document) => this.#serve([document]));
    this.#publish();
  }

  get uris(): readonly string[] {
    return this.#memento.get<readonly string[]>(STORE, []);
  }

  async add(uri: Uri): Promise<void> {
    if (this.uris.includes(uri.toString())) return;
    await this.#memento.update(STORE, [...this.uris, uri.toString()]);
    this.#publish();
    this.#changed.fire();
  }

  /** Globs of the settings and of the `magnet.config.jsonc` files. */
  get globs(): readonly FolderGlob[] {
    const ofSettings = (workspace.workspaceFolders ?? []).flatMap(({ uri }) =>
      settingValue('files', workspace.getConfiguration('magnet', uri).get('files')).map((glob) => within(uri, glob)),
    );
    const ofConfigs = this.#memento.get<NamedFiles['globs']>(GLOBS, []);
    return [...ofSettings, ...ofConfigs.map(({ folder, glob }) => within(Uri.parse(folder), glob))];
  }

  /** The globs for a client that starts now: those of a later day are served by another. */
  takeGlobs(): readonly FolderGlob[] {
    const { globs } = this;
    this.#served = new Set(globs.map(keyOf));
    return globs;
  }

  /** Whether a document is one that Magnet reads. */
  includes(document: TextDocument): boolean {
    return languages.match(this.selector, document) > 0;
  }

  /** All that is read, for `languages.match` and entries of the language status. */
  get selector(): DocumentFilter[] {
    return [
      { language: 'fsig' },
      { pattern: TOOL_FILE_GLOB },
      ...this.globs.map(filterOf),
      ...this.uris.map((uri) => exactly(Uri.parse(uri))),
    ];
  }

  /** The server tells which globs its settings files hold, and which files any glob names. */
  async named({ globs, uris }: NamedFiles): Promise<void> {
    this.#named = uris;
    if (JSON.stringify(globs) !== JSON.stringify(this.#memento.get(GLOBS, [])))
      await this.#memento.update(GLOBS, globs);
    this.#publish();
    this.#serve(workspace.textDocuments);
  }

  /** A client that does not know the glob of a file that is open is replaced by one that does. */
  #serve(documents: readonly TextDocument[]): void {
    const added = this.globs.filter((glob) => !this.#served.has(keyOf(glob))).map(filterOf);
    if (added.length === 0 || !documents.some((document) => languages.match(added, document) > 0)) return;
    this.#served = new Set(this.globs.map(keyOf));
    this.#changed.fire();
  }

  /** For `when` clauses: menus show on these files too. */
  #publish(): void {
    const names = [...this.uris, ...this.#named].flatMap((text) => menuNames(text, Uri.parse(text)));
    void commands.executeCommand('setContext', STORE, [...new Set(names)]);
    this.#published.fire();
  }

  dispose(): void {
    this.#opening.dispose();
    this.#changed.dispose();
    this.#published.dispose();
  }
}

function within(folder: Uri, glob: string): FolderGlob {
  const inside = glob.replace(/^\.?\//, '');
  return { folder, glob: inside.includes('/') ? inside : `**/${inside}` };
}

function keyOf({ folder, glob }: FolderGlob): string {
  return `${folder.toString()} ${glob}`;
}

function filterOf({ folder, glob }: FolderGlob): DocumentFilter {
  return { pattern: new RelativePattern(folder, glob) };
}

/** A filter for one file, whatever characters its name has. */
export function exactly(uri: Uri): DocumentFilter {
  return { scheme: uri.scheme, pattern: uri.fsPath.replace(/[[\]{}*?]/g, '[$&]') };
}
