import process from 'node:process';
import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver';
import { type ClientAbilities, readAbilities, serverCapabilities } from './capabilities.ts';
import { GraphService } from './graph.ts';
import { guardNotification, type Log } from './guard.ts';
import { registerFeatures } from './handlers/index.ts';
import { createHeapTrimmer } from './heap-trim.ts';
import { trimWhenRemoved } from './idle-trim.ts';
import { ImportFollower } from './imports.ts';
import { DidChangeConfigurationNotification } from './languageserver.ts';
import { registerRefusals } from './lifecycle.ts';
import { ObservedAnswers } from './observed.ts';
import { Project } from './project.ts';
import type { ClientNotifications, InitOptions } from './protocol.ts';
import { registerRequests } from './requests/index.ts';
import { WorkspaceScan } from './scan.ts';
import { type ChangeReason, PositionMapper, type Session } from './session.ts';
import { FolderSettings } from './settings.ts';
import { VERSION } from './version.ts';
import { createWorkspaceView } from './view.ts';
import { startWatching } from './watch.ts';
import { MAX_WORK_MS, Watchdog } from './watchdog.ts';

/** Wires a connection: from here on it answers. Everything that knows anything lives elsewhere. */
export function startServer(connection: Connection): void {
  const log: Log = {
    error: (message) => connection.console.error(message),
    info: (message) => connection.console.info(message),
  };
  process.on('uncaughtException', (error) => log.error(`Unexpected failure: ${error.stack ?? error.message}`));
  process.on('unhandledRejection', (reason) => log.error(`Unexpected failure: ${describe(reason)}`));

  registerRefusals(connection);
  connection.onInitialize((params): InitializeResult => {
    const abilities = readAbilities(params);
    const session = createSession(connection, log, params, abilities);
    listenToDocuments(session);
    registerFeatures(session);
    registerRequests(session);
    session.onChanged(createHeapTrimmer());
    trimWhenRemoved(session);
    connection.onInitialized(guardNotification(log, 'initialized', () => begin(session)));
    return {
      capabilities: serverCapabilities(abilities),
      serverInfo: { name: 'magnet', version: VERSION },
    };
  });
  connection.listen();
}

function describe(reason: unknown): string {
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}

function createSession(
  connection: Connection,
  log: Log,
  params: InitializeParams,
  client: ClientAbilities,
): Session & { readonly start: () => Promise<void> } {
  const options = asObject(params.initializationOptions) as Partial<InitOptions>;
  const listeners = new Set<(reason: ChangeReason) => void>();
  const closers: (() => Promise<void>)[] = [];
  connection.onShutdown(async () => {
    await Promise.allSettled(closers.map((close) => close()));
  });
  let trusted = options.trusted === true;
  const settings = new FolderSettings(
    client.configuration
      ? (scopeUri) =>
          connection.workspace.getConfiguration(
            scopeUri === undefined ? { section: 'magnet' } : { scopeUri, section: 'magnet' },
          )
      : undefined,
  );
  settings.push(asObject(params.initializationOptions).settings);
  const changed = (reason: ChangeReason) => {
    for (const listener of listeners) listener(reason);
  };
  const elsewhere = () => changed('elsewhere');
  const watchdog = new Watchdog(longestWork(options.longestWorkMs), ({ what, uri }) => {
    log.error(`${what}${uri === undefined ? '' : ` of ${uri}`} took too long and was ended.`);
    changed('findings');
  });
  const project = new Project(settings, watchdog, elsewhere, log.info);
  project.folders = initialFolders(params);
  connection.onNotification('magnet/trustGranted', () => {
    trusted = true;
  });
  connection.onNotification(
    'magnet/treatAsToolSchema',
    guardNotification(log, 'magnet/treatAsToolSchema', ({ uri }: ClientNotifications['magnet/treatAsToolSchema']) => {
      project.treatAsToolSchema(uri);
      elsewhere();
    }),
  );
  const graph = new GraphService(project, elsewhere, log.error);
  const observed = new ObservedAnswers(project, log.error);
  const imports = new ImportFollower(project);
  listeners.add(() => imports.changed());
  const scan = new WorkspaceScan(connection, project, client, log, {
    changed: elsewhere,
    curationChanged: () => {
      void graph.reload().then((changedIt) => {
        if (changedIt) elsewhere();
      });
    },
  });
  return {
    connection,
    log,
    project,
    client,
    places: new PositionMapper(project),
    trusted: () => trusted,
    graph,
    observed,
    workspace: createWorkspaceView(project, graph, observed),
    ready: async () => {
      await scan.ready();
      await imports.settled();
    },
    searched: () => scan.searched(),
    configured: () => scan.configured(),
    onChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed,
    onShutdown: (listener) => closers.push(listener),
    start: () => scan.start(),
  };
}

/** Clients may ask for a shorter bound, or a longer one on a slow machine. */
function longestWork(asked: unknown): number {
  return typeof asked === 'number' && asked >= 1 && asked <= 600_000 ? Math.round(asked) : MAX_WORK_MS;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function initialFolders(params: InitializeParams): string[] {
  const folders = Array.isArray(params.workspaceFolders)
    ? params.workspaceFolders.map((folder: unknown) => asObject(folder).uri)
    : [params.rootUri];
  return folders.filter((uri) => typeof uri === 'string');
}

async function begin(session: Session & { readonly start: () => Promise<void> }): Promise<void> {
  const { client, connection, log } = session;
  const register = async (what: Promise<unknown>) => {
    await what.catch((error: unknown) => log.error(`The client did not take a registration: ${describe(error)}`));
  };
  const started = session.start();
  if (client.configurationRegistration)
    await register(connection.client.register(DidChangeConfigurationNotification.type, { section: 'magnet' }));
  if (client.watchedFiles) await startWatching(session, register);
  await started;
}

function listenToDocuments({ connection, project, log, changed }: Session): void {
  connection.onDidOpenTextDocument(
    guardNotification(log, 'didOpen', ({ textDocument }) => {
      project.open(textDocument.uri, textDocument.languageId, textDocument.version, textDocument.text);
      changed('edit');
    }),
  );
  connection.onDidChangeTextDocument(
    guardNotification(log, 'didChange', ({ textDocument, contentChanges }) => {
      project.change(textDocument.uri, textDocument.version, contentChanges);
      changed('edit');
    }),
  );
  connection.onDidCloseTextDocument(
    guardNotification(log, 'didClose', ({ textDocument }) => {
      project.close(textDocument.uri);
      changed('edit');
    }),
  );
}
