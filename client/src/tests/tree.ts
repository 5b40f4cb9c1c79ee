import { t } from '@vscode/l10n';
import { Range, type TestController, type TestItem, Uri } from 'vscode';
import type { TestOutline, TestsResult } from '../../../server/src/lsp/protocol.ts';
import { plainLabel, plainLine } from '../notice.ts';

/** What an item of the tree stands for. */
export type Node =
  | { readonly kind: 'file' }
  | { readonly kind: 'category'; readonly name: string }
  | { readonly kind: 'test'; readonly outline: TestOutline }
  | { readonly kind: 'turn'; readonly test: number; readonly turn: number };

const nodes = new WeakMap<TestItem, Node>();

/** A file of tests, whose tests are read when they are first wanted. */
export function fileItem(controller: TestController, uri: Uri, label: string): TestItem {
  const item = controller.createTestItem(uri.toString(), plainLabel(label), uri);
  item.canResolveChildren = true;
  nodes.set(item, { kind: 'file' });
  return item;
}

export const nodeOf = (item: TestItem): Node | undefined => nodes.get(item);

/** Puts the tests of a file below it, by category. Items that are there already stay the same. */
export function fillFile(controller: TestController, file: TestItem, { tests, broken }: TestsResult): void {
  const groups = new Map<string, TestOutline[]>();
  for (const outline of tests) {
    const group = groups.get(outline.category);
    if (group === undefined) groups.set(outline.category, [outline]);
    else group.push(outline);
  }
  const categories = [...groups].map(([name, outlines]) => {
    const id = `${file.id}#${name}`;
    const item =
      file.children.get(id) ?? controller.createTestItem(id, name === '' ? t('other') : plainLabel(name), file.uri);
    nodes.set(item, { kind: 'category', name });
    item.description = String(outlines.length);
    item.children.replace(outlines.map((outline) => testItem(controller, file, item, outline)));
    return item;
  });
  file.children.replace(categories);
  const [first] = broken;
  file.error = first === undefined ? undefined : brokenWords(first, broken.length);
}

function brokenWords({ line, reason }: TestsResult['broken'][number], count: number): string {
  return count === 1
    ? t('Line {0} holds no test: {1}', line + 1, plainLine(reason))
    : t('{0} lines hold no test; line {1}: {2}', count, line + 1, plainLine(reason));
}

function testItem(controller: TestController, file: TestItem, group: TestItem, outline: TestOutline): TestItem {
  const id = `${file.id}#${outline.index}`;
  const label = plainLabel(outline.title === '' ? outline.id : outline.title);
  const known = group.children.get(id);
  const item = known?.label === label ? known : controller.createTestItem(id, label, file.uri);
  item.description = plainLine(outline.id);
  item.range = new Range(outline.line, 0, outline.line, 0);
  item.sortText = String(outline.index).padStart(7, '0');
  item.canResolveChildren = outline.turns.length > 1;
  nodes.set(item, { kind: 'test', outline });
  if (known !== undefined && known.children.size > 0) fillTest(controller, item);
  return item;
}

/** Puts the turns of a test below it; a test of one turn is its turn. */
export function fillTest(controller: TestController, item: TestItem): void {
  const node = nodes.get(item);
  if (node?.kind !== 'test' || node.outline.turns.length < 2) return;
  const { turns, index, line } = node.outline;
  item.children.replace(
    turns.map(({ turn, kind, title }) => {
      const child = controller.createTestItem(`${item.id}.${turn}`, `${turn + 1} · ${plainLabel(title)}`, item.uri);
      child.range = new Range(line, 0, line, 0);
      child.sortText = String(turn).padStart(5, '0');
      const expects = kind === 'miss_params' ? t('should ask') : kind === 'miss_func' ? t('should refuse') : undefined;
      if (expects !== undefined) child.description = expects;
      nodes.set(child, { kind: 'turn', test: index, turn });
      return child;
    }),
  );
}

export const uriOf = (item: TestItem): Uri => item.uri ?? Uri.parse(item.id);
