import { t } from '@vscode/l10n';
import { env, window } from 'vscode';
import type { CallReport, TestCallParams } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { CallPanel } from '../run/callPanel.ts';
import { readSettings } from '../settings.ts';
import { functionIdOf } from '../targets.ts';
import { requireTrust } from '../trust.ts';
import { pickFunction } from '../views/pick.ts';

export async function startEndpoint(magnet: Magnet): Promise<{ url: string; model: string } | undefined> {
  if (!requireTrust(t('Starting the local endpoint'))) return undefined;
  const { url, model, token } = await magnet.endpoint.start();
  const [copy, key, test] = [t('Copy Address'), t('Copy API Key'), t('Test Call')];
  void window
    .showInformationMessage(
      t(
        'The local Magnet endpoint answers at {0}. It is a small built-in baseline ("{1}"), not a trained model.',
        url,
        model,
      ),
      copy,
      ...(token === undefined ? [] : [key]),
      test,
    )
    .then(async (choice) => {
      if (choice === copy) await env.clipboard.writeText(url);
      if (choice === key) await env.clipboard.writeText(token ?? '');
      if (choice === test) await testCall(magnet, undefined);
    });
  return { url, model };
}

export async function stopEndpoint(magnet: Magnet): Promise<boolean> {
  const stopped = await magnet.endpoint.stop();
  window.setStatusBarMessage(
    stopped ? t('Magnet: local endpoint stopped') : t('Magnet: no local endpoint was running'),
    4000,
  );
  return stopped;
}

export async function copyUrl(magnet: Magnet): Promise<void> {
  const { running } = magnet.endpoint;
  const url = running?.url ?? readSettings().endpoint.url;
  await env.clipboard.writeText(url);
  window.setStatusBarMessage(t('Magnet: copied {0}', url), 4000);
  if (running?.token !== undefined) offerKey(url, running.token);
}

/** The API key of the local endpoint, for other clients. */
export async function copyKey(magnet: Magnet): Promise<void> {
  const { token } = magnet.endpoint.running ?? {};
  if (token === undefined) return;
  await env.clipboard.writeText(token);
  window.setStatusBarMessage(t('Magnet: copied the API key of the local endpoint'), 4000);
}

/** Other clients need the key besides the address; it is shown nowhere, and copied when a person asks for it. */
function offerKey(url: string, token: string): void {
  const key = t('Copy API Key');
  void window
    .showInformationMessage(t('Copied {0}. Clients of the local endpoint also send its API key.', url), key)
    .then(async (choice) => {
      if (choice === key) await env.clipboard.writeText(token);
    });
}

/** From a CodeLens or the tree, which name the function. */
export function sendCall(magnet: Magnet, target: unknown): Promise<CallReport | undefined> {
  const id = functionIdOf(target);
  return testCall(magnet, id === undefined ? undefined : { function: id });
}

/**
 * Opens the call panel for one function. With words or arguments given, sends at once.
 * @returns the report where something was sent
 */
export async function testCall(magnet: Magnet, options: unknown): Promise<CallReport | undefined> {
  if (!requireTrust(t('Sending a test call'))) return undefined;
  const given = (options ?? {}) as Partial<Pick<TestCallParams, 'function' | 'ask' | 'arguments' | 'offer'>>;
  const id =
    typeof given.function === 'string' ? given.function : await pickFunction(magnet, t('Test which function?'));
  if (id === undefined) return undefined;
  const panel = CallPanel.show(magnet, id, given.arguments);
  if (given.ask === undefined && given.arguments === undefined) return undefined;
  return panel.send({
    ...(given.ask === undefined ? {} : { ask: given.ask }),
    ...(given.arguments === undefined ? {} : { arguments: given.arguments }),
    ...(given.offer === undefined ? {} : { offer: given.offer }),
  });
}
