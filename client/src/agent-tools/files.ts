import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { type CancellationToken, FileType, RelativePattern, Uri, type WorkspaceFolder, workspace } from 'vscode';

/** Files that one call looks at. */
export const MAX_FILES = 200;

/** What the path of a folder stands for. */
const SIGNATURE_FILES = '**/*.{fsig,tools.json,tools.jsonl}';

export interface NamedFiles {
  /** Each once and sorted; at most `MAX_FILES`. */
  readonly files: readonly Uri[];
  /** There are more. */
  readonly more: boolean;
}

/** Files of the workspace that paths and globs name. */
export async function filesNamed(patterns: readonly string[], token: CancellationToken): Promise<NamedFiles> {
  const found = new Map<string, Uri>();
  for (const folder of workspace.workspaceFolders ?? [])
    for (const pattern of patterns)
      for (const uri of await filesIn(folder, pattern, token))
        if (await isInside(folder, uri)) found.set(uri.toString(), uri);
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, uri]) => uri);
  return { files: sorted.slice(0, MAX_FILES), more: sorted.length > MAX_FILES };
}

async function filesIn(folder: WorkspaceFolder, given: string, token: CancellationToken): Promise<readonly Uri[]> {
  // In a workspace of several folders a file is shown, and so named, with its folder's name before it.
  const many = (workspace.workspaceFolders?.length ?? 0) > 1;
  const pattern = many && given.startsWith(`${folder.name}/`) ? given.slice(folder.name.length + 1) : given;
  const file = Uri.joinPath(folder.uri, pattern);
  const type = await workspace.fs.stat(file).then(
    (stat) => stat.type,
    () => FileType.Unknown,
  );
  if ((type & FileType.File) !== 0) return [file];
  const glob = (type & FileType.Directory) === 0 ? pattern : path.posix.join(pattern, SIGNATURE_FILES);
  return workspace.findFiles(new RelativePattern(folder, glob), '**/node_modules/**', MAX_FILES + 1, token);
}

/** Whether a file lies in its folder once symbolic links are followed. */
async function isInside(folder: WorkspaceFolder, uri: Uri): Promise<boolean> {
  if (uri.scheme !== 'file') return true;
  const [inner, outer] = await Promise.all([realpath(uri.fsPath), realpath(folder.uri.fsPath)]).catch(() => []);
  if (inner === undefined || outer === undefined) return false;
  const way = path.relative(outer, inner);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}
