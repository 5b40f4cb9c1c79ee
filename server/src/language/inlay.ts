import {
  type CatalogEntry,
  locate,
  resolveSchema,
  type SignatureDocument,
  type Span,
  segmentAt,
} from '../signature/index.ts';
import { entriesInSegment } from './at.ts';
import { toolTokens } from './tokens.ts';
import type { Workspace } from './types.ts';

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

export interface InlayOptions {
  /** Nominal types of JSON fields, as the dependency graph understands them. */
  readonly types: boolean;
  /** About how many tokens each tool costs. */
  readonly tokens: boolean;
}

const MAX_HINTS = 2_000;

/** Hints within a range of a document. */
export function inlayHints(
  workspace: Workspace,
  document: SignatureDocument,
  range: Span,
  options: InlayOptions,
): InlayHint[] {
  const hints: InlayHint[] = [];
  if (!options.types && !options.tokens) return hints;
  const last = segmentAt(document, range.end);
  for (let segment = Math.max(0, segmentAt(document, range.start)); segment <= last; segment++) {
    for (const entry of entriesInSegment(workspace.catalog, document, segment)) {
      if (options.tokens) addTokens(entry, hints);
      if (options.types && document.kind !== 'fsig') addTypes(workspace, entry, hints);
      if (hints.length >= MAX_HINTS) return hints;
    }
  }
  return hints.filter((hint) => hint.offset >= range.start && hint.offset <= range.end);
}

function addTokens(entry: CatalogEntry, hints: InlayHint[]): void {
  const span = locate(entry, ['name'], 'value');
  if (span === undefined) return;
  const count = toolTokens(entry.signature);
  hints.push({
    offset: span.end,
    label: `≈ ${count} tokens`,
    tooltip: 'About what this tool costs in a prompt: name, description and parameters as compact JSON.',
  });
}

/** The type a field is known by: a named definition, else what the graph found to feed it. */
function addTypes(workspace: Workspace, entry: CatalogEntry, hints: InlayHint[]): void {
  const { parameters } = entry.signature;
  const producers = producersOf(workspace, entry.id);
  for (const [name, schema] of Object.entries(parameters.properties ?? {})) {
    if (typeof schema !== 'object' || schema === null) continue;
    const type = resolveSchema(parameters, schema).name;
    const source = producers.get(name);
    if (type === undefined && source === undefined) continue;
    const key = locate(entry, ['parameters', 'properties', name], 'key');
    if (key === undefined) continue;
    hints.push({
      offset: key.end,
      label: `: ${type ?? source}`,
      tooltip: type === undefined ? `Values come from ${source}.` : `Named type ${type}.`,
    });
  }
}

/** Best producer of each parameter, as `function.field`. */
function producersOf(workspace: Workspace, id: string): Map<string, string> {
  const graph = workspace.graph();
  const best = new Map<string, { readonly label: string; readonly score: number }>();
  if (graph?.index(id) === undefined) return new Map();
  for (const index of graph.incoming(id)) {
    const edge = graph.edges[index];
    for (const item of edge?.evidence ?? []) {
      const name = item.parameter.split(/[.[]/)[0] ?? '';
      if (edge === undefined || name === '' || (best.get(name)?.score ?? 0) >= item.score) continue;
      const label = item.output === '' ? edge.from : `${edge.from}.${item.output}`;
      best.set(name, { label, score: item.score });
    }
  }
  return new Map([...best].map(([name, { label }]) => [name, label]));
}
