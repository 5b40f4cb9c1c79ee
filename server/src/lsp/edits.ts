import type { ChangeAnnotation, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Edit } from '../language/index.ts';
import { lineIndex } from '../signature/index.ts';
import type { Session } from './session.ts';
import type { Position } from './text.ts';

/** A text that is no signature document but is edited with them. */
export interface OtherFile {
  readonly uri: string;
  readonly text: string;
}

/**
 * Edits of several documents for the client: with versions where it takes them, so that an edit of a text that has
 * changed since is refused instead of applied in the wrong place.
 */
export function workspaceEdit(
  session: Session,
  edits: ReadonlyMap<string, readonly Edit[]>,
  options: { readonly others?: readonly OtherFile[]; readonly annotation?: ChangeAnnotation } = {},
): WorkspaceEdit {
  const { client, project } = session;
  const annotated = options.annotation !== undefined && client.changeAnnotations && client.documentChanges;
  const changes: [string, number | null, TextEdit[]][] = [];
  for (const [uri, list] of edits) {
    const positionAt = positions(session, uri, options.others ?? []);
    if (positionAt === undefined) continue;
    const textEdits = list.map(({ span, text }) => ({
      range: { start: positionAt(span.start), end: positionAt(span.end) },
      newText: text,
      ...(annotated ? { annotationId: ANNOTATION } : {}),
    }));
    changes.push([project.uris.toClient(uri), project.openVersion(uri), textEdits]);
  }
  if (!client.documentChanges) return { changes: Object.fromEntries(changes.map(([uri, , list]) => [uri, list])) };
  const documentChanges = changes.map(
    ([uri, version, list]): TextDocumentEdit => ({ textDocument: { uri, version }, edits: list }),
  );
  return annotated && options.annotation !== undefined
    ? { documentChanges, changeAnnotations: { [ANNOTATION]: options.annotation } }
    : { documentChanges };
}

const ANNOTATION = 'magnet';

function positions(
  session: Session,
  uri: string,
  others: readonly OtherFile[],
): ((offset: number) => Position) | undefined {
  const document = session.project.document(uri);
  if (document !== undefined) return (offset) => session.places.position(document, offset);
  const other = others.find((file) => file.uri === uri);
  if (other === undefined) return undefined;
  const index = lineIndex(other.text);
  return (offset) => index.positionAt(offset);
}
