import type { Disposable } from 'vscode-languageserver';
import { DidChangeWatchedFilesNotification, WatchKind } from './languageserver.ts';
import type { Session } from './session.ts';

/** Endings of the files that are always watched. */
const ENDINGS = ['fsig', 'json', 'jsonl', 'jsonc'];

const ALWAYS = [
  { globPattern: `**/*.{${ENDINGS.join(',')}}` },
  // Of a folder that is moved or deleted, clients may report the folder alone.
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];

/** Has the client watch signature and settings files, and whatever else the workspace's own globs name, as they change. */
export async function startWatching(
  session: Session,
  register: (what: Promise<unknown>) => Promise<void>,
): Promise<void> {
  const { connection, project } = session;
  let known = '';
  let extra: Promise<Disposable> | undefined;
  const watchGlobs = () => {
    const globs = globsBeyond(project.globs);
    if (globs.join('\n') === known) return;
    known = globs.join('\n');
    const before = extra;
    extra = undefined;
    void before?.then(
      (registration) => registration.dispose(),
      () => undefined,
    );
    if (globs.length === 0) return;
    const watchers = globs.map((globPattern) => ({ globPattern }));
    extra = connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    void register(extra);
  };
  session.onChanged((reason) => {
    if (reason === 'elsewhere') watchGlobs();
  });
  await register(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: ALWAYS }));
}

/** Globs of files with other endings, wherever their folder lies: what is none of ours is sorted out when it is reported. */
function globsBeyond(globs: readonly string[]): string[] {
  const wanted = globs.filter((glob) => !ENDINGS.some((ending) => glob.endsWith(`.${ending}`)));
  return [...new Set(wanted.map((glob) => `**/${glob.replace(/^(?:\.?\/|\*\*\/)+/, '')}`))].sort();
}
