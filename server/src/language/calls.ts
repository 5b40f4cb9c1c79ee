import type { DependencyEdge } from '../graph/index.ts';
import { type CatalogEntry, locate } from '../signature/index.ts';
import { entryAt } from './at.ts';
import { nameSpan, symbolAt } from './symbol.ts';
import type { Cursor, Target, Workspace } from './types.ts';

/** A function as an item of the call hierarchy, which here is the dependency graph. */
export interface CallItem extends Target {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

export interface CallLink {
  readonly item: CallItem;
  readonly edge: DependencyEdge;
}

const MAX_LINKS = 500;

/** The function under the cursor, or around it. */
export function callItemAt(workspace: Workspace, cursor: Cursor): CallItem | undefined {
  const symbol = symbolAt(workspace, cursor);
  const entry = symbol?.kind === 'function' ? symbol.entry : entryAt(workspace.catalog, cursor.document, cursor.offset);
  return entry === undefined ? undefined : callItem(entry);
}

function callItem(entry: CatalogEntry): CallItem | undefined {
  const whole = locate(entry, [], 'whole');
  const span = nameSpan(entry);
  if (whole === undefined || span === undefined) return undefined;
  const { name, namespace, category } = entry.signature;
  return { id: entry.id, name, detail: namespace || category, uri: entry.document.uri, span, whole };
}

/** Functions whose output the function needs. */
export function producersOf(workspace: Workspace, id: string): CallLink[] {
  return links(workspace, id, 'incoming', (edge) => edge.from);
}

/** Functions that its output feeds. */
export function consumersOf(workspace: Workspace, id: string): CallLink[] {
  return links(workspace, id, 'outgoing', (edge) => edge.to);
}

function links(
  workspace: Workspace,
  id: string,
  side: 'incoming' | 'outgoing',
  other: (edge: DependencyEdge) => string,
): CallLink[] {
  const graph = workspace.graph();
  if (graph?.index(id) === undefined) return [];
  const edges = graph[side](id)
    .flatMap((index) => graph.edges[index] ?? [])
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_LINKS);
  return edges.flatMap((edge) => {
    const entry = workspace.catalog.get(other(edge));
    const item = entry === undefined ? undefined : callItem(entry);
    return item === undefined ? [] : { item, edge };
  });
}
