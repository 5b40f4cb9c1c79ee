import { t } from '@vscode/l10n';
import { commands, env, StatusBarAlignment, type StatusBarItem, Uri, window, workspace } from 'vscode';
import type { ProxyCounts, ToldExchange } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { plainNotice } from '../notice.ts';
import { runFolderIn } from '../run/files.ts';
import { awaitRecords } from '../run/nothing.ts';
import { RunPanel } from '../run/panel.ts';
import { readSettings } from '../settings.ts';
import { requireTrust } from '../trust.ts';

interface StartedProxy {
  readonly url: string;
  readonly out: Uri;
}

let running: (StartedProxy & { readonly item: StatusBarItem; close(): void }) | undefined;

/**
 * Puts the proxy between an agent and its model: what goes by is checked, kept as a run and shown while it happens.
 * @returns where the agent sends its requests
 */
export async function startProxy(magnet: Magnet, options: unknown): Promise<StartedProxy | undefined> {
  if (!requireTrust(t('Starting a proxy'))) return undefined;
  if (running !== undefined) {
    RunPanel.show(magnet, running.out, { follow: true });
    return running;
  }
  const given = (options ?? {}) as { readonly upstream?: unknown; readonly out?: unknown };
  const upstream = typeof given.upstream === 'string' ? given.upstream : await askUpstream(magnet);
  const out = given.out instanceof Uri ? given.out : newFolder();
  if (upstream === undefined) return undefined;
  if (out === undefined) throw new Error(t('Open a folder first: the conversations are kept in it.'));
  const { url } = await magnet.request('magnet/startProxy', { upstream, port: 0, out: out.toString() });
  running = { url, out, ...show(magnet, url, out) };
  void commands.executeCommand('setContext', 'magnet.proxyRunning', true);
  RunPanel.show(magnet, out, { follow: true });
  const copy = t('Copy Address');
  const key = t('Copy API Key');
  // The local endpoint's key is shown nowhere else, and every request through the proxy needs it.
  const token = magnet.endpoint.running?.url === upstream ? magnet.endpoint.running.token : undefined;
  void window
    .showInformationMessage(
      plainNotice(
        t(
          'The proxy listens at {0} and passes everything on to {1}. Let your agent talk to it, with the key of that server.',
          url,
          upstream,
        ),
      ),
      copy,
      ...(token === undefined ? [] : [key]),
    )
    .then(async (choice) => {
      if (choice === copy) await env.clipboard.writeText(url);
      if (choice === key) await env.clipboard.writeText(token ?? '');
    });
  return { url, out };
}

/** @returns what went by, where one was running */
export async function stopProxy(magnet: Magnet): Promise<ProxyCounts | undefined> {
  const counts = await magnet.request('magnet/stopProxy', {});
  forgetProxy();
  if (!counts.stopped) return undefined;
  const { exchanges, calls, wrong } = counts;
  window.setStatusBarMessage(
    t('Magnet: proxy stopped; {0} exchanges, {1} calls, {2} wrong', exchanges, calls, wrong),
    6000,
  );
  return counts;
}

/** The server that ran it is gone. */
function forgetProxy(): void {
  running?.close();
  running = undefined;
  void commands.executeCommand('setContext', 'magnet.proxyRunning', false);
}

async function askUpstream(magnet: Magnet): Promise<string | undefined> {
  const upstream = await window.showInputBox({
    title: t('Start Proxy'),
    prompt: t('Address of the server that your agent talks to now'),
    value: magnet.endpoint.running?.url ?? readSettings().endpoint.url,
    ignoreFocusOut: true,
  });
  return upstream?.trim() === '' ? undefined : upstream?.trim();
}

function newFolder(): Uri | undefined {
  const root = workspace.workspaceFolders?.[0]?.uri;
  if (root === undefined) return undefined;
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(/[:T]/g, '-');
  return Uri.joinPath(runFolderIn(root, readSettings(root).generate.folder), `proxy-${stamp}`);
}

/** Says in the status bar and in the output what goes by. */
function show(magnet: Magnet, url: string, out: Uri): { item: StatusBarItem; close(): void } {
  const item = window.createStatusBarItem('magnet.proxy', StatusBarAlignment.Left, 0);
  item.name = t('Magnet proxy');
  item.command = { command: 'magnet.startProxy', title: t('Show') };
  const counts = { exchanges: 0, calls: 0, wrong: 0 };
  const update = () => {
    const { exchanges, calls, wrong } = counts;
    item.text = `$(arrow-both) ${exchanges}${wrong === 0 ? '' : ` $(warning) ${wrong}`}`;
    const words = t('Magnet proxy at {0}: {1} exchanges, {2} calls, {3} wrong', url, exchanges, calls, wrong);
    item.tooltip = `${words}\n${workspace.asRelativePath(out)}`;
    item.accessibilityInformation = { label: words, role: 'button' };
  };
  update();
  item.show();
  const following = magnet.onProxyExchange((told: ToldExchange) => {
    counts.exchanges += 1;
    counts.calls += told.calls;
    counts.wrong += told.wrong;
    magnet.output.info(`proxy ${told.line}`);
    update();
  });
  const stopped = magnet.onStateChanged((state) => {
    if (state === 'stopped' || state === 'failed') forgetProxy();
  });
  const waits = awaitRecords(
    out,
    t('Nothing has gone by yet. Let your agent send its requests to {0}: what goes by is shown here.', url),
  );
  return {
    item,
    close: () => {
      waits();
      item.dispose();
      following.dispose();
      stopped.dispose();
    },
  };
}
