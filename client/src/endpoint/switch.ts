import { t } from '@vscode/l10n';
import {
  ConfigurationTarget,
  ProgressLocation,
  type QuickPickItem,
  QuickPickItemKind,
  window,
  workspace,
} from 'vscode';
import type { FoundServer } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { plainLabel } from '../notice.ts';
import { readSettings } from '../settings.ts';
import { requireTrust } from '../trust.ts';
import { entryOf, type KnownEndpoint, labelOf, listedEndpoints } from './choice.ts';
import { copyKey, copyUrl, startEndpoint, stopEndpoint } from './commands.ts';

interface Choice extends QuickPickItem {
  run?(): Promise<unknown>;
}

/** From the status bar: which endpoint tests and test calls go to, and what can be done with the local one. */
export async function switchEndpoint(magnet: Magnet): Promise<void> {
  const picked = await window.showQuickPick(choices(magnet), {
    title: t('Magnet endpoint'),
    placeHolder: t('Where tests and test calls go'),
    matchOnDescription: true,
  });
  await picked?.run?.();
}

function choices(magnet: Magnet): Choice[] {
  const { url, model, list } = readSettings().endpoint;
  const { running } = magnet.endpoint;
  const known = listedEndpoints({ url, model }, list).map((endpoint): Choice => {
    const current = running === undefined && endpoint.kind === 'settings';
    return {
      label: `$(${current ? 'check' : 'plug'}) ${plainLabel(endpoint.label)}`,
      description: endpoint.url,
      run: () => use(magnet, endpoint),
    };
  });
  const baseline: Choice = {
    label: `$(${running === undefined ? 'radio-tower' : 'check'}) ${t('Built-in baseline')}`,
    description: running?.url ?? t('starts on this machine; no trained model'),
    run: () => startEndpoint(magnet),
  };
  const local: Choice[] = [
    { label: `$(copy) ${t('Copy the address of the local endpoint')}`, run: () => copyUrl(magnet) },
    { label: `$(key) ${t('Copy its API key')}`, run: () => copyKey(magnet) },
    { label: `$(debug-stop) ${t('Stop the local endpoint')}`, run: () => stopEndpoint(magnet) },
  ];
  return [
    ...known,
    baseline,
    { label: '', kind: QuickPickItemKind.Separator },
    { label: `$(search) ${t('Find Local Servers…')}`, run: () => findLocalServers(magnet) },
    ...(running === undefined ? [] : local),
  ];
}

/** Takes an endpoint for everything that is sent from now on; the one before stays in the list. */
async function use(magnet: Magnet, { url, model }: Pick<KnownEndpoint, 'url' | 'model'>): Promise<void> {
  if (magnet.endpoint.running !== undefined) await stopEndpoint(magnet);
  const before = readSettings().endpoint;
  if (before.url === url && before.model === model) return;
  const list = [...new Set([...before.list, entryOf(before), entryOf({ url, model })])];
  await write('endpoint.list', list);
  await write('endpoint.url', url);
  await write('endpoint.model', model);
  window.setStatusBarMessage(plainLabel(t('Magnet: tests and test calls go to {0}', labelOf(url, model))), 4000);
}

/** Where the workspace has a value of its own it would hide any other. */
async function write(id: string, value: unknown): Promise<void> {
  const settings = workspace.getConfiguration('magnet');
  const own = settings.inspect(id)?.workspaceValue !== undefined;
  await settings.update(id, value, own ? ConfigurationTarget.Workspace : ConfigurationTarget.Global);
}

/**
 * Asks the usual ports of this machine for model servers, when a person asks for it.
 * @returns what answered
 */
export async function findLocalServers(magnet: Magnet): Promise<readonly FoundServer[] | undefined> {
  if (!requireTrust(t('Looking for servers on this machine'))) return undefined;
  const found = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: t('Looking for model servers on this machine'),
      cancellable: true,
    },
    (_, token) => magnet.request('magnet/findServers', {}, token),
  );
  if (found.length === 0) {
    void window.showInformationMessage(
      t(
        'No model server answered on the usual ports of this machine (Ollama, LM Studio, vLLM, llama.cpp, SGLang and others).',
      ),
    );
    return found;
  }
  const items = found.flatMap(({ url, usually, models }) =>
    (models.length === 0 ? [''] : models).map((model) => ({
      label: plainLabel(model === '' ? labelOf(url, '') : model),
      description: t('{0} · usually {1}', labelOf(url, ''), usually),
      url,
      model,
    })),
  );
  void window
    .showQuickPick(items, { title: t('Which one should tests and test calls go to?'), matchOnDescription: true })
    .then((picked) => (picked === undefined ? undefined : use(magnet, picked)));
  return found;
}
