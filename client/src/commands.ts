import { t } from '@vscode/l10n';
import { commands, window } from 'vscode';
import type { Magnet } from './magnet.ts';
import { plainNotice } from './notice.ts';

type Handler = (magnet: Magnet, ...args: unknown[]) => Promise<unknown>;

/** Every command of the manifest; each feature is loaded when its command first runs. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  'magnet.showDependencyGraph': async (m) => (await import('./graph/commands.ts')).showGraph(m),
  'magnet.showDependencies': async (m, target) => (await import('./graph/commands.ts')).showFunction(m, target),
  'magnet.edge.accept': async (m, edge) => (await import('./graph/commands.ts')).curate(m, edge, 'accept'),
  'magnet.edge.reject': async (m, edge) => (await import('./graph/commands.ts')).curate(m, edge, 'reject'),
  'magnet.edge.clear': async (m, edge) => (await import('./graph/commands.ts')).curate(m, edge, 'clear'),
  'magnet.samplePaths': async (m, options) => (await import('./paths/commands.ts')).samplePaths(m, options),
  'magnet.openPaths': async (m, shown) => (await import('./paths/commands.ts')).openPaths(m, shown),
  'magnet.generate': async (m, options) => (await import('./generate/commands.ts')).generate(m, options),
  'magnet.generateFrom': async (m, target) => (await import('./generate/commands.ts')).generateFrom(m, target),
  'magnet.previewRun': async (m, target) => (await import('./run/commands.ts')).previewRun(m, target),
  'magnet.generateFromFile': async (m) => (await import('./generate/commands.ts')).generateFromFile(m),
  'magnet.runs.resume': async (m, run) => (await import('./generate/commands.ts')).resumeRun(m, run),
  'magnet.runs.export': async (m, run) => (await import('./run/export.ts')).exportRun(m, run),
  'magnet.runs.card': async (m, run) => (await import('./run/card.ts')).previewCard(m, run),
  'magnet.runs.statistics': async (m, run) => (await import('./run/reports.ts')).showStatistics(m, run),
  'magnet.runs.train': async (m, run) => (await import('./run/train.ts')).trainOnRun(m, run),
  'magnet.trainingCurves': async (m, folder) => (await import('./run/train.ts')).showCurves(m, folder),
  'magnet.runs.compare': async (m, run) => (await import('./run/compare.ts')).compareRuns(m, run),
  'magnet.runs.stale': async (m, run) => (await import('./run/reports.ts')).showStale(m, run),
  'magnet.runs.lossMask': async (m, run) => (await import('./run/lossMask.ts')).showLossMask(m, run),
  'magnet.runs.verify': async (m, run) => (await import('./run/reports.ts')).verifyRun(m, run),
  'magnet.runs.pause': async (_, run) => (await import('./run/commands.ts')).pause(run),
  'magnet.runs.refresh': async (m) => m.runsChanged(),
  'magnet.runs.reveal': async (_, run) => (await import('./run/commands.ts')).revealRun(run),
  'magnet.runs.delete': async (m, run) => (await import('./run/delete.ts')).deleteRun(m, run),
  'magnet.runs.undoDelete': async (m) => (await import('./run/delete.ts')).undoDelete(m),
  'magnet.startEndpoint': async (m) => (await import('./endpoint/commands.ts')).startEndpoint(m),
  'magnet.stopEndpoint': async (m) => (await import('./endpoint/commands.ts')).stopEndpoint(m),
  'magnet.copyEndpointUrl': async (m) => (await import('./endpoint/commands.ts')).copyUrl(m),
  'magnet.testCall': async (m, options) => (await import('./endpoint/commands.ts')).testCall(m, options),
  'magnet.sendCall': async (m, target) => (await import('./endpoint/commands.ts')).sendCall(m, target),
  'magnet.startProxy': async (m, options) => (await import('./endpoint/proxy.ts')).startProxy(m, options),
  'magnet.stopProxy': async (m) => (await import('./endpoint/proxy.ts')).stopProxy(m),
  'magnet.switchEndpoint': async (m) => (await import('./endpoint/switch.ts')).switchEndpoint(m),
  'magnet.findServers': async (m) => (await import('./endpoint/switch.ts')).findLocalServers(m),
  'magnet.saveAsTest': async (m, target) => (await import('./tests/save.ts')).saveAsTest(m, target),
  'magnet.moreLikeTests': async (m, test, more) => (await import('./tests/more.ts')).moreLikeTests(m, test, more),
  'magnet.setApiKey': async (m) => (await import('./generate/keys.ts')).setApiKey(m),
  'magnet.convert': async (m, file, to) => (await import('./convert/commands.ts')).convert(m, file, to),
  'magnet.importOpenApi': async (m, file) => (await import('./convert/commands.ts')).importOpenApi(m, file),
  'magnet.importMcp': async (m, line) => (await import('./convert/mcp.ts')).importMcp(m, line),
  'magnet.showMatrix': async (m, file) => (await import('./matrix.ts')).showMatrix(m, file),
  'magnet.treatAsToolSchema': async (m, file) => (await import('./convert/commands.ts')).treatAsToolSchema(m, file),
  'magnet.openExample': async (m) => (await import('./convert/example.ts')).openExample(m),
  'magnet.openWalkthrough': async () =>
    commands.executeCommand('workbench.action.openWalkthrough', 'magnet-tools.magnet-vscode#start'),
  'magnet.restartServer': (m) => m.restart(),
  'magnet.showOutput': async (m) => m.output.show(),
};

export function registerCommands(magnet: Magnet): void {
  for (const [id, handler] of Object.entries(HANDLERS)) {
    magnet.context.subscriptions.push(
      commands.registerCommand(id, async (...args: unknown[]) => {
        try {
          return await handler(magnet, ...args);
        } catch (error) {
          await report(magnet, id, error);
          return undefined;
        }
      }),
    );
  }
}

/** Where a failed command ends: in the output, and once before the person. */
async function report(magnet: Magnet, id: string, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  magnet.output.error(`${id}: ${error instanceof Error ? (error.stack ?? message) : message}`);
  void window.showErrorMessage(plainNotice(`Magnet: ${message}`), t('Show Output')).then((choice) => {
    if (choice !== undefined) magnet.output.show();
  });
}
