import { config } from '@vscode/l10n';
import { type ExtensionContext, l10n } from 'vscode';
import { registerAgentTools } from './agent-tools/register.ts';
import { registerCommands } from './commands.ts';
import { Discovery } from './discovery.ts';
import { registerDomainView } from './domain/register.ts';
import { startFirst } from './first-start.ts';
import { Magnet, type MagnetApi } from './magnet.ts';
import { registerMockServer } from './mockServer.ts';
import { registerPanels } from './panels.ts';
import type { TestExplorer } from './tests/explorer.ts';
import { registerTests } from './tests/register.ts';
import { registerViews } from './views/register.ts';

let magnet: Magnet | undefined;

/** Wires and returns: the language server starts in the background. */
export function activate(context: ExtensionContext): MagnetApi & { tests(): TestExplorer } {
  const started = performance.now();
  // What the editor read of our translations; without one for its language the texts stay English.
  if (l10n.bundle !== undefined) config({ contents: l10n.bundle });
  magnet = new Magnet(context);
  registerCommands(magnet);
  registerPanels(magnet);
  registerViews(magnet);
  registerDomainView(magnet);
  registerMockServer(magnet);
  registerAgentTools(magnet);
  const explorer = registerTests(magnet);
  const discovery = new Discovery(magnet);
  context.subscriptions.push(discovery);
  void startFirst(magnet);
  const took = performance.now() - started;
  magnet.output.info(`Activated in ${took.toFixed(1)} ms.`);
  return { ...magnet.api(took, () => discovery.offers), tests: () => explorer };
}

export async function deactivate(): Promise<void> {
  await magnet?.stop();
}
