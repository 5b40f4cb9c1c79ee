import type { CallHierarchyItem, CodeLens } from 'vscode-languageserver';
import {
  type CallItem,
  callItemAt,
  consumersOf,
  inlayHints,
  LENSES,
  type LensKind,
  lensesOf,
  lensTitle,
  producersOf,
} from '../../language/index.ts';
import { onScreenLine } from '../../page/index.ts';
import { guard } from '../guard.ts';
import { SymbolKind } from '../languageserver.ts';
import type { Session } from '../session.ts';
import type { Range } from '../text.ts';
import { onCursor, onDocument } from './feature.ts';

/** Commands that lenses run; the client owns them (docs/protocol.md, "Commands"). */
export const LENS_COMMANDS: Readonly<Record<LensKind, string>> = {
  dependencies: 'magnet.showDependencies',
  send: 'magnet.sendCall',
  generate: 'magnet.generateFrom',
};

/** What the dependency graph shows in the text: lenses, call hierarchy, inlay hints. */
export function registerGraphFeatures(session: Session): void {
  registerLenses(session);
  registerCalls(session);
  const { connection, places, project } = session;
  connection.languages.inlayHint.on(
    onDocument(
      session,
      'inlayHint',
      null,
      ({ workspace, document }, { range }: { textDocument: { uri: string }; range: Range }) => {
        const span = { start: places.offset(document, range.start), end: places.offset(document, range.end) };
        return inlayHints(workspace, document, span, project.settingsOf(document.uri).inlayHints).map(
          ({ offset, label, tooltip }) => ({
            position: places.position(document, offset),
            label: onScreenLine(label),
            tooltip: onScreenLine(tooltip),
            paddingLeft: true,
          }),
        );
      },
    ),
  );
}

function registerLenses(session: Session): void {
  const { connection, log, places, project } = session;
  connection.onCodeLens(
    onDocument(session, 'codeLens', null, ({ workspace, document }) => {
      if (!project.settingsOf(document.uri).codeLens) return [];
      return lensesOf(workspace, document).map(({ span, kind, id }): CodeLens => {
        const range = places.range(document, span);
        const data = { kind, id };
        return kind === 'dependencies' ? { range, data } : { range, data, command: command(kind, id, session) };
      });
    }),
  );
  connection.onCodeLensResolve(
    guard(log, 'codeLens/resolve', { range: ORIGIN } as CodeLens, (lens) => {
      const { kind, id } = (lens.data ?? {}) as { kind?: LensKind; id?: string };
      if (kind === undefined || id === undefined || !LENSES.includes(kind)) return lens;
      return { ...lens, command: command(kind, id, session) };
    }),
  );
}

const ORIGIN: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function command(kind: LensKind, id: string, session: Session) {
  const title = onScreenLine(lensTitle(session.workspace(), kind, id) ?? 'dependencies…');
  return { title, command: LENS_COMMANDS[kind], arguments: [id] };
}

function registerCalls(session: Session): void {
  const { connection, log, places, project } = session;
  const toItem = (item: CallItem): CallHierarchyItem[] => {
    const document = project.document(item.uri);
    if (document === undefined) return [];
    return [
      {
        name: onScreenLine(item.name),
        detail: onScreenLine(item.detail),
        kind: SymbolKind.Function,
        uri: project.uris.toClient(item.uri),
        range: places.range(document, item.whole),
        selectionRange: places.range(document, item.span),
        data: { id: item.id },
      },
    ];
  };
  const idOf = (item: CallHierarchyItem): string => String((item.data as { id?: unknown } | undefined)?.id ?? '');
  connection.languages.callHierarchy.onPrepare(
    onCursor(session, 'prepareCallHierarchy', null, (workspace, cursor) => {
      const item = callItemAt(workspace, cursor);
      return item === undefined ? null : toItem(item);
    }),
  );
  connection.languages.callHierarchy.onIncomingCalls(
    guard(log, 'callHierarchy/incomingCalls', null, async ({ item }: { item: CallHierarchyItem }) => {
      await session.graph.settle();
      const workspace = session.workspace();
      return producersOf(workspace, idOf(item)).flatMap((link) => {
        const document = project.document(link.item.uri);
        const fromRanges = document === undefined ? [] : [places.range(document, link.item.span)];
        return toItem(link.item).map((from) => ({ from, fromRanges }));
      });
    }),
  );
  connection.languages.callHierarchy.onOutgoingCalls(
    guard(log, 'callHierarchy/outgoingCalls', null, async ({ item }: { item: CallHierarchyItem }) => {
      await session.graph.settle();
      const workspace = session.workspace();
      return consumersOf(workspace, idOf(item)).flatMap((link) =>
        toItem(link.item).map((to) => ({ to, fromRanges: [item.selectionRange] })),
      );
    }),
  );
}
