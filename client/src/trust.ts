import { commands, window, workspace } from 'vscode';

/**
 * Asked before anything runs or is sent. Says why in an untrusted workspace, and offers the way out.
 * @param what completes "… is not possible in Restricted Mode", e.g. `Generating trajectories`
 */
export async function requireTrust(what: string): Promise<boolean> {
  if (workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const choice = await window.showWarningMessage(
    `${what} is not possible in Restricted Mode, because it runs calls or sends data on behalf of files you have not said you trust.`,
    manage,
  );
  if (choice === manage) await commands.executeCommand('workbench.trust.manage');
  return workspace.isTrusted;
}
