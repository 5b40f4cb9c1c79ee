import type { CancellationToken } from 'vscode-languageserver';
import type { Cursor, Workspace } from '../../language/index.ts';
import type { SignatureDocument } from '../../signature/index.ts';
import { type Guarded, guard } from '../guard.ts';
import type { Session } from '../session.ts';
import type { Position } from '../text.ts';

interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

interface PositionParams extends DocumentParams {
  readonly position: Position;
}

/** What a handler about one document is given. */
export interface DocumentContext {
  readonly workspace: Workspace;
  readonly document: SignatureDocument;
  readonly token: CancellationToken;
}

/** A guarded handler about one document; `neutral` where the document is unknown or not ours. */
export function onDocument<P extends DocumentParams, R>(
  session: Session,
  name: string,
  neutral: R,
  handler: (context: DocumentContext, params: P) => R | Promise<R>,
): Guarded<P, R> {
  return guard(session.log, name, neutral, async (params: P, token) => {
    await session.ready();
    if (token.isCancellationRequested) return neutral;
    const { project } = session;
    const key = project.uris.key(params.textDocument.uri);
    const workspace = session.workspace();
    const document = project.document(key);
    if (document === undefined) return neutral;
    return handler({ workspace, document, token }, params);
  });
}

/** A guarded handler about one place. */
export function onCursor<P extends PositionParams, R>(
  session: Session,
  name: string,
  neutral: R,
  handler: (workspace: Workspace, cursor: Cursor, params: P) => R | Promise<R>,
): Guarded<P, R> {
  return onDocument(session, name, neutral, ({ workspace, document }, params: P) =>
    handler(workspace, { document, offset: session.places.offset(document, params.position) }, params),
  );
}
