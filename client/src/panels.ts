import { type WebviewPanel, window } from 'vscode';
import type { Magnet } from './magnet.ts';

/** Panels come back after a reload of the window; their code is loaded only then, or when a command opens one. */
export function registerPanels(magnet: Magnet): void {
  magnet.context.subscriptions.push(
    window.registerWebviewPanelSerializer('magnet.graph', {
      deserializeWebviewPanel: async (panel: WebviewPanel) => {
        (await import('./graph/panel.ts')).GraphPanel.restore(magnet, panel);
      },
    }),
    window.registerWebviewPanelSerializer('magnet.paths', {
      deserializeWebviewPanel: async (panel: WebviewPanel) => {
        (await import('./paths/panel.ts')).PathsPanel.restore(magnet, panel);
      },
    }),
    window.registerWebviewPanelSerializer('magnet.run', {
      deserializeWebviewPanel: async (panel: WebviewPanel, state: unknown) =>
        (await import('./run/panel.ts')).RunPanel.restore(magnet, panel, state),
    }),
  );
}
