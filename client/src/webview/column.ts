import { TabInputWebview, ViewColumn, window } from 'vscode';

/**
 * Where a panel opens: in the column that holds another of ours, else beside the code. Each beside the one before would
 * soon leave no column wide enough to read.
 */
export function panelColumn(): ViewColumn {
  const own = window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof TabInputWebview && /(?:^|-)magnet\./.test(input.viewType)),
  );
  if (own !== undefined) return own.viewColumn;
  return window.activeTextEditor === undefined ? ViewColumn.Active : ViewColumn.Beside;
}
