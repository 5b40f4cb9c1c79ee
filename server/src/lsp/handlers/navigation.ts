import type { Location, LocationLink, MarkupContent } from 'vscode-languageserver';
import {
  definitionAt,
  hoverAt,
  linksOf,
  referencesAt,
  signatureHelpAt,
  type Target,
  typeDefinitionAt,
} from '../../language/index.ts';
import type { Span } from '../../signature/index.ts';
import type { Session } from '../session.ts';
import { onCursor, onDocument } from './feature.ts';

export function markdown(value: string): MarkupContent {
  return { kind: 'markdown', value };
}

/** A place in any document of the workspace; undefined where that document is gone. */
export function location(session: Session, uri: string, span: Span): Location | undefined {
  const document = session.project.document(uri);
  if (document === undefined) return undefined;
  return { uri: session.project.uris.toClient(uri), range: session.places.range(document, span) };
}

function locations(session: Session, targets: readonly Target[]): Location[] {
  return targets.flatMap(({ uri, span }) => location(session, uri, span) ?? []);
}

/** Hover, signature help, definitions, references, links: everything that leads somewhere. */
export function registerNavigation(session: Session): void {
  const { connection, places, project } = session;
  connection.onHover(
    onCursor(session, 'hover', null, (workspace, cursor) => {
      const hover = hoverAt(workspace, cursor);
      if (hover === undefined) return null;
      return { contents: markdown(hover.markdown), range: places.range(cursor.document, hover.span) };
    }),
  );
  connection.onSignatureHelp(
    onCursor(session, 'signatureHelp', null, (_workspace, cursor) => {
      const help = signatureHelpAt(cursor);
      if (help === undefined) return null;
      const parameters = help.parameters.map(({ range, documentation }) => ({
        label: [range[0], range[1]] as [number, number],
        documentation: markdown(documentation),
      }));
      return {
        signatures: [{ label: help.label, documentation: markdown(help.documentation), parameters }],
        activeSignature: 0,
        activeParameter: help.active,
      };
    }),
  );
  connection.onDefinition(
    onCursor<
      { textDocument: { uri: string }; position: { line: number; character: number } },
      Location[] | LocationLink[]
    >(session, 'definition', [], (workspace, cursor) => locations(session, definitionAt(workspace, cursor))),
  );
  connection.onTypeDefinition(
    onCursor(session, 'typeDefinition', [] as Location[], (workspace, cursor) =>
      locations(session, typeDefinitionAt(workspace, cursor)),
    ),
  );
  connection.onReferences(
    onCursor(
      session,
      'references',
      [] as Location[],
      (
        workspace,
        cursor,
        params: {
          textDocument: { uri: string };
          position: { line: number; character: number };
          context: { includeDeclaration: boolean };
        },
      ) =>
        referencesAt(workspace, cursor)
          .filter(({ role }) => role === 'reference' || params.context.includeDeclaration)
          .flatMap(({ uri, span }) => location(session, uri, span) ?? []),
    ),
  );
  connection.onDocumentHighlight(
    onCursor(session, 'documentHighlight', null, (workspace, cursor) =>
      referencesAt(workspace, cursor)
        .filter(({ uri }) => uri === cursor.document.uri)
        .map(({ span, role }) => ({
          range: places.range(cursor.document, span),
          kind: role === 'declaration' ? (3 as const) : (2 as const),
        })),
    ),
  );
  connection.onDocumentLinks(
    onDocument(session, 'documentLink', null, ({ workspace, document }) =>
      linksOf(workspace, document).map(({ span, uri, offset, tooltip }) => {
        const target = project.document(uri);
        const line =
          offset === undefined || target === undefined ? undefined : places.position(target, offset).line + 1;
        const client = project.uris.toClient(uri);
        return {
          range: places.range(document, span),
          target: line === undefined ? client : `${client}#L${line}`,
          tooltip,
        };
      }),
    ),
  );
}
