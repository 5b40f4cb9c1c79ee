import { t } from '@vscode/l10n';
import type { DependencyEdge, FunctionItem, GraphView } from '../../../server/src/lsp/protocol.ts';

export type Grouping = 'file' | 'category' | 'connection';

export interface FunctionGroup {
  readonly label: string;
  /** Set where the group is a file. */
  readonly uri?: string;
  readonly nodes: readonly FunctionItem[];
}

export interface EdgeEntry {
  readonly type: 'edge';
  readonly from: string;
  readonly to: string;
  /** Seen from the function it is listed under. */
  readonly direction: 'in' | 'out';
  readonly other: string;
  readonly description: string;
  readonly reason: string;
  readonly state: 'plain' | 'curated' | 'rejected';
}

/** Groups by file need no graph; files in the order of their names. */
export function groupByFile(functions: readonly FunctionItem[]): FunctionGroup[] {
  return collect(functions, ({ place }) => place.uri).map(([uri, nodes]) => ({ label: uri, uri, nodes }));
}

/** Groups in reading order; an empty one is left out. */
export function groupByGraph(view: GraphView, grouping: Exclude<Grouping, 'file'>): FunctionGroup[] {
  if (grouping === 'connection') return byConnection(view);
  return collect(view.nodes, ({ category }) => category || t('uncategorised')).map(([label, nodes]) => ({
    label,
    nodes,
  }));
}

function collect(items: readonly FunctionItem[], key: (item: FunctionItem) => string): [string, FunctionItem[]][] {
  const groups = new Map<string, FunctionItem[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b));
}

/** What needs a look first: functions nothing feeds or that feed nothing. */
function byConnection(view: GraphView): FunctionGroup[] {
  const out = new Set(view.edges.map((edge) => edge.from));
  const into = new Set(view.edges.map((edge) => edge.to));
  const groups: [string, (node: FunctionItem) => boolean][] = [
    [t('isolated: no edge at all'), ({ id }) => !out.has(id) && !into.has(id)],
    [t('dead ends: feed nothing'), ({ id }) => !out.has(id) && into.has(id)],
    [t('starting points: fed by nothing'), ({ id }) => out.has(id) && !into.has(id)],
    [t('connected both ways'), ({ id }) => out.has(id) && into.has(id)],
  ];
  return groups
    .map(([label, belongs]) => ({ label, nodes: view.nodes.filter(belongs) }))
    .filter(({ nodes }) => nodes.length > 0);
}

/** Edges of one function, strongest first, rejected ones last. */
export function edgesOf(view: GraphView, id: string): EdgeEntry[] {
  const touches = (edge: DependencyEdge) => edge.from === id || edge.to === id;
  const live = view.edges.filter(touches).sort((a, b) => b.score - a.score);
  const rejected = view.rejected.filter(touches);
  return [
    ...live.map((edge) => entryOf(edge, id, edge.curation === undefined ? 'plain' : 'curated')),
    ...rejected.map((edge) => entryOf(edge, id, 'rejected')),
  ];
}

function entryOf(edge: DependencyEdge, id: string, state: EdgeEntry['state']): EdgeEntry {
  const direction = edge.from === id ? 'out' : 'in';
  const parts = [direction === 'out' ? t('feeds') : t('fed by'), edge.kind, edge.score.toFixed(2)];
  if (state === 'rejected') parts.push(t('rejected'));
  if (edge.curation !== undefined) parts.push(edge.curation);
  if (edge.verification !== undefined) parts.push(edge.verification.state);
  return {
    type: 'edge',
    from: edge.from,
    to: edge.to,
    direction,
    other: direction === 'out' ? edge.to : edge.from,
    description: parts.join(' · '),
    reason: edge.evidence
      .map(({ output, parameter, rule }) => `${output || '(result)'} → ${parameter || '(premise)'}: ${rule}`)
      .join('\n'),
    state,
  };
}
