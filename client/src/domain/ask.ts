import { t } from '@vscode/l10n';
import { Range, type TextDocument, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { ProposeReadingsResult } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { plainNotice } from '../notice.ts';
import { requireTrust } from '../trust.ts';
import { askedOnTerms, askWithProgress } from './ask-terms.ts';
import { isWanted } from './proposal.ts';

/** Asks a teacher how the functions are to be read; what it reads otherwise is a change to look at, accept or leave. */
export async function askTeacher(magnet: Magnet): Promise<ProposeReadingsResult | undefined> {
  if (!requireTrust(t('Asking a teacher'))) return undefined;
  const functions = await magnet.functions();
  if (functions.length === 0) {
    void window.showInformationMessage(t('No signature files are open or in this workspace.'));
    return undefined;
  }
  const terms = await askedOnTerms(magnet, functions.length);
  if (terms === undefined) return undefined;
  const title = t('Asking {0} how to read the functions', terms.teacher);
  const result = await askWithProgress(magnet, title, 'magnet/proposeReadings', terms);
  await offer(result);
  return result;
}

/** The change is shown line by line; nothing is written before a person applies it. */
async function offer(result: ProposeReadingsResult): Promise<void> {
  const { functions, proposals, refused, without, before, after, file } = result;
  const left = refused + without;
  const leftOut = left === 0 ? '' : ` ${t('{0} answers were left out; magnet domain --teacher names them.', left)}`;
  if (proposals === 0) {
    void window.showInformationMessage(
      t('{0} functions were asked about; none is read otherwise.', functions) + leftOut,
    );
    return;
  }
  const uri = Uri.parse(file);
  const name = workspace.asRelativePath(uri);
  const title = t('Readings that a teacher proposes for {0} functions', proposals);
  const question =
    t('A teacher reads {0} functions otherwise. Write its readings into {1}?', proposals, name) + leftOut;
  if (!(await isWanted({ uri, before, after, title, question }))) return;
  const written = await write(uri, before, after);
  const said = written
    ? t('{0} readings are in {1} now, where they can be edited.', proposals, name)
    : t('{0} changed meanwhile, so nothing was written.', name);
  void window.showInformationMessage(plainNotice(said));
}

/** @returns false where the file is no longer what was compared */
async function write(uri: Uri, before: string | undefined, after: string): Promise<boolean> {
  const edit = new WorkspaceEdit();
  const document = await standing(uri);
  if (plain(document?.getText()) !== plain(before)) return false;
  if (document === undefined) edit.createFile(uri, { contents: Buffer.from(after) });
  else edit.replace(uri, new Range(document.positionAt(0), document.positionAt(document.getText().length)), after);
  if (!(await workspace.applyEdit(edit))) return false;
  const changed = await workspace.openTextDocument(uri);
  return !changed.isDirty || changed.save();
}

/** The document of a file that is there; the editor keeps the text of a deleted one for a while, which is none. */
async function standing(uri: Uri): Promise<TextDocument | undefined> {
  const isThere = await workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  const written = workspace.textDocuments.find((one) => one.isDirty && one.uri.toString() === uri.toString());
  return isThere ? workspace.openTextDocument(uri) : written;
}

/** A text without what the editor takes away or changes when it opens a file. */
function plain(text: string | undefined): string | undefined {
  return text?.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}
