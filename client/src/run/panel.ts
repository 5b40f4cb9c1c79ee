import { t } from '@vscode/l10n';
import { commands, type Disposable, env, RelativePattern, Uri, type WebviewPanel, window, workspace } from 'vscode';
import type { OpenRunResult, QueryFieldItem, ReadRecordResult } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { panelColumn } from '../webview/column.ts';
import { page, panelIcon, webviewOptions } from '../webview/host.ts';
import { CallPanel } from './callPanel.ts';
import { showCard } from './card.ts';
import { findRuns } from './files.ts';
import type { FromRun, RunState, ToRun } from './messages.ts';
import { showDropped, whyNothing } from './nothing.ts';
import { Reviewer } from './review.ts';
import { RUN_FILES } from './run-files.ts';
import { shareRecord, shareRun } from './share.ts';
import { openSignature, resolveFunction } from './signature.ts';

/** How a run is shown: at which record, by its id; and whether the keyboard stays where it is. */
interface ShowOptions {
  readonly record?: string;
  readonly preserveFocus?: boolean;
  /** The newest record is shown as the run is made, until a person picks another. */
  readonly follow?: boolean;
}

/** A file that grows is read again after so long at the earliest, and takes an eighth of the time at most. */
const RELOAD_MS = 700;
const RELOAD_SHARE = 8;

/** Records that are asked for before the page is shown. */
const FIRST = 100;

/** One run file beside the editor, read record by record. */
export class RunPanel {
  /** By the address of the run, the one looked at last at the end. */
  static readonly #open = new Map<string, RunPanel>();

  readonly #magnet: Magnet;
  readonly #panel: WebviewPanel;
  readonly #uri: Uri;
  readonly #listeners: readonly Disposable[];
  readonly #reviewer: Reviewer;
  #fields: readonly QueryFieldItem[] | undefined;
  #index: number;
  /** Id of the record to show when the run is read next. */
  #wanted: string | undefined;
  #following = false;
  #loading: Promise<void> | undefined;
  /** The run changed while it was loaded. */
  #isDue = false;
  /** A record has been sent to the page. */
  #shown = false;
  #last = 0;
  #reloading: NodeJS.Timeout | undefined;
  #tookMs = 0;

  /** Opens a run, or brings its open panel forward. */
  static show(magnet: Magnet, uri: Uri, { record, preserveFocus = false, follow = false }: ShowOptions = {}): void {
    const open = RunPanel.#open.get(uri.toString());
    if (open !== undefined) {
      open.#wanted = record;
      open.#following = follow;
      open.#panel.reveal(undefined, preserveFocus);
      void open.#load();
      return;
    }
    const column = panelColumn();
    const options = webviewOptions(magnet.context.extensionUri);
    const place = { viewColumn: column, preserveFocus };
    const panel = window.createWebviewPanel('magnet.run', t('Run: {0}', nameOf(uri)), place, options);
    const shown = new RunPanel(magnet, panel, uri, 0);
    shown.#wanted = record;
    shown.#following = follow;
  }

  /** Reads a run again where it is open: something is to be said of it that its file does not tell. */
  static lookAgain(uri: Uri): void {
    const open = RunPanel.#open.get(uri.toString());
    if (open !== undefined) open.#reloadSoon();
  }

