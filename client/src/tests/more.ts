import { t } from '@vscode/l10n';
import { commands, type TestItem, window } from 'vscode';
import type { Magnet } from '../magnet.ts';
import type { ShownPath } from '../paths/messages.ts';
import type { TestExplorer } from './explorer.ts';
import { explorerOf } from './register.ts';
import { nodeOf, uriOf } from './tree.ts';

/** Tests of one file, by their index. */
type Chosen = Map<string, { readonly uri: string; readonly tests: Set<number> }>;

/**
 * Failures lead to paths: opens the paths of tests in the panel in which more records are generated from them. Of a test
 * that a person points at, its own; of a file or a category, or where nothing is pointed at, those of the failed tests.
 * @returns the paths
 */
export async function moreLikeTests(magnet: Magnet, target: unknown, others: unknown): Promise<readonly ShownPath[]> {
  const explorer = explorerOf(magnet);
  if (explorer === undefined) return [];
  const chosen = chosenTests(explorer, itemsOf(target, others));
  const answers = await Promise.all(
    [...chosen.values()].map(({ uri, tests }) => magnet.request('magnet/testPaths', { uri, tests: [...tests] })),
  );
  const paths = answers.flatMap((answer) => answer.paths);
  const without = answers.reduce((sum, answer) => sum + answer.without, 0);
  if (paths.length > 0) await commands.executeCommand('magnet.openPaths', { paths });
  const said = wordsFor(chosen.size === 0, paths.length, without);
  if (said !== undefined) void window.showInformationMessage(said);
  return paths;
}

/** What a person has to know; nothing where each test gave its path. */
function wordsFor(none: boolean, paths: number, without: number): string | undefined {
  if (none) return t('No test has failed: run some first, or point at one.');
  if (without === 0) return undefined;
  return paths === 0
    ? t('These tests have no path to go along: they call no function of this workspace.')
    : t('{0} tests have no path to go along and are left out.', without);
}

/** Items that a menu was opened on: of the tree, several where several are selected; of a message, its test. */
function itemsOf(target: unknown, others: unknown): TestItem[] {
  if (Array.isArray(others) && others.length > 0) return others as TestItem[];
  const { test } = (target ?? {}) as { test?: TestItem };
  const item = test ?? (target as TestItem | undefined);
  return item === undefined || nodeOf(item) === undefined ? [] : [item];
}

function chosenTests(explorer: TestExplorer, items: readonly TestItem[]): Chosen {
  const chosen: Chosen = new Map();
  const add = (item: TestItem) => {
    const node = nodeOf(item);
    if (node?.kind !== 'test') return;
    const uri = uriOf(item).toString();
    const known = chosen.get(uri) ?? { uri, tests: new Set() };
    known.tests.add(node.outline.index);
    chosen.set(uri, known);
  };
  const addFailed = (item: TestItem) => {
    if (nodeOf(item)?.kind === 'test') {
      if (explorer.outcomes.get(item.id)?.verdict === 'wrong') add(item);
    } else item.children.forEach(addFailed);
  };
  if (items.length === 0) explorer.controller.items.forEach(addFailed);
  for (const item of items) {
    const kind = nodeOf(item)?.kind;
    if (kind === 'test') add(item);
    else if (kind === 'turn' && item.parent !== undefined) add(item.parent);
    else addFailed(item);
  }
  return chosen;
}
