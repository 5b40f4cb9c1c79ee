import type { CancellationToken } from 'vscode-languageserver';
import { type Cursor, declarationNamed, type Workspace } from '../../language/index.ts';
import { lineIndex, type SignatureDocument } from '../../signature/index.ts';
import { isCuration } from '../graph.ts';
import { type Guarded, guard } from '../guard.ts';
import type { Session } from '../session.ts';
import type { Position, Range } from '../text.ts';

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
    return watched(session, key, name, neutral, () => {
      const workspace = session.workspace();
      const document = project.document(key);
      return document === undefined ? neutral : handler({ workspace, document, token }, params);
    });
  });
}

/** Work on one document; neutral where the same work was ended before and the document is still the same. */
function watched<R>(
  session: Session,
  key: string,
  name: string,
  neutral: R,
  work: () => R | Promise<R>,
): R | Promise<R> {
  const { project } = session;
  const at = { uri: key, what: name };
  const version = project.openVersion(key);
  return project.watchdog.isSetAside(at, version) ? neutral : project.watchdog.watch(at, version, work);
}

/** Where `magnet.graph.json` names the function that the cursor stands for. */
export interface NamedIn {
  readonly range: Range;
}

/**
 * A guarded handler about one place. A function named in `magnet.graph.json` stands for its declaration: the handler
 * gets the cursor there, and the place where it is named.
 */
export function onCursor<P extends PositionParams, R>(
  session: Session,
  name: string,
  neutral: R,
  handler: (workspace: Workspace, cursor: Cursor, params: P, namedIn?: NamedIn) => R | Promise<R>,
): Guarded<P, R> {
  return guard(session.log, name, neutral, async (params: P, token) => {
    await session.ready();
    if (token.isCancellationRequested) return neutral;
    const { project, places } = session;
    const key = project.uris.key(params.textDocument.uri);
    return watched(session, key, name, neutral, () => {
      const workspace = session.workspace();
      const document = project.document(key);
      if (document !== undefined)
        return handler(workspace, { document, offset: places.offset(document, params.position) }, params);
      const text = isCuration(key) ? project.openText(key) : undefined;
      if (text === undefined) return neutral;
      const lines = lineIndex(text);
      const named = declarationNamed(workspace, text, lines.offsetAt(params.position));
      if (named === undefined) return neutral;
      const range = { start: lines.positionAt(named.span.start), end: lines.positionAt(named.span.end) };
      return handler(workspace, named.cursor, params, { range });
    });
  });
}
