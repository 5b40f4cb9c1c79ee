import type { DocumentSymbol, SelectionRange, WorkspaceSymbol } from 'vscode-languageserver';
import { documentSymbols, foldsOf, type SymbolNode, selectionAt, workspaceSymbols } from '../../language/index.ts';
import { onScreenLine } from '../../page/index.ts';
import type { SignatureDocument } from '../../signature/index.ts';
import { guard } from '../guard.ts';
import { FoldingRangeKind, SymbolKind, SymbolTag } from '../languageserver.ts';
import type { Session } from '../session.ts';
import { onDocument } from './feature.ts';

const KINDS: Readonly<Record<SymbolNode['kind'], SymbolKind>> = {
  namespace: SymbolKind.Namespace,
  function: SymbolKind.Function,
  type: SymbolKind.TypeParameter,
  interface: SymbolKind.Interface,
  enum: SymbolKind.Enum,
  parameter: SymbolKind.Variable,
  field: SymbolKind.Field,
  member: SymbolKind.EnumMember,
};

/** Outline, search, folding, selection: the shape of files. */
export function registerStructure(session: Session): void {
  const { connection, log, places, project } = session;
  connection.onDocumentSymbol(
    onDocument(session, 'documentSymbol', null, ({ workspace, document }) =>
      documentSymbols(workspace, document).map((symbol) => toSymbol(session, document, symbol)),
    ),
  );
  connection.onWorkspaceSymbol(
    guard(log, 'workspaceSymbol', [] as WorkspaceSymbol[], async ({ query }: { query: string }) => {
      await session.ready();
      return project.watchdog.watch({ what: 'workspaceSymbol' }, undefined, () =>
        workspaceSymbols(session.workspace(), query).flatMap(
          ({ uri, span, name, container, kind }): WorkspaceSymbol[] => {
            const document = project.document(uri);
            if (document === undefined) return [];
            const location = { uri: project.uris.toClient(uri), range: places.range(document, span) };
            return [{ name: onScreenLine(name), kind: KINDS[kind], containerName: onScreenLine(container), location }];
          },
        ),
      );
    }),
  );
  connection.onFoldingRanges(
    onDocument(session, 'foldingRange', null, ({ document }) =>
      foldsOf(document).flatMap(({ start, end, kind }) => {
        const first = places.position(document, start).line;
        const last = places.position(document, end).line;
        if (last <= first) return [];
        return {
          startLine: first,
          endLine: kind === 'comment' ? last : last - 1,
          kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region,
        };
      }),
    ),
  );
  connection.onSelectionRanges(
    onDocument(
      session,
      'selectionRange',
      [] as SelectionRange[],
      ({ document }, params: { textDocument: { uri: string }; positions: { line: number; character: number }[] }) =>
        params.positions.map((position) => selectionRange(session, document, places.offset(document, position))),
    ),
  );
}

function toSymbol(session: Session, document: SignatureDocument, symbol: SymbolNode): DocumentSymbol {
  return {
    name: onScreenLine(symbol.name),
    detail: onScreenLine(symbol.detail),
    kind: KINDS[symbol.kind],
    range: session.places.range(document, symbol.whole),
    selectionRange: session.places.range(document, symbol.span),
    ...(symbol.deprecated ? { tags: [SymbolTag.Deprecated] } : {}),
    children: symbol.children.map((child) => toSymbol(session, document, child)),
  };
}

function selectionRange(session: Session, document: SignatureDocument, offset: number): SelectionRange {
  const spans = selectionAt({ document, offset });
  let range: SelectionRange = { range: session.places.range(document, spans.at(-1) ?? { start: offset, end: offset }) };
  for (const span of spans.slice(0, -1).reverse())
    range = { range: session.places.range(document, span), parent: range };
  return range;
}
