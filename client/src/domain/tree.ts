import { t } from '@vscode/l10n';
import {
  type Disposable,
  EventEmitter,
  Position,
  Range,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
} from 'vscode';
import type { DomainFunctionItem, DomainView } from '../../../server/src/lsp/protocol.ts';
import { onCatalogRested } from '../catalog-refresh.ts';
import { KeptAnswer } from '../kept-answer.ts';
import type { Magnet } from '../magnet.ts';
import { plainLine, plainText } from '../notice.ts';
import { childrenOf, type DomainEntry, type Kind } from './entries.ts';

/** What the functions of the workspace keep, and who makes, reads, changes and ends it. Asked for while it is shown. */
export class DomainTree implements TreeDataProvider<DomainEntry>, Disposable {
  readonly #magnet: Magnet;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #listener: Disposable;
  /** Says above the tree why it is empty; undefined where nothing has to be said. */
  readonly #say: (message: string | undefined) => void;
  readonly #view: KeptAnswer<DomainView>;

  constructor(magnet: Magnet, say: (message: string | undefined) => void) {
    this.#magnet = magnet;
    this.#view = new KeptAnswer(() => magnet.request('magnet/domain', {}));
    this.#say = say;
    this.#listener = onCatalogRested(magnet, () => this.refresh());
  }

  refresh(): void {
    this.#view.forget();
    this.#changed.fire();
  }

  async getChildren(entry?: DomainEntry): Promise<DomainEntry[]> {
    try {
      const view = await this.#view.get();
      this.#say(view.tooLarge ? t('The workspace is too large for this view.') : undefined);
      return [...childrenOf(view, entry)];
    } catch (error) {
      this.#magnet.output.warn(`Domain view: ${String(error)}`);
      return [];
    }
  }

  getTreeItem(entry: DomainEntry): TreeItem {
    if (entry.type === 'entity') return entityItem(entry.entity);
    if (entry.type === 'function') return functionItem(entry.of, entry.item);
    const label = entry.type === 'others' ? t('About no record') : kindLabel(entry.kind);
    const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
    if (entry.type === 'kind') item.collapsibleState = TreeItemCollapsibleState.Expanded;
    item.id = entry.type === 'others' ? 'others' : `${entry.of}/${entry.kind}`;
    item.description = String(entry.functions.length);
    return item;
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }
}

function entityItem({ name, identifier, fields, states }: DomainView['entities'][number]): TreeItem {
  const item = new TreeItem(plainLine(name), TreeItemCollapsibleState.Collapsed);
  item.id = `entity/${name}`;
  item.iconPath = new ThemeIcon('symbol-class');
  item.description = plainLine(identifier ?? '');
  const lines = [
    name,
    ...(identifier === undefined ? [] : [t('Named by {0}', identifier)]),
    ...(fields.length === 0 ? [] : [t('Fields: {0}', fields.join(', '))]),
    ...(states.length === 0 ? [] : [t('States: {0}', states.join(', '))]),
  ];
  item.tooltip = lines.map(plainLine).join('\n');
  item.contextValue = 'entity';
  return item;
}

function functionItem(of: string, { id, text, confidence, doubtful, place }: DomainFunctionItem): TreeItem {
  const item = new TreeItem(plainLine(id), TreeItemCollapsibleState.None);
  item.id = `function/${of}/${id}`;
  item.iconPath = new ThemeIcon(doubtful ? 'question' : 'symbol-function');
  item.description = plainLine(doubtful ? t('doubtful, {0}', text) : text);
  item.tooltip = plainText(`${id}\n${text}\n${t('Confidence {0}', confidence.toFixed(2))}`);
  item.contextValue = 'reading';
  const position = new Position(place.line, place.character);
  const options = { selection: new Range(position, position), preserveFocus: true };
  item.command = { command: 'vscode.open', title: t('Open'), arguments: [Uri.parse(place.uri), options] };
  return item;
}

function kindLabel(kind: Kind): string {
  switch (kind) {
    case 'makes':
      return t('Made by');
    case 'reads':
      return t('Read by');
    case 'changes':
      return t('Changed by');
    case 'ends':
      return t('Ended by');
    default:
      return t('Other');
  }
}
