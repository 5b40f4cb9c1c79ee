import type { CancellationToken } from 'vscode-languageserver';
import { matrixPage, refusedBy } from '../../language/index.ts';
import { type Matrix, type MatrixRow, matrixOf, TARGETS, type Target } from '../../rules/index.ts';
import { refused } from '../guard.ts';
import type { Scope } from '../protocol.ts';
import { entriesIn } from '../scope.ts';
import type { Session } from '../session.ts';
import { onRequest } from './request.ts';

/** More functions would hold up the editor for seconds a target. */
const MAX_FUNCTIONS = 4_000;

/** What `magnet check --matrix` says, for a view. */
export function registerMatrix(session: Session): void {
  onRequest(session, 'magnet/matrix', async (scope, token) => {
    const { catalog } = session.project;
    if (catalog.entries.length > MAX_FUNCTIONS)
      throw refused(
        `The workspace has ${catalog.entries.length} functions: above ${MAX_FUNCTIONS}, use magnet check --matrix in a terminal.`,
      );
    const matrix = await matrixInParts(session, scope, token);
    return {
      page: matrixPage('Which functions work where', matrix),
      refused: refusedBy(matrix),
      functions: matrix.rows.length,
    };
  });
}

/** One target after the other, so that what waits meanwhile gets its turn. */
async function matrixInParts(session: Session, scope: Scope, token: CancellationToken): Promise<Matrix> {
  const { catalog } = session.project;
  const wanted = new Set(entriesIn(session, scope).map(({ id }) => id));
  const cells = new Map<string, Partial<Record<Target, MatrixRow['cells'][Target]>>>();
  for (const target of TARGETS) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (token.isCancellationRequested) throw refused('The check was cancelled.');
    const part = matrixOf(catalog, (uri) => session.project.rulesOf(uri).rules, [target]);
    for (const row of part.rows) cells.set(row.id, { ...cells.get(row.id), ...row.cells });
  }
  const rows = catalog.entries
    .filter(({ id }) => wanted.has(id))
    .map(({ id, document }) => ({ id, uri: document.uri, cells: (cells.get(id) ?? {}) as MatrixRow['cells'] }));
  return { targets: TARGETS, rows };
}
