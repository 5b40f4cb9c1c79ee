import { t } from '@vscode/l10n';
import { extensions, window } from 'vscode';
import type { CurateParams } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { plainLabel, plainLine } from '../notice.ts';

/** Writes a person's word on an edge to `magnet.graph.json`; asks why when one is rejected. */
export async function curateEdge(magnet: Magnet, edge: CurateParams): Promise<void> {
  let params = edge;
  if (edge.action === 'reject' && edge.note === undefined) {
    const note = await window.showInputBox({
      title: plainLine(t('Reject {0} → {1}', edge.from, edge.to)),
      prompt: t('Why? Kept beside the edge in magnet.graph.json. Leave empty for no note.'),
    });
    if (note === undefined) return;
    if (note !== '') params = { ...edge, note };
  }
  const author = edge.author ?? (await authorOf());
  if (author !== undefined && edge.action !== 'clear') params = { ...params, author };
  const { changed, file } = await magnet.request('magnet/curate', params);
  if (changed)
    window.setStatusBarMessage(
      plainLabel(t('Magnet: {0} {1} → {2}, in {3}', edge.action, edge.from, edge.to, file.split('/').at(-1) ?? '')),
      4000,
    );
}

/** The part of VS Code's own Git extension that is asked for a name. */
interface GitApi {
  readonly repositories: readonly { getConfig(key: string): Promise<string> }[];
}

/** The name that a commit of the entry would carry; undefined without Git. */
async function authorOf(): Promise<string | undefined> {
  try {
    const git = await extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git')?.activate();
    const name = await git?.getAPI(1).repositories[0]?.getConfig('user.name');
    return name === undefined || name.trim() === '' ? undefined : name.trim();
  } catch {
    return undefined;
  }
}
