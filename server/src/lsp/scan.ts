import type { Connection } from 'vscode-languageserver';
import type { ClientAbilities } from './capabilities.ts';
import { guardNotification, type Log } from './guard.ts';
import type { Project } from './project.ts';
import { filePath, fileUri } from './uris.ts';
import { findFiles, type WalkLimits } from './walk.ts';

/** What one workspace folder may cost to search. */
const LIMITS: WalkLimits = { maxFiles: 20_000, maxEntries: 500_000 };

/** How long a request waits for the first search before it answers with what is there. */
const FIRST_SEARCH_MS = 10_000;

/**
 * Keeps the project's folders, settings and files in step with the client: searches the folders once, then follows what
 * the client reports. A newer search ends an older one.
 */
export function startScan(
  connection: Connection,
  project: Project,
  client: ClientAbilities,
  log: Log,
  changed: () => void,
): { readonly start: () => Promise<void>; readonly ready: () => Promise<void> } {
  let search = new AbortController();
  let announce: () => void = () => {};
  let first: Promise<void> | undefined = new Promise((resolve) => {
    announce = resolve;
  });
  const known = new Set<string>();

  const loadSettings = () => project.settings.load([...project.folders, '']);

  const searchFolders = async () => {
    search.abort();
    search = new AbortController();
    const { signal } = search;
    const found = new Set<string>();
    for (const folder of project.folders) {
      const root = filePath(folder);
      if (root === undefined) continue;
      const { files, cut } = await findFiles(root, project.matcher(folder), LIMITS, signal);
      if (signal.aborted) return;
      if (cut)
        log.info(`${root} holds more than can be searched; signature files beyond ${files.length} are left out.`);
      for (const file of files) found.add(fileUri(file));
    }
    const gone = [...known].filter((uri) => !found.has(uri));
    const fresh = [...found].filter((uri) => !known.has(uri));
    for (const uri of gone) known.delete(uri);
    for (const uri of fresh) known.add(uri);
    project.disk.forget(gone.filter((uri) => !project.matches(uri)));
    project.disk.refresh(fresh);
    await project.disk.settled();
  };

  const restart = async () => {
    await loadSettings();
    await searchFolders();
    changed();
  };

  connection.onDidChangeConfiguration(
    guardNotification(log, 'didChangeConfiguration', async ({ settings }) => {
      const pushed = (settings as { magnet?: unknown } | null | undefined)?.magnet;
      if (pushed !== undefined && !client.configuration) project.settings.push(pushed);
      await restart();
    }),
  );
  connection.onDidChangeWatchedFiles(
    guardNotification(log, 'didChangeWatchedFiles', ({ changes }) => {
      for (const { uri } of changes) known.add(project.uris.key(uri));
      project.filesChanged(changes.map(({ uri }) => uri));
    }),
  );

  return {
    start: async () => {
      try {
        if (client.workspaceFolders) {
          connection.workspace.onDidChangeWorkspaceFolders((event) => {
            const removed = new Set(event.removed.map(({ uri }) => project.uris.key(uri)));
            const kept = project.folders.filter((folder) => !removed.has(folder));
            project.folders = [...kept, ...event.added.map(({ uri }) => uri)];
            void restart().catch((error: unknown) => log.error(`Searching the folders failed: ${String(error)}`));
          });
        }
        await restart();
      } finally {
        first = undefined;
        announce();
      }
    },
    ready: async () => {
      if (first === undefined) return;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, FIRST_SEARCH_MS);
      });
      await Promise.race([first, late]);
      clearTimeout(timer);
    },
  };
}
