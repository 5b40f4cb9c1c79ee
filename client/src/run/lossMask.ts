import { t } from '@vscode/l10n';
import { type Uri, ViewColumn, window } from 'vscode';
import type { Magnet } from '../magnet.ts';
import { requireTrust } from '../trust.ts';
import { panelIcon } from '../webview/host.ts';
import { runOf, uriOf } from './files.ts';

/** Which template, where nobody needs to be asked. */
interface Given {
  readonly template?: Uri;
}

/** A run as a model's chat template writes it, with what is learnt of it marked, on a page without scripts. */
export async function showLossMask(magnet: Magnet, target: unknown): Promise<void> {
  if (!requireTrust(t('Rendering with a chat template'))) return;
  const uri = uriOf(target) ?? (await runOf(magnet, undefined, t('Loss mask of which run?')))?.uri;
  if (uri === undefined) return;
  const given = (target ?? {}) as Given;
  const template =
    given.template ??
    (await pickTemplateFile(t('The chat template of the model: .jinja, or its tokenizer_config.json')));
  if (template === undefined) return;
  const { page } = await magnet.request('magnet/lossMask', { uri: uri.toString(), template: template.toString() });
  const name = uri.path.split('/').filter(Boolean).at(-1) ?? '';
  const options = { enableScripts: false, localResourceRoots: [] };
  const panel = window.createWebviewPanel('magnet.lossMask', t('Loss Mask: {0}', name), ViewColumn.Active, options);
  panel.iconPath = panelIcon(magnet.context.extensionUri);
  panel.webview.html = page;
}

export async function pickTemplateFile(title: string): Promise<Uri | undefined> {
  return (await window.showOpenDialog({ title, filters: { [t('Chat templates')]: ['jinja', 'json'] } }))?.[0];
}
