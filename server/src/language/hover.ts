import type { DependencyEdge } from '../graph/index.ts';
import type { JsonSchema } from '../json/index.ts';
import { type CatalogEntry, resolveSchema } from '../signature/index.ts';
import { entriesInSegment, type PartAt, partAt, valueAt } from './at.ts';
import { typeHover } from './fsig/hover.ts';
import { nameAt } from './fsig/names.ts';
import { keyHover } from './json-text/hover.ts';
import { code, escapeMarkdown, fence, shorten } from './markdown.ts';
import { readingMarkdown } from './reading.ts';
import { renderSignature, renderType } from './render.ts';
import { toolTokens } from './tokens.ts';
import type { Cursor, Hover, Workspace } from './types.ts';

const MAX_SCHEMA = 2_000;
const MAX_EDGES = 6;

/** What a person wants to know of the thing under the cursor; undefined where there is nothing to say. */
export function hoverAt(workspace: Workspace, cursor: Cursor): Hover | undefined {
  if (cursor.document.kind === 'fsig') {
    const type = typeHover(workspace, cursor);
    if (type !== undefined) return type;
  } else {
    const key = keyHover(workspace, cursor);
    if (key !== undefined) return key;
  }
  const at = documentedParameter(workspace, cursor) ?? partAt(workspace.catalog, cursor.document, cursor.offset);
  if (at === undefined) return undefined;
  const [first] = at.part;
  if (first === 'premises') return premiseHover(workspace, at);
  if (first === 'name' || first === 'description')
    return { span: at.span, markdown: functionHover(workspace, at.entry) };
  if (first === 'parameters' || first === 'response') return fieldHover(workspace, at);
  return undefined;
}

/** `@param name` in a comment means the parameter, as its declaration does. */
function documentedParameter({ catalog }: Workspace, cursor: Cursor): PartAt | undefined {
  const found = cursor.document.kind === 'fsig' ? nameAt(cursor) : undefined;
  if (found?.at.what !== 'parameter') return undefined;
  const [entry] = entriesInSegment(catalog, cursor.document, found.tree.segment);
  const part = ['parameters', 'properties', found.at.name];
  return entry === undefined ? undefined : { entry, part, onKey: true, span: found.at.span };
}

/** The same with what the domain reads: only where a person asks, for the plans of a new domain are compiled for it. */
function functionHover(workspace: Workspace, entry: CatalogEntry): string {
  // The graph comes first: where it is derived at once, the domain is there after it.
  workspace.graph();
  return functionMarkdown(workspace, entry, readingMarkdown(workspace, entry.id));
}

/** Signature, description, edges, cost and schema of one function, as Markdown; `reading` is what the domain says. */
export function functionMarkdown(workspace: Workspace, entry: CatalogEntry, reading = ''): string {
  const { signature } = entry;
  const facts = [
    signature.category === '' ? '' : `category ${code(signature.category)}`,
    signature.toolClass === '' ? '' : `class ${code(signature.toolClass)}`,
    `about ${toolTokens(signature)} tokens in a prompt`,
  ].filter((fact) => fact !== '');
  return [
    fence('fsig', renderSignature(signature)),
    escapeMarkdown(signature.description),
    facts.join(' · '),
    edgesMarkdown(workspace, entry.id),
    reading,
    `JSON Schema of the arguments\n\n${fence('json', shorten(JSON.stringify(signature.parameters, undefined, 2), MAX_SCHEMA))}`,
  ]
    .filter((section) => section !== '')
    .join('\n\n');
}

function edgesMarkdown(workspace: Workspace, id: string): string {
  const graph = workspace.graph();
  if (graph?.index(id) === undefined) return '';
  const lines = [
    edgeLine(
      'Fed by',
      graph.incoming(id).map((index) => graph.edges[index]),
      (edge) => edge.from,
    ),
    edgeLine(
      'Feeds',
      graph.outgoing(id).map((index) => graph.edges[index]),
      (edge) => edge.to,
    ),
  ];
  return lines.filter((line) => line !== '').join('  \n');
}

function edgeLine(
  title: string,
  edges: readonly (DependencyEdge | undefined)[],
  other: (edge: DependencyEdge) => string,
): string {
  const present = edges.filter((edge) => edge !== undefined).sort((a, b) => b.score - a.score);
  if (present.length === 0) return '';
  const shown = present.slice(0, MAX_EDGES).map((edge) => `${code(other(edge))}${evidenceNote(edge)}`);
  const more = present.length > MAX_EDGES ? ` and ${present.length - MAX_EDGES} more` : '';
  return `**${title}** ${shown.join(', ')}${more}`;
}

function evidenceNote(edge: DependencyEdge): string {
  const best = edge.evidence.reduce<DependencyEdge['evidence'][number] | undefined>(
    (top, item) => (top === undefined || item.score > top.score ? item : top),
    undefined,
  );
  if (best === undefined || best.parameter === '') return edge.kind === 'premise' ? ' (premise)' : '';
  return ` (${code(`${best.output === '' ? 'result' : best.output} → ${best.parameter}`)})`;
}

function premiseHover(workspace: Workspace, at: PartAt): Hover | undefined {
  const name = valueAt(at.entry.signature, at.part);
  if (typeof name !== 'string') return undefined;
  const entry = workspace.catalog.lookup(name, at.entry.signature.namespace)[0];
  if (entry === undefined) return undefined;
  return { span: at.span, markdown: functionHover(workspace, entry) };
}

function fieldHover(workspace: Workspace, at: PartAt): Hover | undefined {
  const schema = valueAt(at.entry.signature, at.part) as JsonSchema | undefined;
  const root = valueAt(at.entry.signature, at.part.slice(0, 1)) as JsonSchema | undefined;
  if (schema === undefined || root === undefined || typeof schema !== 'object') return undefined;
  const name = String(at.part.at(-1));
  const { schema: resolved, name: type } = resolveSchema(root, schema);
  const sections = [
    fence('fsig', `${name}: ${renderType(schema)}${defaultText(resolved)}`),
    typeof resolved.description === 'string' ? escapeMarkdown(resolved.description) : '',
    type === undefined ? '' : `type ${code(type)} = ${code(renderType(resolved))}`,
    constraintsText(resolved),
    at.part[0] === 'parameters' && at.part.length === 3 ? producersMarkdown(workspace, at.entry.id, name) : '',
  ];
  return { span: at.span, markdown: sections.filter((section) => section !== '').join('\n\n') };
}

function defaultText(schema: JsonSchema): string {
  return schema.default === undefined ? '' : ` = ${shorten(JSON.stringify(schema.default) ?? 'null', 60)}`;
}

const CONSTRAINTS = [
  'format',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
] as const;

function constraintsText(schema: JsonSchema): string {
  const written = CONSTRAINTS.filter((key) => Object.hasOwn(schema, key)).map((key) =>
    code(`${key} ${shorten(JSON.stringify(schema[key]) ?? '', 80)}`),
  );
  const examples = Array.isArray(schema.examples) ? schema.examples.slice(0, 3) : [];
  if (examples.length > 0)
    written.push(`for example ${examples.map((value) => code(shorten(JSON.stringify(value) ?? '', 60))).join(', ')}`);
  return written.join(' · ');
}

function producersMarkdown(workspace: Workspace, id: string, parameter: string): string {
  const graph = workspace.graph();
  if (graph?.index(id) === undefined) return '';
  const producers = graph
    .incoming(id)
    .map((index) => graph.edges[index])
    .filter((edge) => edge?.evidence.some((item) => item.parameter.split(/[.[]/)[0] === parameter) === true);
  return edgeLine('Produced by', producers, (edge) => edge.from);
}
