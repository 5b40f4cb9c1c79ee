import { t } from '@vscode/l10n';
import {
  type Disposable,
  EventEmitter,
  RelativePattern,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  workspace,
} from 'vscode';
import type { Magnet } from '../magnet.ts';
import { findRuns, type RunFolder } from '../run/files.ts';
import { readSettings } from '../settings.ts';

/** Runs of the workspace, newest first. */
export class RunsTree implements TreeDataProvider<RunFolder>, Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #disposables: Disposable[] = [];

  constructor(magnet: Magnet) {
    this.#disposables.push(magnet.onRunsChanged(() => this.refresh()));
    for (const folder of workspace.workspaceFolders ?? []) {
      const pattern = new RelativePattern(folder, `${readSettings(folder.uri).generate.folder}/*/manifest.json`);
      const watcher = workspace.createFileSystemWatcher(pattern);
      this.#disposables.push(
        watcher,
        watcher.onDidCreate(() => this.refresh()),
        watcher.onDidDelete(() => this.refresh()),
      );
    }
  }

  refresh(): void {
    this.#changed.fire();
  }

  getChildren(run?: RunFolder): Promise<RunFolder[]> {
    return run === undefined ? findRuns() : Promise.resolve([]);
  }

  getTreeItem(run: RunFolder): TreeItem {
    const item = new TreeItem(run.name);
    item.resourceUri = run.uri;
    item.description = run.detail;
    item.iconPath = new ThemeIcon('comment-discussion');
    item.contextValue = 'run';
    item.tooltip = `${workspace.asRelativePath(run.uri)}\n${new Date(run.modified).toLocaleString()}`;
    item.command = { command: 'magnet.previewRun', title: t('Preview Run'), arguments: [run.uri] };
    return item;
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    this.#changed.dispose();
  }
}
