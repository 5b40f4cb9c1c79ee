import { Position, Range, Selection, TextEditorRevealType, Uri, ViewColumn, window } from 'vscode';
import type { Place } from '../../server/src/lsp/protocol.ts';

/** Shows a place in an editor beside the panel, reusing one that has the file. */
export async function reveal(place: Place): Promise<void> {
  const uri = Uri.parse(place.uri);
  const position = new Position(place.line, place.character);
  const open = window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  const column = open?.viewColumn ?? (window.tabGroups.all.length > 1 ? otherColumn() : ViewColumn.Beside);
  const editor = await window.showTextDocument(uri, { viewColumn: column, preserveFocus: false });
  const range = new Range(position, position);
  editor.selection = new Selection(position, position);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

function otherColumn(): ViewColumn {
  const other = window.tabGroups.all.find((group) => !group.isActive);
  return other?.viewColumn ?? ViewColumn.Beside;
}
