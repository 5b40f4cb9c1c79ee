import { t } from '@vscode/l10n';
import { commands, type Disposable, window, workspace } from 'vscode';

/**
 * Asked before anything runs or is sent. Says why in an untrusted workspace, and offers the way out; nobody waits for
 * the message to be read, so what was refused has ended when this returns.
 * @param what completes "… is not possible in Restricted Mode", e.g. `Generating trajectories`
 */
export function requireTrust(what: string): boolean {
  if (workspace.isTrusted) return true;
  const manage = t('Manage Workspace Trust');
  void window
    .showWarningMessage(
      t(
        '{0} is not possible in Restricted Mode, because it runs calls or sends data on behalf of files you have not said you trust.',
        what,
      ),
      manage,
    )
    .then((choice) => {
      if (choice === manage) void commands.executeCommand('workbench.trust.manage');
    });
  return false;
}

/**
 * Keeps the context key `magnet.restricted`. The editor's own key, `isWorkspaceTrusted`, stays false in a remote window
 * whose trust is turned off altogether (seen in VS Code 1.139), and would hide what is allowed there.
 */
export function followTrust(): Disposable {
  const tell = () => void commands.executeCommand('setContext', 'magnet.restricted', !workspace.isTrusted);
  tell();
  return workspace.onDidGrantWorkspaceTrust(tell);
}
