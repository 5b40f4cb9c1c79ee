import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { PathsParams, SignaturePath } from '../../../server/src/lsp/protocol.ts';
import { GraphPanel } from '../graph/panel.ts';
import type { Magnet } from '../magnet.ts';
import { readSettings } from '../settings.ts';
import type { ShownPath } from './messages.ts';
import { PathsPanel } from './panel.ts';

/**
 * The panel in which paths are sampled, edited and generated from.
 * @param shown `{paths, index?}`: what it shows; without, it samples some or keeps what it has
 */
export async function openPaths(magnet: Magnet, shown: unknown): Promise<void> {
  const { paths, index } = (shown ?? {}) as { paths?: readonly ShownPath[]; index?: number };
  PathsPanel.show(magnet, Array.isArray(paths) ? paths : undefined, index);
}

/**
 * Draws paths with the settings' parameters and shows them in the graph panel, operation by operation.
 * @param options may override any of the parameters
 */
export async function samplePaths(magnet: Magnet, options: unknown): Promise<readonly SignaturePath[]> {
  const { paths } = readSettings();
  const given = isParams(options) ? options : {};
  const drawn = await magnet.request('magnet/paths', { ...paths, ...given });
  if (drawn.length === 0) {
    void window.showInformationMessage(t('No paths: the workspace has no functions yet.'));
    return drawn;
  }
  GraphPanel.show(magnet).showPaths(drawn);
  return drawn;
}

function isParams(value: unknown): value is PathsParams {
  return typeof value === 'object' && value !== null && !('scheme' in value);
}
