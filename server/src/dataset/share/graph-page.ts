import type { DependencyEdge, GraphNode } from '../../graph/index.ts';
import { escapedText, reportPage } from '../../page/index.ts';

/** What a page of a graph shows. */
export interface SharedGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly DependencyEdge[];
  /** Edges that a person rejected. */
  readonly rejected?: readonly DependencyEdge[];
  describe(id: string): string;
  /** The drawing, as an SVG text: it is shown as an image, in which nothing runs. */
  readonly picture?: string;
}

/** Edges and functions that a page lists; the rest is counted. */
const MAX_ROWS = 5_000;
const MAX_DESCRIPTION = 300;

/**
 * One self-contained page of a graph: its drawing where there is one, each function with what feeds it and what it feeds, each edge with
 * its evidence. No script, nothing loaded; names and descriptions are text.
 */
export function graphPage(title: string, graph: SharedGraph): string {
  const { nodes, edges, rejected = [], picture } = graph;
  const anchors = new Map(nodes.slice(0, MAX_ROWS).map(({ id }, at) => [id, `f${at}`]));
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const facts: (readonly [string, string])[] = [
    ['Functions', String(nodes.length)],
    ['Edges', String(edges.length)],
    ['Functions without an edge', String(nodes.filter(({ id }) => !linked.has(id)).length)],
    ...(rejected.length === 0 ? [] : [['Edges a person rejected', String(rejected.length)] as const]),
  ];
  const sections = [
    ...(picture === undefined ? [] : [drawing(picture, nodes.length)]),
    functionTable(graph, anchors),
    edgeTable('Edges, the surest first', edges, anchors),
    ...(rejected.length === 0 ? [] : [edgeTable('Rejected by a person', rejected, anchors)]),
  ];
  return reportPage(title, facts, sections, STYLE);
}

function drawing(picture: string, functions: number): string {
  return `<section><img src="data:image/svg+xml,${encodeURIComponent(picture)}" alt="The graph of ${functions} functions as a drawing; the tables below say the same"></section>`;
}

type Anchors = ReadonlyMap<string, string>;

function functionTable({ nodes, edges, describe }: SharedGraph, anchors: Anchors): string {
  const into = new Map<string, string[]>();
  const outOf = new Map<string, string[]>();
  for (const { from, to } of edges) {
    into.set(to, [...(into.get(to) ?? []), from]);
    outOf.set(from, [...(outOf.get(from) ?? []), to]);
  }
  const links = (ids: readonly string[] = []) => ids.map((id) => link(id, anchors)).join(', ');
  const rows = nodes.slice(0, MAX_ROWS).map(({ id, category }) => {
    const description = escapedText(shortened(describe(id)));
    return `<tr id="${anchors.get(id)}"><th scope="row">${escapedText(id)}</th><td dir="auto">${description}</td><td>${escapedText(category)}</td><td>${links(into.get(id))}</td><td>${links(outOf.get(id))}</td></tr>`;
  });
  return table('Functions', ['Function', 'Description', 'Category', 'Fed by', 'Feeds'], rows, nodes.length);
}

function edgeTable(title: string, edges: readonly DependencyEdge[], anchors: Anchors): string {
  const surest = [...edges].sort((one, other) => other.score - one.score).slice(0, MAX_ROWS);
  const rows = surest.map(({ from, to, kind, score, evidence, inferred, curation }) => {
    const why = evidence.map(({ output, parameter, rule }) =>
      escapedText(parameter === '' ? rule : `${output === '' ? 'the output' : output} → ${parameter} (${rule})`),
    );
    const state = [
      inferred ? 'from a predicted response' : '',
      curation === undefined ? '' : `${curation} by a person`,
    ];
    return `<tr><td>${link(from, anchors)} → ${link(to, anchors)}</td><td>${escapedText(kind)}</td><td class="count">${score.toFixed(2)}</td><td>${[...why, ...state.filter((text) => text !== '').map(escapedText)].join('<br>')}</td></tr>`;
  });
  return table(title, ['Edge', 'Kind', 'Confidence', 'Evidence'], rows, edges.length);
}

function table(title: string, heads: readonly string[], rows: readonly string[], all: number): string {
  const more = all - rows.length;
  const rest = more > 0 ? `<p>and ${more} more</p>` : '';
  const head = heads.map((name) => `<th scope="col">${name}</th>`).join('');
  return `<section><h2>${escapedText(title)}</h2><table class="list"><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>${rest}</section>`;
}

function link(id: string, anchors: Anchors): string {
  const anchor = anchors.get(id);
  return anchor === undefined ? escapedText(id) : `<a href="#${anchor}">${escapedText(id)}</a>`;
}

function shortened(text: string): string {
  return text.length > MAX_DESCRIPTION ? `${text.slice(0, MAX_DESCRIPTION)}…` : text;
}

const STYLE = `
main { grid-template-columns: minmax(0, 1fr); }
img { background: Canvas; height: auto; max-width: 100%; }
a { color: var(--drawn); }
.list td, .list th { border-bottom: 1px solid color-mix(in srgb, currentcolor 20%, transparent); overflow-wrap: anywhere; padding: .25rem .75rem .25rem 0; vertical-align: top; width: auto; }
.list thead th { font-weight: 600; overflow-wrap: normal; } .list .count { width: auto; }
.list tbody th { min-width: min(14rem, 30vw); }
tr:target { outline: 2px solid var(--drawn); }
`;
