import { prepareRename, RenameRefused, renameAt } from '../../language/index.ts';
import { workspaceEdit } from '../edits.ts';
import { refused } from '../guard.ts';
import type { Session } from '../session.ts';
import type { Range } from '../text.ts';
import { onCursor } from './feature.ts';

export function registerRename(session: Session): void {
  const { connection, places, graph } = session;
  connection.onPrepareRename(
    onCursor(session, 'prepareRename', null, (workspace, cursor, _params, namedIn) => {
      const found = prepareRename(workspace, cursor);
      if (found === undefined) return null;
      if (namedIn !== undefined)
        return { range: bareName(namedIn.range, found.placeholder), placeholder: found.placeholder };
      return { range: places.range(cursor.document, found.span), placeholder: found.placeholder };
    }),
  );
  connection.onRenameRequest(
    onCursor(
      session,
      'rename',
      null,
      async (
        workspace,
        cursor,
        { newName }: { textDocument: { uri: string }; position: { line: number; character: number }; newName: string },
      ) => {
        const naming = await graph.namingFile();
        const others = naming === undefined ? [] : [naming];
        try {
          const renamed = renameAt(workspace, cursor, newName, others);
          if (renamed === undefined) return null;
          const annotation = { label: `Rename to ${newName}`, description: renamed.note };
          return workspaceEdit(session, renamed.edits, { others, annotation });
        } catch (error) {
          if (error instanceof RenameRefused) throw refused(error.message);
          throw error;
        }
      },
    ),
  );
}

/** The bare name at the end of an id in quotes; the whole id where that is written in another way. */
function bareName({ start, end }: Range, name: string): Range {
  const character = end.character - 1 - name.length;
  return character > start.character
    ? { start: { ...end, character }, end: { ...end, character: end.character - 1 } }
    : { start, end };
}
