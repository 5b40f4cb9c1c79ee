import type { Connection } from 'vscode-languageserver';
import { filesInFolders, MAX_ARRIVALS } from './arrivals.ts';
import type { ClientAbilities } from './capabilities.ts';
import { isConfig } from './configs.ts';
import { isCuration } from './graph.ts';
import { guardNotification, type Log } from './guard.ts';
import { FileChangeType } from './languageserver.ts';
import type { PathMatcher } from './patterns.ts';
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
  curationChanged: () => void,
): {
  readonly start: () => Promise<void>;
  readonly ready: () => Promise<void>;
  readonly searched: () => boolean;
  readonly configured: () => Promise<void>;
} {
  let running = new AbortController();
  let announce: () => void = () => {};
  let first: Promise<void> | undefined = new Promise((resolve) => {
    announce = resolve;
  });
  let announceSettings: () => void = () => {};
  const settings = new Promise<void>((resolve) => {
    announceSettings = resolve;
  });
  const known = new Set<string>();

  const loadSettings = () => project.settings.load([...project.folders, '']);

  /** Files under a folder that its globs match; settings files are read on the way. */
  const search = async (folder: string, matches: PathMatcher, signal: AbortSignal): Promise<string[]> => {
    const root = filePath(folder);
    if (root === undefined) return [];
    const { files, cut } = await findFiles(root, (path) => matches(path) || isConfig(`/${path}`), LIMITS, signal);
    if (cut) log.info(`${root} holds more than can be searched; files beyond ${files.length} are left out.`);
    const uris = files.map((file) => fileUri(file));
    for (const uri of uris) if (isConfig(uri)) await project.configs.read(uri);
    return uris.filter((uri) => !isConfig(uri));
  };

  let newest: Promise<void> = Promise.resolve();
  const searchOnce = async (): Promise<void> => {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const found = new Set<string>();
    for (const folder of project.folders)
      for (const uri of await search(folder, project.matcher(folder), signal)) found.add(uri);
    for (const [folder, { files }] of project.configs.folders) {
      if (files === undefined) continue;
      for (const uri of await search(folder, project.matcherOf(folder, files), signal)) found.add(uri);
    }
    // Whoever waits for this search waits for the one that took its place.
    if (signal.aborted) return newest;
    const gone = [...known].filter((uri) => !found.has(uri));
    const fresh = [...found].filter((uri) => !known.has(uri));
    for (const uri of gone) known.delete(uri);
    for (const uri of fresh) known.add(uri);
    project.forgetFiles(gone.filter((uri) => !project.matches(uri)));
    project.filesChanged(fresh);
    await project.disk.settled();
  };

  const searchFolders = (): Promise<void> => {
    newest = searchOnce();
    return newest;
  };

  const isWanted = (uri: string) => project.matches(uri) || isConfig(uri) || isCuration(uri);

  /** What folders among new files hold. Where very much is new, all is searched again instead. */
  const filesInside = async (uris: readonly string[]): Promise<string[]> => {
    if (uris.length <= MAX_ARRIVALS) return filesInFolders(uris, isWanted, LIMITS, running.signal);
    await searchFolders();
    return [];
  };

  const restart = async () => {
    await loadSettings();
    announceSettings();
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
    guardNotification(log, 'didChangeWatchedFiles', async ({ changes }) => {
      const ours = changes.map(({ uri, type }) => ({ key: project.uris.key(uri), type }));
      const reported = ours.filter(({ key }) => !project.isSkipped(key));
      // A folder that goes or comes is one report, whatever it holds.
      const below = project.filesBelow(
        ours.filter(({ type }) => type === FileChangeType.Deleted).map(({ key }) => key),
      );
      const strange = reported.filter(({ key, type }) => type === FileChangeType.Created && !isWanted(key));
      const inside = await filesInside(strange.map(({ key }) => key));
      const uris = [...new Set([...reported.map(({ key }) => key), ...below, ...inside])];
      for (const uri of uris) if (project.matches(uri)) known.add(uri);
      project.filesChanged(uris);
      const configs = uris.filter(isConfig);
      for (const uri of configs) await project.configs.read(uri);
      if (configs.length > 0) await restart();
      if (below.length + inside.length > 0 || uris.some(isCuration)) curationChanged();
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
        curationChanged();
      } finally {
        first = undefined;
        announceSettings();
        announce();
      }
    },
    searched: () => first === undefined,
    configured: () => settings,
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
