import { t } from '@vscode/l10n';
import {
  commands,
  type Disposable,
  EventEmitter,
  RelativePattern,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  workspace,
} from 'vscode';
import type { RunCondition } from '../../../server/src/lsp/protocol.ts';
import { isInFlight } from '../generate/progress.ts';
import type { Magnet } from '../magnet.ts';
import { plainLine } from '../notice.ts';
import { findRuns, type RunFolder, runParents } from '../run/files.ts';

/** Changes on disk are gathered for so long. */
const GATHER_MS = 700;
/** A run of another process may end without a change on disk; looked at this often while one is running. */
const RUNNING_MS = 4_000;

/** Runs of the workspace with their state and progress, newest first. */
export class RunsTree implements TreeDataProvider<RunFolder>, Disposable {
  readonly #magnet: Magnet;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #listener: Disposable;
  #watchers: Disposable[] = [];
  #timer: NodeJS.Timeout | undefined;
  #due = Number.POSITIVE_INFINITY;

  constructor(magnet: Magnet) {
    this.#magnet = magnet;
    this.#listener = magnet.onRunsChanged(() => this.refresh());
    this.watch();
  }

  /** Follows the folders of runs as the settings name them now. */
  watch(): void {
    for (const watcher of this.#watchers) watcher.dispose();
    const soon = () => this.#refreshIn(GATHER_MS);
    this.#watchers = runParents().flatMap((folder) => {
      const watcher = workspace.createFileSystemWatcher(
        new RelativePattern(folder, '*/{manifest.json,records.jsonl,.lock}'),
      );
      return [watcher, watcher.onDidCreate(soon), watcher.onDidChange(soon), watcher.onDidDelete(soon)];
    });
    this.refresh();
  }

  refresh(): void {
    clearTimeout(this.#timer);
    this.#due = Number.POSITIVE_INFINITY;
    this.#changed.fire();
  }

  /** The earliest of what was asked for counts. */
  #refreshIn(milliseconds: number): void {
    const due = Date.now() + milliseconds;
    if (due >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => this.refresh(), milliseconds);
  }

  async getChildren(run?: RunFolder): Promise<RunFolder[]> {
    if (run !== undefined) return [];
    try {
      const runs = await findRuns(this.#magnet);
      // "No runs yet" is not said before somebody has looked.
      void commands.executeCommand('setContext', 'magnet.runsListed', true);
      if (runs.some(({ state }) => state === 'running')) this.#refreshIn(RUNNING_MS);
      return runs;
    } catch (error) {
      this.#magnet.output.warn(`Runs view: ${String(error)}`);
      return [];
    }
  }

  getTreeItem(run: RunFolder): TreeItem {
    const item = new TreeItem(plainLine(run.name));
    item.id = run.uri.toString();
    item.description = plainLine(run.detail);
    item.iconPath = iconOf(run.state);
    item.contextValue = `run.${run.state === 'running' && isInFlight(run.uri) ? 'running.here' : run.state}`;
    item.tooltip = tooltipOf(run);
    item.accessibilityInformation = { label: plainLine(`${run.name}, ${stateWords(run.state)}, ${run.detail}`) };
    item.command = { command: 'magnet.previewRun', title: t('Preview Run'), arguments: [run.uri] };
    return item;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listener.dispose();
    for (const watcher of this.#watchers) watcher.dispose();
    this.#changed.dispose();
  }
}

function iconOf(state: RunCondition): ThemeIcon {
  switch (state) {
    case 'running':
      return new ThemeIcon('sync~spin');
    case 'interrupted':
      return new ThemeIcon('debug-pause', new ThemeColor('list.warningForeground'));
    case 'incomplete':
      return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
    case 'unreadable':
      return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
    case 'finished':
      return new ThemeIcon('comment-discussion');
  }
}

function stateWords(state: RunCondition): string {
  switch (state) {
    case 'running':
      return t('running');
    case 'interrupted':
      return t('interrupted');
    case 'incomplete':
      return t('finished, some records set aside');
    case 'unreadable':
      return t('unreadable manifest');
    case 'finished':
      return t('finished');
  }
}

function tooltipOf(run: RunFolder): string {
  const { teacher, model, seed, world } = run;
  const made = [teacher === undefined ? undefined : [teacher, model].filter(Boolean).join(' '), world].filter(Boolean);
  const lines = [
    workspace.asRelativePath(run.uri),
    `${stateWords(run.state)} · ${run.detail}`,
    ...(made.length === 0 ? [] : [made.join(' · ')]),
    ...(seed === undefined ? [] : [t('seed {0}', seed)]),
    new Date(run.modified).toLocaleString(),
  ];
  return lines.map(plainLine).join('\n');
}
