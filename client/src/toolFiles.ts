import { commands, EventEmitter, languages, type Memento, type TextDocument, type Uri, workspace } from 'vscode';
import { settingValue } from '../../server/src/settings/index.ts';

/** Read without being asked, besides `.fsig`. */
export const TOOL_FILE_GLOB = '**/*.{tools.json,tools.jsonl}';
/** A person's word on edges, beside the signature files. */
export const CURATION_FILE = 'magnet.graph.json';

const STORE = 'magnet.toolFiles';

/** Globs of `magnet.files`, each with the folder it belongs to. */
export function extraPatterns(): { readonly folder: Uri; readonly glob: string }[] {
  return (workspace.workspaceFolders ?? []).flatMap((folder) =>
    settingValue('files', workspace.getConfiguration('magnet', folder.uri).get('files')).map((glob) => ({
      folder: folder.uri,
      glob: glob.replace(/^\.?\//, ''),
    })),
  );
}

/** Files a person asked to treat as tool schemas, remembered per workspace. */
export class ToolFiles {
  readonly #memento: Memento;
  readonly #changed = new EventEmitter<void>();
  readonly onChanged = this.#changed.event;

  constructor(memento: Memento) {
    this.#memento = memento;
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

  /** Whether a document is one that Magnet reads. */
  includes(document: TextDocument): boolean {
    if (document.languageId === 'fsig' || this.uris.includes(document.uri.toString())) return true;
    const patterns = extraPatterns().map(({ folder, glob }) => ({
      pattern: { baseUri: folder, base: folder.fsPath, pattern: glob.includes('/') ? glob : `**/${glob}` },
    }));
    return languages.match([{ pattern: TOOL_FILE_GLOB }, ...patterns], document) > 0;
  }

  /** For `when` clauses: menus show on these files too. */
  #publish(): void {
    void commands.executeCommand('setContext', STORE, [...this.uris]);
  }
}
