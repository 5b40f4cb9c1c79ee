import type { CurateParams } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { functionIdOf } from '../targets.ts';
import { curateEdge } from './curate.ts';
import { GraphPanel } from './panel.ts';

export async function showGraph(magnet: Magnet): Promise<void> {
  GraphPanel.show(magnet);
}

/** From a CodeLens or the tree: the graph around one function. */
export async function showFunction(magnet: Magnet, target: unknown): Promise<void> {
  const panel = GraphPanel.show(magnet);
  const id = functionIdOf(target);
  if (id !== undefined) panel.focus(id);
}

/** From the tree: `edge` names its two ends. */
export async function curate(magnet: Magnet, edge: unknown, action: CurateParams['action']): Promise<void> {
  const { from, to } = (edge ?? {}) as { from?: unknown; to?: unknown };
  if (typeof from !== 'string' || typeof to !== 'string') return;
  await curateEdge(magnet, { from, to, action });
}
