import { t } from '@vscode/l10n';
import { WorkspaceEdit, window, workspace } from 'vscode';
import type { Magnet } from '../magnet.ts';
import { plainNotice } from '../notice.ts';
import { functionIdOf } from '../targets.ts';
import { requireTrust } from '../trust.ts';
import { pickFunction } from '../views/pick.ts';
import { askedOnTerms, askWithProgress } from './ask-terms.ts';
import { isWanted, withEdits } from './proposal.ts';

/** Asks a teacher for a better description of a function; the change is shown line by line, to apply or to leave. */
export async function improveDescription(magnet: Magnet, target: unknown): Promise<void> {
  if (!requireTrust(t('Asking a teacher'))) return;
  const id = functionIdOf(target) ?? (await pickFunction(magnet, t('Describe which function better?')));
  if (id === undefined) return;
  const terms = await askedOnTerms(magnet, 1);
  if (terms === undefined) return;
  const title = t('Asking {0} to describe {1}', terms.teacher, id);
  const result = await askWithProgress(magnet, title, 'magnet/improveDescription', { ...terms, function: id });
  const { edit, left, before, after } = result;
  if (edit === undefined) {
    void window.showInformationMessage(plainNotice(t('{0} keeps its description: {1}.', id, left ?? '')));
    return;
  }
  const client = await magnet.start();
  const [place] = (await client.protocol2CodeConverter.asWorkspaceEdit(edit)).entries();
  if (place === undefined) return;
  const [uri, edits] = place;
  const change = await withEdits(uri, edits);
  const question = t('{0} scores {1} now and would score {2} with this description.', id, before ?? 0, after ?? 0);
  if (!(await isWanted({ uri, ...change, title: t('A teacher’s description of {0}', id), question }))) return;
  const document = await workspace.openTextDocument(uri);
  const applied = new WorkspaceEdit();
  applied.set(uri, edits);
  // The places of the edits are those of the text that was compared.
  if (document.getText() !== change.before || !(await workspace.applyEdit(applied)))
    void window.showWarningMessage(
      plainNotice(t('{0} changed meanwhile, so nothing was written.', workspace.asRelativePath(uri))),
    );
}
