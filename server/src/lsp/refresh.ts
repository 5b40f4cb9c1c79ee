import { CodeLensRefreshRequest } from './languageserver.ts';
import type { Session } from './session.ts';
import { WorkEnded } from './watchdog.ts';

/** Changes within this time are told to the client once. */
const CALM_MS = 400;

/** How many times as long at most, while a very large file is being read. */
const PATIENCE = 10;

/**
 * Tells the client to ask again for what may have changed without an edit of the file it shows: after a change of
 * settings, of another file, or of the graph. Clients do not ask by themselves.
 */
export function registerRefresh(session: Session): void {
  const { connection, client, log, project } = session;
  let timer: NodeJS.Timeout | undefined;
  let told = -1;
  let elsewhere = false;
  let toldNames = JSON.stringify({ globs: [], uris: [] });
  const quietly = (what: Promise<unknown>) => {
    what.catch((error: unknown) => log.info(`The client did not refresh: ${String(error)}`));
  };
  const refreshDiagnostics = () => {
    if (client.diagnosticsRefresh) connection.languages.diagnostics.refresh();
  };
  const refresh = () => {
    refreshDiagnostics();
    if (client.codeLensRefresh) quietly(connection.sendRequest(CodeLensRefreshRequest.type));
    if (client.semanticTokensRefresh) connection.languages.semanticTokens.refresh();
    if (client.inlayHintRefresh) quietly(connection.languages.inlayHint.refresh());
  };
  const tell = (patience: number) => {
    try {
      tellNow(patience);
    } catch (error) {
      if (!(error instanceof WorkEnded)) throw error;
      // What was ended is set aside by now.
      timer = setTimeout(() => tell(patience), CALM_MS);
    }
  };
  const tellNow = (patience: number) => {
    // Whoever waits for an answer about a very large file goes before those who only count its functions.
    if (patience > 0 && project.openDocuments.some(({ uri }) => project.unread(uri) !== undefined)) {
      timer = setTimeout(() => tell(patience - 1), CALM_MS);
      return;
    }
    if (elsewhere) refresh();
    elsewhere = false;
    const { named } = project;
    const names = JSON.stringify(named);
    if (names !== toldNames) {
      toldNames = names;
      quietly(connection.sendNotification('magnet/filesNamed', named));
    }
    const functions = project.catalog.entries.length;
    if (project.version === told) return;
    told = project.version;
    quietly(connection.sendNotification('magnet/catalogChanged', { version: told, functions }));
  };
  session.onChanged((reason) => {
    if (reason === 'findings') return refreshDiagnostics();
    elsewhere ||= reason === 'elsewhere';
    clearTimeout(timer);
    timer = setTimeout(() => tell(PATIENCE), CALM_MS);
  });
}
