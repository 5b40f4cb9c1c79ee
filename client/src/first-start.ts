import { type TextDocument, workspace } from 'vscode';
import type { Magnet } from './magnet.ts';

const FOLDER_HAS = 'workspaceContains:';

export function isYaml({ languageId }: TextDocument): boolean {
  return languageId === 'yaml';
}

/**
 * Starts the language server in the background. Any YAML file that is opened wakes the extension, and most are none of
 * ours: where one is open and the folder has nothing of ours either, the server waits until somebody asks it something,
 * as `Discovery` does once a file looks like tool schemas.
 */
export async function startFirst(magnet: Magnet): Promise<void> {
  const wokenByYaml = workspace.textDocuments.some(
    (document) => isYaml(document) && !magnet.toolFiles.includes(document),
  );
  if (!wokenByYaml || (await folderHasOurs(magnet))) return magnet.startInBackground();
  magnet.context.subscriptions.push(
    workspace.onDidOpenTextDocument((document) => {
      if (magnet.toolFiles.includes(document) && magnet.state === 'stopped') magnet.startInBackground();
    }),
  );
}

async function folderHasOurs({ context, toolFiles }: Magnet): Promise<boolean> {
  if (workspace.workspaceFolders === undefined) return false;
  if (toolFiles.uris.length > 0 || workspace.textDocuments.some((document) => toolFiles.includes(document)))
    return true;
  const { activationEvents } = context.extension.packageJSON as { readonly activationEvents: readonly string[] };
  const globs = activationEvents.flatMap((event) =>
    event.startsWith(FOLDER_HAS) ? [event.slice(FOLDER_HAS.length)] : [],
  );
  return (await workspace.findFiles(`{${globs.join(',')}}`, undefined, 1)).length > 0;
}
