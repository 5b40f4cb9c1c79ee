import { commands, window } from 'vscode';
import type { Magnet } from '../magnet.ts';
import { askTeacher } from './ask.ts';
import { improveDescription } from './improve.ts';
import { registerProposals } from './proposal.ts';
import { DomainTree } from './tree.ts';

/** The Domain view: entities, and what functions do to them. */
export function registerDomainView(magnet: Magnet): void {
  registerProposals(magnet);
  let say: (message: string | undefined) => void = () => undefined;
  const tree = new DomainTree(magnet, (message) => say(message));
  const view = window.createTreeView('magnet.domain', { treeDataProvider: tree, showCollapseAll: true });
  say = (message) => {
    view.message = message ?? '';
  };
  magnet.context.subscriptions.push(
    view,
    tree,
    commands.registerCommand('magnet.domain.refresh', () => tree.refresh()),
    commands.registerCommand('magnet.domain.ask', () => askTeacher(magnet)),
    commands.registerCommand('magnet.improveDescription', (target) => improveDescription(magnet, target)),
  );
}
