import { t } from '@vscode/l10n';
import { Range, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { ProposeReadingsResult } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { plainNotice } from '../notice.ts';
import { requireTrust } from '../trust.ts';
import { askedOnTerms, askWithProgress } from './ask-terms.ts';

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

/** The editor's own preview shows the change line by line; nothing is written before a person applies it. */
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
  const edit = new WorkspaceEdit();
  const metadata = {
    needsConfirmation: true,
    label: t('Readings that a teacher proposes for {0} functions', proposals),
  };
  if (before === undefined) edit.createFile(uri, { ignoreIfExists: true, contents: Buffer.from(after) }, metadata);
  else {
    const document = await workspace.openTextDocument(uri);
    const whole = new Range(document.positionAt(0), document.positionAt(document.getText().length));
    edit.replace(uri, whole, after, metadata);
  }
  const applied = await workspace.applyEdit(edit);
  if (!applied) return;
  const document = await workspace.openTextDocument(uri);
  if (document.isDirty) await document.save();
  void window.showInformationMessage(
    plainNotice(
      t('{0} readings are in {1} now, where they can be edited.', proposals, workspace.asRelativePath(uri)) + leftOut,
    ),
  );
}
