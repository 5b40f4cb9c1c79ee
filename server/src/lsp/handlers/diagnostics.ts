import type {
  CancellationToken,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Findings } from '../findings.ts';
import { guard } from '../guard.ts';
import { DocumentDiagnosticReportKind } from '../languageserver.ts';
import type { Session } from '../session.ts';

const NOTHING: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

/** How long the workspace must be quiet before files that nobody looks at are checked again. */
const QUIET_MS = 700;

/** How often reports of a workspace are sent on. */
const BATCH_MS = 100;

/** How long checking may hold the thread before waiting messages get their turn. */
const SLICE_MS = 15;

/** Answers pulls for one document and for the whole workspace. */
export function registerPullDiagnostics(session: Session, findings: Findings): void {
  const { connection, log, project } = session;
  connection.languages.diagnostics.on(
    guard(log, 'textDocument/diagnostic', NOTHING, async ({ textDocument, previousResultId }) => {
      const open = project.opened(project.uris.key(textDocument.uri));
      const early = open === undefined ? undefined : await findings.early(open);
      if (early !== undefined) return { kind: DocumentDiagnosticReportKind.Full, ...early, items: [...early.items] };
      await session.ready();
      const document = project.document(project.uris.key(textDocument.uri));
      if (document === undefined) return NOTHING;
      const { resultId, items } = findings.report(document);
      if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items] };
    }),
  );
  connection.languages.diagnostics.onWorkspace((params, token, _work, partial) => {
    const answer = guard<WorkspaceDiagnosticParams, WorkspaceDiagnosticReport>(
      log,
      'workspace/diagnostic',
      { items: [] },
      async ({ previousResultIds }) => {
        await session.ready();
        const known = new Map(previousResultIds.map(({ uri, value }) => [project.uris.key(uri), value]));
        // The client asks again as soon as it has an answer: with nothing new, the answer waits for news.
        for (;;) {
          const batch = new Batch(partial === undefined ? undefined : (items) => partial.report({ items }));
          await workspaceReports(session, findings, known, token, batch);
          if (batch.count > 0 || token.isCancellationRequested) return { items: batch.rest() };
          await nextChange(session, token);
        }
      },
    );
    return answer(params, token);
  });
}

/** Reports of a workspace, sent on as they come where the client takes them so: thousands of files need seconds. */
class Batch {
  readonly #send: ((items: WorkspaceDocumentDiagnosticReport[]) => void) | undefined;
  #items: WorkspaceDocumentDiagnosticReport[] = [];
  #sent = performance.now();
  count = 0;

  constructor(send: ((items: WorkspaceDocumentDiagnosticReport[]) => void) | undefined) {
    this.#send = send;
  }

  add(item: WorkspaceDocumentDiagnosticReport): void {
    this.#items.push(item);
    this.count++;
    if (this.#send !== undefined && performance.now() - this.#sent > BATCH_MS) this.#send(this.rest());
  }

  /** What was not sent yet. */
  rest(): WorkspaceDocumentDiagnosticReport[] {
    const items = this.#items;
    this.#items = [];
    this.#sent = performance.now();
    return items;
  }
}

/** Adds reports of the files that are not open and differ from what the client has. */
async function workspaceReports(
  session: Session,
  findings: Findings,
  known: ReadonlyMap<string, string>,
  token: CancellationToken,
  batch: Batch,
): Promise<void> {
  const { project } = session;
  let sliceEnd = performance.now() + SLICE_MS;
  const { documents } = project.catalog;
  for (const uri of documents.keys()) {
    if (token.isCancellationRequested) return;
    const document = project.document(uri);
    if (document === undefined || project.opened(uri) !== undefined) continue;
    const report = await findings.reportWhole(uri);
    if (report === undefined) continue;
    const { resultId, items } = report;
    if (known.get(uri) !== resultId && !(items.length === 0 && !known.has(uri)))
      batch.add({
        kind: DocumentDiagnosticReportKind.Full,
        uri: project.uris.toClient(uri),
        version: null,
        resultId,
        items: [...items],
      });
    if (performance.now() > sliceEnd) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      sliceEnd = performance.now() + SLICE_MS;
    }
  }
  for (const uri of known.keys()) {
    if (!documents.has(uri))
      batch.add({
        kind: DocumentDiagnosticReportKind.Full,
        uri: project.uris.toClient(uri),
        version: null,
        items: [],
      });
  }
}

/** Resolves when something changed and it has been quiet since, or when the request is cancelled. */
function nextChange(session: Session, token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const done = () => {
      clearTimeout(timer);
      stop();
      cancel.dispose();
      resolve();
    };
    const stop = session.onChanged(() => {
      clearTimeout(timer);
      timer = setTimeout(done, QUIET_MS);
    });
    const cancel = token.onCancellationRequested(done);
  });
}

/** For clients that cannot pull: sends the diagnostics of open documents when typing pauses, and clears closed ones. */
export function registerPushDiagnostics(session: Session, findings: Findings): void {
  const { connection, log, project } = session;
  const sent = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let lastChange = 0;
  const send = async () => {
    await session.ready();
    const open = new Set<string>();
    for (const { uri, version } of project.openDocuments) {
      open.add(uri);
      const document = project.document(uri);
      if (document === undefined) continue;
      const { resultId, items } = findings.report(document);
      if (sent.get(uri) === resultId) continue;
      sent.set(uri, resultId);
      await connection.sendDiagnostics({ uri: project.uris.toClient(uri), version, diagnostics: [...items] });
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    for (const uri of sent.keys()) {
      if (open.has(uri)) continue;
      sent.delete(uri);
      await connection.sendDiagnostics({ uri, diagnostics: [] });
    }
  };
  session.onChanged(() => {
    const now = performance.now();
    const typing = now - lastChange < 250;
    lastChange = now;
    clearTimeout(timer);
    timer = setTimeout(
      () => void send().catch((error: unknown) => log.error(`Sending diagnostics failed: ${String(error)}`)),
      typing ? 400 : 100,
    );
  });
}
