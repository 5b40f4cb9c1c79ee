import { Uri, window, workspace } from 'vscode';
import type { Magnet } from '../magnet.ts';

/**
 * Opens the bundled example. In a workspace it is offered as a copy to edit and keep; without one it is shown as an
 * untitled document, which the language server reads too.
 */
export async function openExample(magnet: Magnet): Promise<Uri> {
  const source = Uri.joinPath(magnet.context.extensionUri, 'examples', 'airline', 'airline.fsig');
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) {
    const content = new TextDecoder().decode(await workspace.fs.readFile(source));
    const document = await workspace.openTextDocument({ language: 'fsig', content });
    await window.showTextDocument(document);
    return document.uri;
  }
  const target = Uri.joinPath(folder, 'airline.fsig');
  const exists = await workspace.fs.stat(target).then(
    () => true,
    () => false,
  );
  if (!exists) await workspace.fs.copy(source, target, { overwrite: false });
  await window.showTextDocument(target);
  return target;
}
