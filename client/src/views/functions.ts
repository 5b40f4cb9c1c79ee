import { t } from '@vscode/l10n';
import {
  type Disposable,
  EventEmitter,
  MarkdownString,
  Position,
  Range,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  workspace,
} from 'vscode';
import type { FunctionItem, GraphView } from '../../../server/src/lsp/protocol.ts';
import { onCatalogRested } from '../catalog-refresh.ts';
import { KeptAnswer } from '../kept-answer.ts';
import type { Magnet } from '../magnet.ts';
import { plainLine, plainText } from '../notice.ts';
import { type EdgeEntry, edgesOf, type FunctionGroup, type Grouping, groupByFile, groupByGraph } from './grouping.ts';

export type { Grouping } from './grouping.ts';

type Entry =
  | { readonly type: 'group'; readonly group: FunctionGroup }
  | { readonly type: 'function'; readonly functionId: string; readonly node: FunctionItem }
  | EdgeEntry;

const STORE = 'magnet.functions.grouping';

/** Functions by file, category or connection; under each, its edges with actions to accept and reject. */
export class FunctionsTree implements TreeDataProvider<Entry>, Disposable {
  readonly #magnet: Magnet;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #listener: Disposable;
  #grouping: Grouping;
  /** Asked for when something that rests on it is shown, once a catalog version. */
  readonly #view: KeptAnswer<GraphView>;

  constructor(magnet: Magnet) {
    this.#magnet = magnet;
    this.#view = new KeptAnswer(() => magnet.request('magnet/graph', {}));
    this.#grouping = magnet.context.workspaceState.get<Grouping>(STORE, 'file');
    this.#listener = onCatalogRested(magnet, () => this.refresh());
  }

  refresh(): void {
    this.#view.forget();
    this.#changed.fire();
  }

  async group(grouping: Grouping): Promise<void> {
    this.#grouping = grouping;
    await this.#magnet.context.workspaceState.update(STORE, grouping);
    this.#changed.fire();
  }

  async getChildren(entry?: Entry): Promise<Entry[]> {
    try {
      if (entry === undefined) return (await this.#groups()).map((group) => ({ type: 'group', group }));
      if (entry.type === 'group') {
        return entry.group.nodes.map((node) => ({ type: 'function', functionId: node.id, node }));
      }
      return entry.type === 'function' ? edgesOf(await this.#view.get(), entry.functionId) : [];
    } catch (error) {
      this.#magnet.output.warn(`Functions view: ${String(error)}`);
      return [];
    }
  }

  async #groups(): Promise<FunctionGroup[]> {
    return this.#grouping === 'file'
      ? groupByFile(await this.#magnet.functions())
      : groupByGraph(await this.#view.get(), this.#grouping);
  }

  getTreeItem(entry: Entry): TreeItem {
    if (entry.type === 'group') return groupItem(entry.group);
    return entry.type === 'function' ? functionItem(entry.node) : edgeItem(entry);
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }
}

function groupItem(group: FunctionGroup): TreeItem {
  const item =
    group.uri === undefined
      ? new TreeItem(plainLine(group.label), TreeItemCollapsibleState.Expanded)
      : new TreeItem(Uri.parse(group.uri), TreeItemCollapsibleState.Expanded);
  if (group.uri !== undefined) item.label = plainLine(workspace.asRelativePath(Uri.parse(group.uri)));
  item.id = `group:${group.label}`;
  item.description = String(group.nodes.length);
  item.contextValue = 'group';
  if (group.uri === undefined) item.iconPath = new ThemeIcon('symbol-namespace');
  return item;
}

function functionItem(node: FunctionItem): TreeItem {
  const parts = node.id.split('.');
  const item = new TreeItem(plainLine(parts.pop() ?? node.id), TreeItemCollapsibleState.Collapsed);
  item.description = plainLine(parts.join('.'));
  item.iconPath = new ThemeIcon('symbol-function');
  item.contextValue = 'function';
  const tooltip = new MarkdownString();
  tooltip.appendText(plainText(`${node.id}\n\n${node.description}`));
  item.tooltip = tooltip;
  item.command = openCommand(node);
  return item;
}

function openCommand({ place }: FunctionItem): NonNullable<TreeItem['command']> {
  const position = new Position(place.line, place.character);
  const options = { selection: new Range(position, position), preserveFocus: true };
  return { command: 'vscode.open', title: t('Open'), arguments: [Uri.parse(place.uri), options] };
}

function edgeItem(entry: EdgeEntry): TreeItem {
  const item = new TreeItem(plainLine(entry.other), TreeItemCollapsibleState.None);
  const arrow = entry.direction === 'out' ? 'arrow-right' : 'arrow-left';
  item.iconPath = new ThemeIcon(entry.state === 'rejected' ? 'circle-slash' : arrow);
  item.description = plainLine(entry.description);
  item.tooltip = plainText(`${entry.from} → ${entry.to}\n${entry.reason}`);
  item.contextValue = entry.state === 'plain' ? 'edge' : `edge.${entry.state}`;
  item.accessibilityInformation = {
    label:
      entry.direction === 'out'
        ? t('feeds {0}, {1}', plainLine(entry.other), entry.description)
        : t('fed by {0}, {1}', plainLine(entry.other), entry.description),
  };
  item.command = { command: 'magnet.showDependencies', title: t('Show in Graph'), arguments: [entry.from] };
  return item;
}
