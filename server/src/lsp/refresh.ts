import { CodeLensRefreshRequest } from './languageserver.ts';
import type { Session } from './session.ts';

/** Changes within this time are told to the client once. */
const CALM_MS = 400;

/**
 * Tells the client to ask again for what may have changed without an edit of the file it shows: after a change of
 * settings, of another file, or of the graph. Clients do not ask by themselves.
 */
export function registerRefresh(session: Session): void {
  const { connection, client, log, project } = session;
  let timer: NodeJS.Timeout | undefined;
  let told = -1;
  let elsewhere = false;
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
  session.onChanged((reason) => {
    if (reason === 'findings') return refreshDiagnostics();
    elsewhere ||= reason === 'elsewhere';
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (elsewhere) refresh();
      elsewhere = false;
      const functions = project.catalog.entries.length;
      if (project.version === told) return;
      told = project.version;
      quietly(connection.sendNotification('magnet/catalogChanged', { version: told, functions }));
    }, CALM_MS);
  });
}
