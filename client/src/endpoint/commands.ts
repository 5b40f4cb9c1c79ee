import { env, window } from 'vscode';
import type { CallReport, TestCallParams } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { CallPanel } from '../run/callPanel.ts';
import { readSettings } from '../settings.ts';
import { functionIdOf } from '../targets.ts';
import { requireTrust } from '../trust.ts';
import { pickFunction } from '../views/pick.ts';

export async function startEndpoint(magnet: Magnet): Promise<{ url: string; model: string } | undefined> {
  if (!requireTrust('Starting the local endpoint')) return undefined;
  const { url, model } = await magnet.endpoint.start();
  void window
    .showInformationMessage(
      `The local Magnet endpoint answers at ${url}. It is a small built-in baseline ("${model}"), not a trained model.`,
      'Copy Address',
      'Test Call',
    )
    .then(async (choice) => {
      if (choice === 'Copy Address') await env.clipboard.writeText(url);
      if (choice === 'Test Call') await testCall(magnet, undefined);
    });
  return { url, model };
}

export async function stopEndpoint(magnet: Magnet): Promise<boolean> {
  const stopped = await magnet.endpoint.stop();
  window.setStatusBarMessage(
    stopped ? 'Magnet: local endpoint stopped' : 'Magnet: no local endpoint was running',
    4000,
  );
  return stopped;
}

export async function copyUrl(magnet: Magnet): Promise<void> {
  const url = magnet.endpoint.running?.url ?? readSettings().endpoint.url;
  await env.clipboard.writeText(url);
  window.setStatusBarMessage(`Magnet: copied ${url}`, 4000);
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
  if (!requireTrust('Sending a test call')) return undefined;
  const given = (options ?? {}) as Partial<Pick<TestCallParams, 'function' | 'ask' | 'arguments'>>;
  const id = typeof given.function === 'string' ? given.function : await pickFunction(magnet, 'Test which function?');
  if (id === undefined) return undefined;
  const panel = CallPanel.show(magnet, id, given.arguments);
  if (given.ask === undefined && given.arguments === undefined) return undefined;
  return panel.send({
    ...(given.ask === undefined ? {} : { ask: given.ask }),
    ...(given.arguments === undefined ? {} : { arguments: given.arguments }),
  });
}