  /** The record of the panel that a person looked at last: a walkthrough, or a file, may be in front of it by now. */
  static shown(): { readonly uri: string; readonly index: number } | undefined {
    // A run that is still empty shows none: a proxy that waits, a generation that has just begun.
    const open = [...RunPanel.#open.values()].filter((one) => one.#shown);
    const seen = open.find((one) => one.#panel.active) ?? open.findLast((one) => one.#panel.visible) ?? open.at(-1);
    return seen === undefined ? undefined : { uri: seen.#uri.toString(), index: seen.#index };
  }

  /** A panel whose page had no time to save what it showed is known by its title. */
  static async restore(magnet: Magnet, panel: WebviewPanel, saved: unknown): Promise<void> {
    const state = (saved ?? {}) as Partial<RunState>;
    panel.webview.options = webviewOptions(magnet.context.extensionUri);
    const called = state.function ?? /^Call: (.+)$/.exec(panel.title)?.[1];
    if (called !== undefined) {
      CallPanel.restore(magnet, panel, called);
      return;
    }
    const named = async () => (await findRuns(magnet)).find(({ name }) => panel.title === t('Run: {0}', name))?.uri;
    const uri = typeof state.uri === 'string' ? Uri.parse(state.uri) : await named();
    if (uri === undefined) panel.dispose();
    else new RunPanel(magnet, panel, uri, state.index ?? 0);
  }

  private constructor(magnet: Magnet, panel: WebviewPanel, uri: Uri, index: number) {
    this.#magnet = magnet;
    this.#panel = panel;
    this.#uri = uri;
    this.#index = index;
    RunPanel.#open.set(uri.toString(), this);
    panel.iconPath = panelIcon(magnet.context.extensionUri);
    this.#reviewer = new Reviewer(
      magnet,
      uri,
      (message) => this.#send(message),
      () => panel.reveal(),
    );
    this.#listeners = [
      panel.webview.onDidReceiveMessage((message: FromRun) => this.#receive(message)),
      magnet.onRunIndexed(({ uri: indexed, ...state }) => {
        if (indexed === uri.toString()) void this.#send({ type: 'indexed', ...state });
      }),
      // A server that was started anew knows nothing of the run: it is opened again, and what is shown stays.
      magnet.onStateChanged((state) => {
        if (state === 'running') this.#reloadSoon();
      }),
    ];
    const watcher = workspace.createFileSystemWatcher(recordsPattern(uri));
    const reload = () => this.#reloadSoon();
    watcher.onDidCreate(reload);
    watcher.onDidChange(reload);
    panel.onDidChangeViewState(() => {
      if (!panel.active) return;
      RunPanel.#open.delete(uri.toString());
      RunPanel.#open.set(uri.toString(), this);
    });
    panel.onDidDispose(() => {
      for (const listener of this.#listeners) listener.dispose();
      watcher.dispose();
      clearTimeout(this.#reloading);
      RunPanel.#open.delete(uri.toString());
    });
    panel.webview.html = page(panel.webview, magnet.context.extensionUri, 'run', t('Run'));
  }

  async #receive(message: FromRun): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#loading = this.#load();
        await this.#loading;
        this.#loading = undefined;
        return this.#isDue ? this.#loadAgain() : undefined;
      case 'read':
        this.#index = message.index;
        this.#following &&= message.index === this.#last;
        return this.#read();
      case 'openSignature':
        return openSignature(this.#magnet, message.function);
      case 'copy':
        await env.clipboard.writeText(message.text);
        window.setStatusBarMessage(t('Magnet: copied as JSON'), 3000);
        return;
      case 'share':
        return shareRecord(this.#magnet, this.#uri, message.index, message.as).catch((error: unknown) =>
          this.#fail(error),
        );
      case 'shareRun':
        return shareRun(this.#magnet, this.#uri).catch((error: unknown) => this.#fail(error));
      case 'openSource':
        await window
          .showTextDocument(this.#uri)
          .then(undefined, () => window.showTextDocument(Uri.joinPath(this.#uri, RUN_FILES.records)))
          .then(undefined, (error: unknown) => this.#fail(error));
        return;
      case 'dropped':
        return showDropped(this.#uri).catch((error: unknown) => this.#fail(error));
      case 'card':
        return showCard(this.#uri).catch((error: unknown) => this.#fail(error));
      case 'resend': {
        const id = await resolveFunction(this.#magnet, message.function);
        await commands.executeCommand('magnet.testCall', { function: id, arguments: message.arguments });
        return;
      }
      default:
        return this.#reviewer.receive(message).catch((error: unknown) => this.#fail(error));
    }
  }

  /** A burst of changes is one; a run that takes long to read is read rarely. */
  #reloadSoon(): void {
    this.#reloading ??= setTimeout(
      () => {
        this.#reloading = undefined;
        void this.#loadAgain();
      },
      Math.max(RELOAD_MS, RELOAD_SHARE * this.#tookMs),
    );
  }

  /** One after the other: a load that overtakes the one before would throw its record away, again and again. */
  async #loadAgain(): Promise<void> {
    if (this.#loading !== undefined) {
      this.#isDue = true;
      return;
    }
    do {
      this.#isDue = false;
      this.#loading = this.#load('again');
      await this.#loading;
    } while (this.#isDue);
    this.#loading = undefined;
  }

  /** @param how `again`: the record that is shown stays as it is, with its place on the page. */
  async #load(how?: 'again'): Promise<void> {
    const started = performance.now();
    const before = this.#index;
    try {
      const uri = this.#uri.toString();
      const opened: OpenRunResult = await this.#magnet.request('magnet/openRun', { uri, first: FIRST });
      this.#fields ??= await this.#magnet.request('magnet/queryFields', {});
      // A run is known by its folder, not by the name that its lines have in every folder.
      const run = { ...opened, title: nameOf(this.#uri) };
      const wanted = await this.#indexOf(this.#wanted, run);
      this.#wanted = undefined;
      this.#last = Math.max(0, run.total - 1);
      // While lines are still counted, a record that was looked at before a restart may stand behind those that are known.
      const most = run.complete ? this.#last : Number.POSITIVE_INFINITY;
      this.#index = wanted ?? (this.#following ? this.#last : Math.min(this.#index, most));
      const stays = how === 'again' && this.#index === before && this.#shown;
      // Following a run, the record before stays until the next one can be shown: else nothing is seen while many are made.
      const next =
        this.#following && this.#shown && !stays && run.total > 0 ? await this.#recordAt(this.#index) : undefined;
      const nothing = run.total === 0 ? { nothing: await whyNothing(this.#uri) } : {};
      await this.#send({ type: 'run', run, uri, index: this.#index, fields: this.#fields, stays, ...nothing });
      if (next !== undefined) await this.#send({ type: 'record', index: this.#index, record: next });
      else if (run.total > 0 && !stays) await this.#read();
      this.#tookMs = performance.now() - started;
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Index of a record by its id: one that is not among the first is searched for. */
  async #indexOf(id: string | undefined, { records }: OpenRunResult): Promise<number | undefined> {
    if (id === undefined) return undefined;
    const first = records.find((record) => record.id === id);
    return first?.index ?? this.#reviewer.findId(id);
  }

  #recordAt(index: number): Promise<ReadRecordResult> {
    return this.#magnet.request('magnet/readRecord', { uri: this.#uri.toString(), index });
  }

  async #read(): Promise<void> {
    const index = this.#index;
    try {
      const record = await this.#recordAt(index);
      this.#shown = true;
      if (index === this.#index) await this.#send({ type: 'record', index, record });
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    void this.#send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }

  async #send(message: ToRun): Promise<void> {
    await this.#panel.webview.postMessage(message);
  }
}

/** The file of records behind a run: in its folder, or itself. */
function recordsPattern(uri: Uri): RelativePattern {
  const isFile = /\.(?:jsonl?|ndjson|eval|har|txt|log)$/i.test(uri.path);
  return isFile
    ? new RelativePattern(Uri.joinPath(uri, '..'), uri.path.split('/').at(-1) ?? '')
    : new RelativePattern(uri, RUN_FILES.records);
}

function nameOf(uri: Uri): string {
  const parts = uri.path.split('/').filter(Boolean);
  const last = parts.at(-1) ?? '';
  return last === RUN_FILES.records ? (parts.at(-2) ?? last) : last;
}
