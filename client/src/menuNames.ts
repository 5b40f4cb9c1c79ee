/**
 * The names by which a file is known in `when` clauses. The window of a remote folder (SSH, WSL, a container) knows files
 * by other addresses than the extension does on the other side, but by the same path; a window on Windows writes the path
 * of any machine with its own slashes.
 */
export function menuNames(uri: string, { fsPath, path }: { readonly fsPath: string; readonly path: string }): string[] {
  return [...new Set([uri, fsPath, path, path.replaceAll('/', '\\')])];
}
