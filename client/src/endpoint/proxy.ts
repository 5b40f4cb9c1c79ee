import { t } from '@vscode/l10n';
import { commands, env, StatusBarAlignment, type StatusBarItem, ThemeColor, Uri, window, workspace } from 'vscode';
import type { ProxyCounts, ToldExchange } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { plainLine, plainNotice, plainText } from '../notice.ts';
import { runFolderIn } from '../run/files.ts';
import { awaitRecords } from '../run/nothing.ts';
import { RunPanel } from '../run/panel.ts';
import { readSettings } from '../settings.ts';
import { requireTrust } from '../trust.ts';
import { ProxyTraffic } from './proxyTraffic.ts';

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
  // The local endpoint's key is shown nowhere else, and every request through the proxy needs it.
  const token = magnet.endpoint.running?.url === upstream ? magnet.endpoint.running.token : undefined;
  running = { url, out, ...show(magnet, url, out, token) };
  void commands.executeCommand('setContext', 'magnet.proxyRunning', true);
  RunPanel.show(magnet, out, { follow: true });
  const copy = t('Copy Address');
  const key = t('Copy API Key');
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

/** Says in the status bar, in the output and in the waiting panel what goes by; what nobody could see otherwise is told. */
function show(
  magnet: Magnet,
  url: string,
  out: Uri,
  token: string | undefined,
): { item: StatusBarItem; close(): void } {
  const item = window.createStatusBarItem('magnet.proxy', StatusBarAlignment.Left, 0);
  item.name = t('Magnet proxy');
  item.command = { command: 'magnet.startProxy', title: t('Show') };
  const traffic = new ProxyTraffic(url);
  let awaited = () => {};
  const update = () => {
    item.text = traffic.brief;
    item.tooltip = `${plainText(traffic.words)}\n${workspace.asRelativePath(out)}`;
    item.accessibilityInformation = { label: plainLine(traffic.words), role: 'button' };
    item.backgroundColor = traffic.hasTrouble ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    awaited = awaitRecords(out, traffic.waiting);
  };
  update();
  item.show();
  const following = magnet.onProxyExchange((told: ToldExchange) => {
    const trouble = traffic.add(told);
    magnet.output.info(`proxy ${told.line}`);
    update();
    // The file of records does not change by it, so the panel would not look again.
    if (told.trouble !== undefined) RunPanel.lookAgain(out);
    if (trouble !== undefined) tellTrouble(magnet, trouble, token);
  });
  const stopped = magnet.onStateChanged((state) => {
    if (state === 'stopped' || state === 'failed') forgetProxy();
  });
  return {
    item,
    close: () => {
      awaited();
      item.dispose();
      following.dispose();
      stopped.dispose();
    },
  };
}

function tellTrouble(magnet: Magnet, trouble: string, token: string | undefined): void {
  const [output, key] = [t('Show Output'), t('Copy API Key')];
  const keyed = token !== undefined && trouble.startsWith('401') ? [key] : [];
  void window
    .showWarningMessage(
      plainNotice(t('A request through the proxy became no conversation. {0}', trouble)),
      ...keyed,
      output,
    )
    .then(async (choice) => {
      if (choice === output) magnet.output.show();
      if (choice === key) await env.clipboard.writeText(token ?? '');
    });
}
