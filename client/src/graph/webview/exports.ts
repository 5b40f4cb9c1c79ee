import type { DependencyEdge } from '../../../../server/src/lsp/protocol.ts';
import type { ExportFormat } from '../messages.ts';
import { arrowHead } from './curves.ts';
import { clusterColor, NAME_HALO } from './draw.ts';
import { categoryOf, type ModelEdge } from './model.ts';
import type { Palette } from './palette.ts';
import { dashOf, type Scene } from './scene.ts';

/** What is drawn, as text in a format. PNG comes from the canvas. */
export function exportScene(scene: Scene, format: Exclude<ExportFormat, 'png' | 'html'>, palette: Palette): string {
  switch (format) {
    case 'svg':
      return toSvg(scene, palette);
    case 'dot':
      return toDot(scene);
    case 'mermaid':
      return toMermaid(scene);
    case 'json':
      return toJson(scene);
  }
}

/** Text in markup: other people's names must not become elements. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

const round = (value: number) => Math.round(value * 10) / 10;

function toSvg(scene: Scene, palette: Palette): string {
  const { bounds, clusters } = scene.layout;
  const margin = 28;
  const box = [bounds.x - margin, bounds.y - margin, bounds.width + 2 * margin, bounds.height + 2 * margin].map(round);
  const stroke = (entry: ModelEdge) =>
    entry.rejected ? palette.rejected : (palette.kinds[entry.edge.kind] ?? palette.muted);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(' ')}" width="${box[2]}" height="${box[3]}" font-family="${escapeXml(palette.font)}">`,
    `<rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" fill="${palette.background}"/>`,
  ];
  for (const cluster of clusters) {
    if (cluster.name === '') continue;
    const color = clusterColor(scene, cluster.name, palette);
    parts.push(
      `<rect x="${round(cluster.x)}" y="${round(cluster.y)}" width="${round(cluster.width)}" height="${round(cluster.height)}" rx="14" fill="${color}" fill-opacity="0.07" stroke="${color}" stroke-opacity="0.35"/>`,
    );
  }
  for (const entry of scene.edges) {
    const curve = scene.curve(entry);
    if (curve === undefined) continue;
    const [x0, y0, ...rest] = curve.map(round);
    const dash = dashOf(entry);
    const title = escapeXml(
      `${entry.edge.from} → ${entry.edge.to} (${entry.edge.kind}, ${entry.edge.score.toFixed(2)})`,
    );
    parts.push(
      `<path d="M${x0} ${y0}C${rest.join(' ')}" fill="none" stroke="${stroke(entry)}" stroke-opacity="${round(0.25 + 0.6 * entry.edge.score)}"${dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : ''}><title>${title}</title></path>`,
      `<path d="M${headPoints(curve)}z" fill="${stroke(entry)}"/>`,
    );
  }
  for (const { name, x, y } of clusters) {
    if (name === '') continue;
    const halo = `stroke="${palette.background}" stroke-width="${NAME_HALO}" stroke-linejoin="round" paint-order="stroke"`;
    parts.push(
      `<text x="${round(x + 14)}" y="${round(y + 21)}" font-size="12" fill="${palette.foreground}" ${halo}>${escapeXml(name)}</text>`,
    );
  }
  for (const node of scene.layout.places.values()) {
    parts.push(
      `<g><title>${escapeXml(node.id)}</title><rect x="${round(node.x)}" y="${round(node.y)}" width="${node.width}" height="${node.height}" rx="15" fill="${palette.node}" stroke="${palette.border}"/>`,
      `<text x="${round(node.x + node.width / 2)}" y="${round(node.y + node.height / 2 + 4.5)}" text-anchor="middle" font-size="12.5" fill="${palette.foreground}">${escapeXml(scene.label(node.id))}</text></g>`,
    );
  }
  return `${parts.join('\n')}\n</svg>\n`;
}

function headPoints(curve: Parameters<typeof arrowHead>[0]): string {
  const [x0, y0, x1, y1, x2, y2] = arrowHead(curve, 8).map(round);
  return `${x0} ${y0}L${x1} ${y1}L${x2} ${y2}`;
}

function groups(scene: Scene): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const id of scene.layout.places.keys()) {
    const node = scene.model.nodes.get(id);
    const name = node === undefined ? '' : categoryOf(node);
    found.set(name, [...(found.get(name) ?? []), id]);
  }
  return found;
}

const DOT_STYLE: Record<string, string> = { input: 'solid', part: 'bold', premise: 'dotted' };

function toDot(scene: Scene): string {
  const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&').replace(/\n/g, ' ')}"`;
  const lines = ['digraph dependencies {', '  node [shape=box, style=rounded];'];
  let index = 0;
  for (const [name, ids] of groups(scene)) {
    lines.push(`  subgraph cluster_${index} {`, `    label=${quote(name)};`);
    for (const id of ids) lines.push(`    ${quote(id)};`);
    lines.push('  }');
    index += 1;
  }
  for (const { edge, rejected } of scene.edges) {
    const style = rejected ? 'invis' : edge.inferred ? 'dashed' : DOT_STYLE[edge.kind];
    lines.push(`  ${quote(edge.from)} -> ${quote(edge.to)} [label=${quote(edge.score.toFixed(2))}, style=${style}];`);
  }
  return `${lines.join('\n')}\n}\n`;
}

function toMermaid(scene: Scene): string {
  const names = new Map([...scene.layout.places.keys()].map((id, index) => [id, `n${index}`]));
  const quote = (text: string) => `"${text.replace(/"/g, '#quot;').replace(/\n/g, ' ')}"`;
  const lines = ['flowchart TB'];
  let index = 0;
  for (const [name, ids] of groups(scene)) {
    lines.push(`  subgraph g${index}[${quote(name)}]`);
    for (const id of ids) lines.push(`    ${names.get(id)}(${quote(scene.model.nodes.get(id)?.name ?? id)})`);
    lines.push('  end');
    index += 1;
  }
  for (const { edge, rejected } of scene.edges) {
    if (rejected) continue;
    const arrow = edge.kind === 'premise' || edge.inferred ? '-.->' : '-->';
    lines.push(`  ${names.get(edge.from)} ${arrow} ${names.get(edge.to)}`);
  }
  return `${lines.join('\n')}\n`;
}

function toJson(scene: Scene): string {
  const functions = [...scene.layout.places.keys()].flatMap((id) => {
    const node = scene.model.nodes.get(id);
    return node === undefined
      ? []
      : [{ name: id, category: node.category, file: node.place.uri, line: node.place.line + 1 }];
  });
  const edges: DependencyEdge[] = scene.edges.filter(({ rejected }) => !rejected).map(({ edge }) => edge);
  return `${JSON.stringify({ functions, edges }, null, 2)}\n`;
}
