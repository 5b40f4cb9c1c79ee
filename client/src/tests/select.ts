import type { TestItem, TestRunRequest } from 'vscode';
import type { TestExplorer } from './explorer.ts';
import { fillTest, nodeOf, uriOf } from './tree.ts';

/** A test to run, with its item; only some of its turns where turns were picked. */
export interface SelectedTest {
  readonly item: TestItem;
  readonly index: number;
  /** Items of its turns by turn; empty for a test that is one turn. */
  readonly turns: ReadonlyMap<number, TestItem>;
  readonly only?: readonly number[];
}

/** Tests of one file, in their order. */
export interface SelectedFile {
  readonly file: TestItem;
  readonly uri: string;
  readonly tests: readonly SelectedTest[];
  /** Each test of the file is meant. */
  readonly whole: boolean;
}

/** What a request to run asks for, file by file; what was not read yet is read. */
export async function selectTests(explorer: TestExplorer, request: TestRunRequest): Promise<SelectedFile[]> {
  await explorer.resolve();
  const excluded = new Set((request.exclude ?? []).map((item) => item.id));
  const asked = request.include ?? childrenOf(explorer.controller.items);
  const files = new Map<string, { file: TestItem; whole: boolean; tests: Map<string, SelectedTest> }>();
  const add = (file: TestItem, item: TestItem, turn?: number) => {
    const known = files.get(file.id) ?? { file, whole: false, tests: new Map<string, SelectedTest>() };
    files.set(file.id, known);
    const before = known.tests.get(item.id);
    const made = selected(explorer, item);
    if (made === undefined) return;
    if (turn === undefined) known.tests.set(item.id, made);
    else if (before?.only !== undefined || before === undefined)
      known.tests.set(item.id, { ...made, only: [...(before?.only ?? []), turn] });
  };
  const visit = async (item: TestItem): Promise<void> => {
    if (excluded.has(item.id)) return;
    const node = nodeOf(item);
    const file = fileOf(item);
    if (node?.kind === 'test') add(file, item);
    else if (node?.kind === 'turn' && item.parent !== undefined) add(file, item.parent, node.turn);
    else {
      await explorer.resolve(item);
      for (const child of childrenOf(item.children)) await visit(child);
      const known = files.get(file.id);
      if (known !== undefined && node?.kind === 'file' && excluded.size === 0) known.whole = true;
    }
  };
  for (const item of asked) await visit(item);
  return [...files.values()].map(({ file, whole, tests }) => ({
    file,
    uri: uriOf(file).toString(),
    tests: [...tests.values()].sort((left, right) => left.index - right.index),
    whole,
  }));
}

function selected(explorer: TestExplorer, item: TestItem): SelectedTest | undefined {
  const node = nodeOf(item);
  if (node?.kind !== 'test') return undefined;
  if (item.children.size === 0) fillTest(explorer.controller, item);
  const turns = new Map<number, TestItem>();
  for (const child of childrenOf(item.children)) {
    const turn = nodeOf(child);
    if (turn?.kind === 'turn') turns.set(turn.turn, child);
  }
  return { item, index: node.outline.index, turns };
}

function fileOf(item: TestItem): TestItem {
  let at = item;
  while (at.parent !== undefined) at = at.parent;
  return at;
}

function childrenOf(collection: TestItem['children']): TestItem[] {
  const items: TestItem[] = [];
  collection.forEach((item) => {
    items.push(item);
  });
  return items;
}
