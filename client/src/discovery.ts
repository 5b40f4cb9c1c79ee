import { t } from '@vscode/l10n';
import {
  commands,
  type Disposable,
  type LanguageStatusItem,
  languages,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { LookForToolsResult } from '../../server/src/lsp/protocol.ts';
import { isYaml } from './first-start.ts';
import { Looks } from './looks.ts';
import type { Magnet } from './magnet.ts';
import { plainNotice } from './notice.ts';
import { exactly } from './toolFiles.ts';
import { mayHoldTools } from './yaml-head.ts';

/** Characters that are sent to be looked at; the server looks at no more. */
const LOOKED_AT = 64 * 1024;

/** Files whose offer was turned down, per workspace. */
const STORE = 'magnet.discovery.declined';
const MAX_DECLINED = 500;

const LANGUAGES: readonly string[] = ['json', 'jsonc', 'jsonl', 'yaml'];
/** Programs, whose schemas are taken over into signatures: the file itself stays a program. */
const PROGRAM = /\.(?:pyi?|[cm]?[jt]sx?)$/i;
/** For editors that have no language of that name. */
const FILE_NAMES = /\.(?:jsonc?|jsonl|ndjson|ya?ml)$/i;
const SCHEMES: readonly string[] = ['file', 'vscode-remote', 'vscode-vfs'];

/**
 * Notices that a file in front holds tool schemas although nothing says so: a status entry for as long as that holds, and
 * one quiet offer a file.
 */
export class Discovery implements Disposable {
  readonly #magnet: Magnet;
  readonly #item: LanguageStatusItem;
  readonly #listeners: Disposable[];
  /** A file is looked at once each time it is opened. */
  readonly #looks: Looks<TextDocument>;
  readonly #found = new Map<string, number>();
  /** What was offered since the window was opened, a file once. */
  readonly #offers = new Map<string, string>();

  constructor(magnet: Magnet) {
    this.#magnet = magnet;
    this.#item = languages.createLanguageStatusItem('magnet.discovery', []);
    this.#item.name = t('Magnet: tool schemas found');
    this.#looks = new Looks(
      (document) => this.#look(document),
      (error) => magnet.output.warn(`Looking for tools: ${String(error)}`),
    );
    this.#listeners = [
      window.onDidChangeActiveTextEditor(() => this.#lookAtFront()),
      magnet.toolFiles.onChanged(() => this.#show()),
    ];
    this.#lookAtFront();
  }

  #lookAtFront(): void {
    const document = window.activeTextEditor?.document;
    if (document === undefined) return;
    this.#show();
    if (this.#mayHold(document)) this.#looks.at(document);
  }

  #mayHold(document: TextDocument): boolean {
    const { uri, languageId } = document;
    if (!SCHEMES.includes(uri.scheme) || this.#magnet.toolFiles.includes(document)) return false;
    return LANGUAGES.includes(languageId) || FILE_NAMES.test(uri.path) || PROGRAM.test(uri.path);
  }

  async #look(document: TextDocument): Promise<void> {
    if (document.isClosed) return;
    const text = document.getText(new Range(document.positionAt(0), document.positionAt(LOOKED_AT)));
    const uri = document.uri.toString();
    // A server is not started for every YAML file.
    if (isYaml(document) && this.#magnet.state === 'stopped' && !mayHoldTools(text)) return;
    const seen = await this.#magnet.request('magnet/lookForTools', { uri, text });
    if (seen.functions === 0 || seen.covered) return;
    this.#found.set(uri, seen.functions);
    this.#show();
    if (this.#declined.includes(uri) || this.#offers.has(uri)) return;
    // What a person answers is waited for by nobody: the look itself is over.
    void this.#offer(document.uri, seen).catch((error: unknown) => this.#magnet.output.error(String(error)));
  }

  async #offer(uri: Uri, { functions, more }: LookForToolsResult): Promise<void> {
    const name = workspace.asRelativePath(uri);
    const count = functions.toLocaleString('en');
    const text = more
      ? t('Read {0} tools and more in {1}?', count, name)
      : functions === 1
        ? t('Read the tool in {0}?', name)
        : t('Read {0} tools in {1}?', count, name);
    this.#offers.set(uri.toString(), text);
    if (PROGRAM.test(uri.path)) return this.#offerImport(uri, text);
    const [yes, no] = [t('Treat as Tool Schema'), t('Not for This File')];
    const choice = await window.showInformationMessage(plainNotice(text), yes, no);
    if (choice === yes) await this.#magnet.toolFiles.add(uri);
    if (choice === no) await this.decline(uri);
  }

  /** A program's schemas become signatures in a document of their own. */
  async #offerImport(uri: Uri, text: string): Promise<void> {
    const [yes, no] = [t('Import as Signatures'), t('Not for This File')];
    const choice = await window.showInformationMessage(plainNotice(text), yes, no);
    if (choice === yes) await commands.executeCommand('magnet.convert', uri, 'fsig');
    if (choice === no) await this.decline(uri);
  }

  /** What was asked of the person in this window, by the file it is about. */
  get offers(): ReadonlyMap<string, string> {
    return this.#offers;
  }

  /** The file is not offered again in this workspace. */
  async decline(uri: Uri): Promise<void> {
    const kept = [...this.#declined, uri.toString()].slice(-MAX_DECLINED);
    await this.#magnet.context.workspaceState.update(STORE, kept);
  }

  get #declined(): readonly string[] {
    return this.#magnet.context.workspaceState.get<readonly string[]>(STORE, []);
  }

  /** The entry is on files that hold tools and are not read; of a file that was turned down it stays, as it asks nothing. */
  #show(): void {
    const { uris } = this.#magnet.toolFiles;
    const open = [...this.#found.keys()].filter((uri) => !uris.includes(uri));
    this.#item.selector = open.map((uri) => exactly(Uri.parse(uri)));
    const front = window.activeTextEditor?.document.uri.toString() ?? '';
    const count = this.#found.get(front);
    if (count === undefined) return;
    this.#item.text = t('Magnet: {0} tools, not read', count.toLocaleString('en'));
    this.#item.detail = t('this file holds tool schemas');
    this.#item.command = PROGRAM.test(Uri.parse(front).path)
      ? { command: 'magnet.convert', title: t('Import as Signatures'), arguments: [Uri.parse(front), 'fsig'] }
      : { command: 'magnet.treatAsToolSchema', title: t('Treat as Tool Schema'), arguments: [Uri.parse(front)] };
  }

  dispose(): void {
    this.#item.dispose();
    this.#looks.dispose();
    for (const listener of this.#listeners) listener.dispose();
  }
}
