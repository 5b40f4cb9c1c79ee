import { t } from '@vscode/l10n';
import { Uri, window, workspace } from 'vscode';
import type { FunctionItem } from '../../../server/src/lsp/protocol.ts';
import { functionAt } from '../graph/follow.ts';
import type { Magnet } from '../magnet.ts';
import { plainLabel } from '../notice.ts';

/** Asks for one function of the workspace, the one at the cursor first. Offers the example where there is none. */
export async function pickFunction(magnet: Magnet, title: string): Promise<string | undefined> {
  const functions = await magnet.functions();
  if (functions.length === 0) {
    const choice = await window.showInformationMessage(
      t('No functions were found in this workspace.'),
      t('Open Example'),
    );
    if (choice !== undefined) await (await import('../convert/example.ts')).openExample(magnet);
    return undefined;
  }
  const active = window.activeTextEditor;
  const here = active?.document.uri.toString();
  const current = active === undefined ? undefined : functionAt(functions, here ?? '', active.selection.active);
  const rank = (item: FunctionItem) => (item.id === current?.id ? 0 : item.place.uri === here ? 1 : 2);
  const items = [...functions]
    .sort((a, b) => rank(a) - rank(b))
    .map((item) => ({
      id: item.id,
      label: plainLabel(item.id),
      description: plainLabel(item.category),
      detail: plainLabel(firstLine(item.description) || workspace.asRelativePath(Uri.parse(item.place.uri))),
    }));
  const picked = await window.showQuickPick(items, { title, matchOnDescription: true, matchOnDetail: true });
  return picked?.id;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.slice(0, 200) ?? '';
}
