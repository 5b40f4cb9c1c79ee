import type { Location, LocationLink, MarkupContent } from 'vscode-languageserver';
import {
  definitionAt,
  hoverAt,
  linksOf,
  originAt,
  plainText,
  referencesAt,
  signatureHelpAt,
  type Target,
  typeDefinitionAt,
} from '../../language/index.ts';
import { onScreen, onScreenInPlace } from '../../page/index.ts';
import type { Span } from '../../signature/index.ts';
import type { ClientAbilities } from '../capabilities.ts';
import type { Session } from '../session.ts';
import type { Range } from '../text.ts';
import { onCursor, onDocument } from './feature.ts';

/** Markdown as the client takes it in one of the places that show it; a stranger's control characters are written out. */
export function markup(session: Session, where: keyof ClientAbilities['markdown'], markdown: string): MarkupContent {
  const value = onScreen(markdown);
  return session.client.markdown[where] ? { kind: 'markdown', value } : { kind: 'plaintext', value: plainText(value) };
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

/** PositionMapper with their surroundings, and what the editor underlines: the whole of a name, a path or a reference. */
function links(session: Session, targets: readonly Target[], originSelectionRange: Range | undefined): LocationLink[] {
  return targets.flatMap(({ uri, span, whole }) => {
    const document = session.project.document(uri);
    if (document === undefined) return [];
    return {
      targetUri: session.project.uris.toClient(uri),
      targetRange: session.places.range(document, whole),
      targetSelectionRange: session.places.range(document, span),
      ...(originSelectionRange === undefined ? {} : { originSelectionRange }),
    };
  });
}

/** Hover, signature help, definitions, references, links: everything that leads somewhere. */
export function registerNavigation(session: Session): void {
  const { connection, places, project } = session;
  connection.onHover(
    onCursor(session, 'hover', null, async (workspace, cursor, _params, namedIn) => {
      const { plansOf } = await import('../plans.ts');
      await session.observed.refresh();
      const hover = hoverAt({ ...workspace, plans: (domain) => plansOf(domain, workspace.catalog.entries) }, cursor);
      if (hover === undefined) return null;
      const range = namedIn?.range ?? places.range(cursor.document, hover.span);
      return { contents: markup(session, 'hover', hover.markdown), range };
    }),
  );
  connection.onSignatureHelp(
    onCursor(session, 'signatureHelp', null, (_workspace, cursor) => {
      const help = signatureHelpAt(cursor);
      if (help === undefined) return null;
      const parameters = help.parameters.map(({ range, documentation }) => ({
        label: [range[0], range[1]] as [number, number],
        documentation: markup(session, 'signature', documentation),
      }));
      return {
        signatures: [
          {
            label: onScreenInPlace(help.label),
            documentation: markup(session, 'signature', help.documentation),
            parameters,
          },
        ],
        activeSignature: 0,
        activeParameter: help.active,
      };
    }),
  );
  connection.onDefinition(
    onCursor<
      { textDocument: { uri: string }; position: { line: number; character: number } },
      Location[] | LocationLink[]
    >(session, 'definition', [], (workspace, cursor, _params, namedIn) => {
      const targets = definitionAt(workspace, cursor);
      if (!session.client.definitionLinks) return locations(session, targets);
      const origin = originAt(workspace, cursor);
      const own = origin === undefined ? undefined : places.range(cursor.document, origin);
      return links(session, targets, namedIn?.range ?? own);
    }),
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
    onCursor(session, 'documentHighlight', null, (workspace, cursor, _params, namedIn) =>
      (namedIn === undefined ? referencesAt(workspace, cursor) : [])
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
