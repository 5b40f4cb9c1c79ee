import type { Magnet } from '../magnet.ts';
import { registerDebugger } from './debug.ts';
import { TestExplorer } from './explorer.ts';

const explorers = new WeakMap<Magnet, TestExplorer>();

/** The explorer of the window. */
export function explorerOf(magnet: Magnet): TestExplorer | undefined {
  return explorers.get(magnet);
}

/** @returns the explorer of the window */
export function registerTests(magnet: Magnet): TestExplorer {
  const explorer = new TestExplorer(magnet, {
    run: async (...given) => (await import('./run.ts')).runTests(...given),
    debug: async (...given) => (await import('./debug.ts')).debugTests(...given),
  });
  explorers.set(magnet, explorer);
  magnet.context.subscriptions.push(explorer, registerDebugger(magnet));
  return explorer;
}
