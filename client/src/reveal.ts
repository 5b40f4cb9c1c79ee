import { Position, Range, Selection, TextEditorRevealType, Uri, ViewColumn, window } from 'vscode';
import type { Place } from '../../server/src/lsp/protocol.ts';

/**
 * Shows a place in an editor beside the panel, reusing one that has the file.
 * @param focus false: the panel keeps the focus, and no new column is opened for it
 */
export async function reveal(place: Place, focus = true): Promise<void> {
  const uri = Uri.parse(place.uri);
  const column = columnFor(uri);
  if (column === undefined && !focus) return;
  const position = new Position(place.line, place.character);
  const editor = await window.showTextDocument(uri, { viewColumn: column ?? ViewColumn.Beside, preserveFocus: !focus });
  editor.selection = new Selection(position, position);
  editor.revealRange(new Range(position, position), TextEditorRevealType.InCenterIfOutsideViewport);
}

function columnFor(uri: Uri): ViewColumn | undefined {
  const open = window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  return open?.viewColumn ?? window.tabGroups.all.find((group) => !group.isActive)?.viewColumn;
}
