import { t } from '@vscode/l10n';
import { window, workspace } from 'vscode';
import type { Magnet } from '../magnet.ts';
import { plainNotice } from '../notice.ts';
import { functionIdOf } from '../targets.ts';
import { requireTrust } from '../trust.ts';
import { pickFunction } from '../views/pick.ts';
import { askedOnTerms, askWithProgress } from './ask-terms.ts';

/** Asks a teacher for a better description of a function; the editor's own preview shows the change, to apply or to leave. */
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
  const applied = await workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  if (applied)
    void window.showInformationMessage(
      plainNotice(t('{0} scored {1} before and scores {2} now.', id, before ?? 0, after ?? 0)),
    );
}
