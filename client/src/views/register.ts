import { commands, window, workspace } from 'vscode';
import type { Magnet } from '../magnet.ts';
import { FunctionsTree, type Grouping } from './functions.ts';
import { RunsTree } from './runs.ts';

/** The two trees of the Magnet view container. */
export function registerViews(magnet: Magnet): void {
  const functions = new FunctionsTree(magnet);
  const runs = new RunsTree(magnet);
  const functionsView = window.createTreeView('magnet.functions', {
    treeDataProvider: functions,
    showCollapseAll: true,
  });
  const runsView = window.createTreeView('magnet.runs', { treeDataProvider: runs });
  const group = (grouping: Grouping) => () => functions.group(grouping);
  magnet.context.subscriptions.push(
    functionsView,
    runsView,
    functions,
    runs,
    commands.registerCommand('magnet.functions.groupByFile', group('file')),
    commands.registerCommand('magnet.functions.groupByCategory', group('category')),
    commands.registerCommand('magnet.functions.groupByConnection', group('connection')),
    commands.registerCommand('magnet.functions.refresh', () => functions.refresh()),
    workspace.onDidChangeWorkspaceFolders(() => runs.watch()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('magnet.generate.folder')) runs.watch();
    }),
  );
}
